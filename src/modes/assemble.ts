import { join } from 'node:path'

import { packLayer, type PackedLayer } from '../files/pack.js'
import { findFiles, type LocalEntry } from '../files/walk.js'
import { InputError } from '../inputs/errors.js'
import type { AssembleInputs } from '../inputs/assemble.js'
import { assembleImage, type AssembledImage, type Settings } from '../oci/assemble.js'
import { baseOfRelease } from '../oci/base-reference.js'
import { formatPlatform } from '../oci/entries.js'
import { arrange, LayerError, type SourceEntry } from '../oci/layer-tree.js'
import { imageLabels } from '../oci/labels.js'
import { countsProblem, type Image } from '../oci/rebase.js'
import { formatReference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import type { BaseImage } from '../registry/base.js'
import type { RegistryClient } from '../registry/client.js'
import { readNewBase } from '../registry/old-base.js'
import { publishAll } from '../registry/publish.js'
import type { RepositoryClient, Rights } from '../registry/repository.js'
import { gathered, settled } from '../common/await-all.js'
import { readTarget, type Target } from '../registry/targets.js'
import { assembleResult, type AssembledLeg } from '../report/assemble.js'
import { formatBytes } from '../runner/progress.js'
import type { Log } from '../runner/log.js'
import { defined } from '../common/defined.js'
import { formatTime } from '../common/time.js'
import { withTempDir } from '../runner/temp-dir.js'
import type { Result } from '../report/result.js'
import { parseOsVersion } from '../windows/os-version.js'
import { foldCase, formatPath, isOfWindows } from '../windows/path.js'
import type { WindowsRelease } from '../windows/releases.js'

/** What the mode works with. */
export type AssembleTools = { readonly registry: RegistryClient; readonly log: Log }

/** What a release's image is put onto. */
type Base = BaseImage & Image & { readonly release: WindowsRelease }

/** A leg that is ready to be written. */
type Leg = { readonly base: Base; readonly image: AssembledImage; readonly targets: readonly Target[] }

/** Puts files onto the base of every release, as one layer: no engine and no Windows takes part in it. */
export const assemble = (inputs: AssembleInputs, { registry, log }: AssembleTools): Promise<Result> =>
  withTempDir('assemble', async folder => {
    const rights: Rights = inputs.push ? 'pull,push' : 'pull'
    const clients = inputs.images.map(image => registry.open(image, rights))
    // What can be refused, is refused before the files are packed.
    const [bases, targets, entries] = await settled([
      readBases(inputs, registry),
      settled(inputs.releases.map(release => readTargets(inputs, release, clients))),
      findEntries(inputs, log)
    ])
    const layer = await packEntries(entries, inputs, join(folder, 'layer.tar.gz'), log)
    const legs = bases.map((base, at) => ({ base, image: put(base, layer, inputs), targets: targets[at] ?? [] }))
    const stale = legs.filter(leg => !isUnchanged(leg))
    if (inputs.push) {
      await bringParts(stale, layer, registry)
      const writes = stale.flatMap(({ image, targets: tags }) =>
        tags.map(target => ({ target, content: image.manifest }))
      )
      await publishAll(writes, registry.policy)
    }
    if (!inputs.push) log.info("Nothing is written: 'push' is false.")
    else if (stale.length === 0) log.info('Nothing is written: every tag names its image already.')
    return assembleResult(
      legs.map(leg => describe(leg, inputs)),
      layer
    )
  })

/** The base of every release; its own config has to say that it is one. */
const readBases = (inputs: AssembleInputs, registry: RegistryClient): Promise<readonly Base[]> =>
  gathered(
    inputs.releases.map(release => readOne(inputs, registry, release)),
    'The bases cannot be used'
  )

const readOne = async (
  { baseImage }: AssembleInputs,
  registry: RegistryClient,
  release: WindowsRelease
): Promise<Base> => {
  const base = await readNewBase(registry, baseOfRelease(baseImage, release), release)
  const config = await base.client.config(base.manifest)
  const name = formatReference(base.reference)
  const { os = '', architecture = '', osVersion = '' } = config.platform
  if (os !== 'windows' || architecture !== release.architecture || parseOsVersion(osVersion)?.build !== release.build) {
    throw new RefusedError([
      `Input 'base-image': ${name} is for ${formatPlatform({ ...config.platform, os, architecture })}, not for ${release.name} (windows/${release.architecture} 10.0.${release.build}). Write where the release stands in its tag: name:tag-{{release}}.`
    ])
  }
  const problem = countsProblem({ manifest: base.manifest, config })
  if (problem !== undefined) {
    throw new RefusedError([
      `Input 'base-image': nothing can be put onto ${name}: ${problem}, and these have to be as many.`
    ])
  }
  return { ...base, config, release }
}

type Entries = readonly (LocalEntry | SourceEntry)[]

/** The last moment that the header of an archive can hold, in seconds since 1970. */
const lastMoment = 0o77777777777

/** The files in the order of the layer, with the folders that they are in. */
const findEntries = async (inputs: AssembleInputs, log: Log): Promise<Entries> => {
  const found = await findFiles(inputs.workspace, inputs.files)
  try {
    const entries = arrange([...found, ...workingFolder(inputs)])
    checkWorkingFolder(inputs, entries, log)
    return entries
  } catch (cause) {
    if (!(cause instanceof LayerError)) throw cause
    throw new InputError('files', cause.reason, 'rename one, or leave it out', cause)
  }
}

const packEntries = async (
  entries: Entries,
  { sourceDateEpoch = 0 }: AssembleInputs,
  path: string,
  log: Log
): Promise<PackedLayer> => {
  // Without a time of its own the layer stays the same as long as its files do, whatever the commit.
  const layer = await packLayer(entries, Math.min(sourceDateEpoch, lastMoment), path)
  const sizes = entries.flatMap(({ size }) => size ?? [])
  const bytes = formatBytes(sizes.reduce((sum, size) => sum + size, 0))
  log.info(`Packed ${sizes.length} files (${bytes}) into ${layer.digest} (${formatBytes(layer.size)})`)
  return layer
}

/** A container does not start in a folder that is missing. Windows has its own ones, with rights that have to stay. */
const workingFolder = ({ workdir }: AssembleInputs): readonly SourceEntry[] =>
  workdir === undefined || workdir.names.length === 0 || isOfWindows(workdir.names)
    ? []
    : [{ names: workdir.names, source: 'workdir' }]

/** What lies in Windows' own folders the base has to have: its layers are not looked into. */
const checkWorkingFolder = ({ workdir }: AssembleInputs, entries: Entries, log: Log): void => {
  if (workdir === undefined || workdir.names.length < 2 || !isOfWindows(workdir.names)) return
  const path = formatPath(workdir.names)
  if (entries.some(({ names, size }) => size === undefined && foldCase(formatPath(names)) === foldCase(path))) return
  log.warning(
    `Input 'workdir': ${path} is not made, since Windows' own folders keep the rights that the base gives them. A container starts only where the base has it: take a folder of your own, like C:\\app, if it does not.`
  )
}

const readTargets = (
  inputs: AssembleInputs,
  release: WindowsRelease,
  clients: readonly RepositoryClient[]
): Promise<readonly Target[]> => settled(clients.map(client => readTarget(client, inputs.legTag(release), 'no')))

const labelsOf = (base: Base, { version, sourceDateEpoch, settings, revision }: AssembleInputs): Settings['labels'] =>
  imageLabels({
    revision,
    base,
    fromUser: settings.labels,
    defaults: defined({ version, created: sourceDateEpoch === undefined ? undefined : formatTime(sourceDateEpoch) })
  })

const put = (base: Base, layer: PackedLayer, inputs: AssembleInputs): AssembledImage => {
  const { files, settings, sourceDateEpoch } = inputs
  const copied = files.map(({ local, target }) => `${local} => ${formatPath(target.names)}`).join(', ')
  // As old as its base, where no time is given: the same files make the same image again.
  const created = sourceDateEpoch === undefined ? (base.config.created ?? formatTime(0)) : formatTime(sourceDateEpoch)
  return assembleImage(
    base,
    { ...layer, createdBy: `COPY ${copied}` },
    { ...settings, labels: labelsOf(base, inputs) },
    created
  )
}

const isUnchanged = ({ image, targets }: Leg): boolean =>
  targets.every(({ current }) => current === image.manifest.digest)

/** Whatever the images are made of goes up before the first tag changes: layers, then configs. */
const bringParts = async (legs: readonly Leg[], layer: PackedLayer, registry: RegistryClient): Promise<void> => {
  const [first] = legs
  if (first === undefined) return
  const clients = first.targets.map(({ client }) => client)
  await settled([
    registry.uploadToAll({ blob: first.image.layer, open: layer.open }, clients),
    ...legs.flatMap(({ base, image }) =>
      clients.map(async client => {
        await registry.copyBlobs(base.client, client, image.ofBase)
        await registry.uploadContent(client, image.config)
      })
    )
  ])
}

const describe = (leg: Leg, inputs: AssembleInputs): AssembledLeg => {
  const { base, image, targets } = leg
  return {
    release: base.release,
    osVersion: base.config.platform.osVersion ?? '',
    baseName: formatReference(base.reference),
    baseDigest: base.digest,
    references: targets.map(({ client, tag }) => formatReference({ ...client.repository, tag })),
    digest: image.manifest.digest,
    imageId: image.config.digest,
    outcome: isUnchanged(leg) ? 'unchanged' : inputs.push ? 'published' : 'not written'
  }
}
