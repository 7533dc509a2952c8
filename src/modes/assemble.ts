import { join } from 'node:path'

import { awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { formatTime } from '../common/time.js'
import type { PackedLayer } from '../files/pack.js'
import type { AssembleInputs, AssembleLegInputs } from '../inputs/assemble.js'
import { assembleImage, type AssembledImage, type Settings } from '../oci/assemble.js'
import { baseNameOf, imageLabels } from '../oci/labels.js'
import { formatReference } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import { publishAll } from '../registry/publish.js'
import type { RepositoryClient, Rights } from '../registry/repository.js'
import { readTarget, type Target } from '../registry/targets.js'
import { assembleResult, type AssembledLeg } from '../report/assemble.js'
import type { Journal } from '../report/journal.js'
import type { Result } from '../report/result.js'
import type { Log } from '../runner/log.js'
import { withTempDir } from '../runner/temp-dir.js'
import { formatPath } from '../windows/path.js'
import type { WindowsRelease } from '../windows/releases.js'
import { readBases, type LegBase } from './assemble-bases.js'
import { findEntries, packEntries } from './assemble-layer.js'
import { checkLegTags, checkTags, reconsiderLegs } from './leg-tags.js'
import { logNothingWritten } from './nothing-written.js'

/** What the mode works with. */
export type AssembleTools = {
  readonly registry: RegistryClient
  readonly log: Log
  readonly journal: Journal
  /** keeps the folder of the layer for the post step, which removes it where this step is cancelled */
  readonly rememberSpool: (directory: string) => void
}

/** The image of a release, ready to be published. */
type ReadyLeg = {
  readonly base: LegBase
  readonly layer: PackedLayer
  readonly image: AssembledImage
  readonly targets: readonly Target[]
}

/** The same for releases that get the same layer. */
const contentKey = ({ files, workdir }: AssembleLegInputs): string => JSON.stringify([files, workdir])

/** Adds files to the base of every release, as one layer, without an engine and without Windows. */
export const assemble = (
  inputs: AssembleInputs,
  { registry, log, journal, rememberSpool }: AssembleTools
): Promise<Result> =>
  withTempDir('assemble', async directory => {
    rememberSpool(directory)
    const { baseImage, releases, push, sourceDateEpoch, workspace } = inputs
    const rights: Rights = push ? 'pull,push' : 'pull'
    const clients = inputs.images.map(image => registry.open(image, rights))
    const nameOf = (release: WindowsRelease): string =>
      formatReference({ ...inputs.images[0], tag: inputs.legTag(release) })
    journal.plan(releases.map(nameOf))
    checkTags(inputs)
    await checkLegTags(inputs, releases, registry)
    const contents = new Map(releases.map(inputs.legInputs).map(leg => [contentKey(leg), leg]))
    // Whatever can be refused is refused before the files are packed.
    const [bases, targets, found] = await awaitAll([
      readBases(baseImage, releases, registry, (release, reading) =>
        journal.follow(nameOf(release), 'base found', reading)
      ),
      awaitAll(releases.map(release => readTargets(inputs.legTag(release), clients))),
      awaitAll([...contents].map(async ([key, leg]) => ({ key, entries: await findEntries(leg, workspace, log) })))
    ])
    const layers = new Map<string, PackedLayer>()
    for (const { key, entries } of found) {
      const path = join(directory, `layer-${layers.size}.tar.gz`)
      // Without a time of its own the layer stays the same as long as its files do, whatever the commit.
      layers.set(key, await packEntries(entries, sourceDateEpoch ?? 0, path, log))
    }
    const legs = bases.flatMap((base, i): readonly ReadyLeg[] => {
      const leg = inputs.legInputs(base.release)
      const layer = layers.get(contentKey(leg))
      if (layer === undefined) return []
      return [{ base, layer, image: addLayer(base, layer, leg, inputs), targets: targets[i] ?? [] }]
    })
    const stale = legs.filter(leg => !isUnchanged(leg))
    if (push) {
      await pushParts(stale, registry)
      const writes = stale.flatMap(leg => leg.targets.map(target => ({ target, content: leg.image.manifest })))
      const written = await publishAll(writes, registry.policy, { reconsider: reconsiderLegs(writes, inputs) })
      journal.published(written.map(({ name }) => name))
    }
    logNothingWritten(push, stale.length === 0, log)
    return assembleResult(legs.map(leg => describe(leg, push)))
  })

const readTargets = (tag: string, clients: readonly RepositoryClient[]): Promise<readonly Target[]> =>
  awaitAll(clients.map(client => readTarget(client, tag, 'digest')))

/** RFC 3339; undefined where the inputs give no time. */
const createdOf = ({ sourceDateEpoch }: Pick<AssembleInputs, 'sourceDateEpoch'>): string | undefined =>
  sourceDateEpoch === undefined ? undefined : formatTime(sourceDateEpoch)

const labelsOf = (base: LegBase, fromUser: Settings['labels'], inputs: AssembleInputs): Settings['labels'] =>
  imageLabels({
    revision: inputs.revision,
    base,
    fromUser,
    defaults: defined({ version: inputs.version, created: createdOf(inputs) })
  })

const addLayer = (
  base: LegBase,
  layer: PackedLayer,
  leg: AssembleLegInputs,
  inputs: AssembleInputs
): AssembledImage => {
  const copied = leg.files.map(({ local, target }) => `${local} => ${formatPath(target.names)}`).join(', ')
  // Without a time of its own an image is as old as its base: the same files make the same image again.
  const created = createdOf(inputs) ?? base.config.created ?? formatTime(0)
  const settings = { ...leg.settings, labels: labelsOf(base, leg.settings.labels, inputs) }
  return assembleImage(base, { ...layer, createdBy: `COPY ${copied}` }, settings, created)
}

const isUnchanged = ({ image, targets }: ReadyLeg): boolean =>
  targets.every(({ current }) => current === image.manifest.digest)

/** Pushes everything that the images consist of before the first tag changes: layers, then configs. */
const pushParts = async (legs: readonly ReadyLeg[], registry: RegistryClient): Promise<void> => {
  const clients = legs[0]?.targets.map(({ client }) => client) ?? []
  const layers = new Map(legs.map(({ layer, image }) => [layer, image.layer]))
  await awaitAll([
    ...[...layers].map(([{ open }, blob]) => registry.uploadToAll({ blob, open }, clients)),
    ...legs.flatMap(({ base, image }) =>
      clients.map(async client => {
        await registry.copyBlobs(base.client, client, image.ofBase)
        await registry.uploadContent(client, image.config)
      })
    )
  ])
}

const describe = (leg: ReadyLeg, push: boolean): AssembledLeg => {
  const { base, image, targets, layer } = leg
  return {
    release: base.release,
    osVersion: base.config.platform.osVersion ?? '',
    baseName: baseNameOf(base.reference),
    baseDigest: base.digest,
    references: targets.map(({ client, tag }) => formatReference({ ...client.repository, tag })),
    digest: image.manifest.digest,
    imageId: image.config.digest,
    layer: { digest: layer.digest, diffId: layer.diffId, size: layer.size },
    outcome: isUnchanged(leg) ? 'unchanged' : push ? 'published' : 'not written'
  }
}
