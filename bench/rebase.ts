import { basedOn, changeImage, onlyChild, updateOf } from '../__tests__/support/bases.js'
import { buildIndex } from '../__tests__/support/image-builder.js'
import { configOf, type Image, type Manifest, manifestOf, pushImage, readFixture } from '../__tests__/support/images.js'
import { findOnPath } from '../__tests__/support/services.js'
import { runScript, runStep, type Script } from './far-client.js'
import type { FarRegistry } from './far-registry.js'
import { readConfig, readManifest } from './held.js'
import { craneAppend, missingNotes } from './manifest-peers.js'
import { type Race, race, type Racer } from './race.js'
import type { Bench } from './report.js'

/** An image, the base that it is built on, and the one that the release's tag names since. */
type Leg = { readonly release: string; readonly image: Image; readonly oldBase: Image; readonly newBase: Image }

const osVersionOf = (base: Image): string => configOf(onlyChild(base))['os.version'] ?? ''

const legOf = (release: string, newBase?: Image): Leg => {
  const oldBase = readFixture(`base-servercore-${release}`)
  const update = (): Image => buildIndex({ entries: [updateOf(onlyChild(oldBase), 1)] })
  // BuildKit's images have the base's own layers: crane takes no others.
  return { release, image: readFixture(`app-buildkit-${release}`), oldBase, newBase: newBase ?? update() }
}

const ltsc2022 = legOf('ltsc2022', readFixture('base-servercore-ltsc2022-next'))

const tag = 'v2.7.0'
const legTag = ({ release }: Leg): string => `${tag}-${release}`

/** What is rebased: one leg, or the list of several. */
type Task = { readonly source: string; readonly legs: readonly Leg[] }

const oneLeg: Task = { source: legTag(ltsc2022), legs: [ltsc2022] }
const list: Task = { source: tag, legs: [legOf('ltsc2025'), ltsc2022, legOf('ltsc2019')] }

/** Every run has bases of its own. */
const basesOf = (repository: string): string => `${repository}/servercore`
const oldBaseOf = ({ host }: FarRegistry, repository: string, { oldBase }: Leg): string =>
  `${host}/${basesOf(repository)}:${osVersionOf(oldBase)}`
const newBaseOf = ({ host }: FarRegistry, repository: string, { release }: Leg): string =>
  `${host}/${basesOf(repository)}:${release}`

/** The image with the labels that `mode: build` gives it. */
const labelled = (registry: FarRegistry, repository: string, leg: Leg): Image => {
  const config = configOf(leg.image)
  const base = basedOn(newBaseOf(registry, repository, leg), leg.oldBase.digest)
  const Labels = { ...config.config?.Labels, ...base }
  return changeImage(leg.image, { ...config, config: { ...config.config, Labels } })
}

const prepare = async (registry: FarRegistry, repository: string, { source, legs }: Task): Promise<void> => {
  const bases = basesOf(repository)
  const [ofBases, target] = [registry.near(bases), registry.near(repository)]
  const images: Image[] = []
  for (const leg of legs) {
    const image = labelled(registry, repository, leg)
    await pushImage(ofBases, bases, osVersionOf(leg.oldBase), leg.oldBase)
    await pushImage(ofBases, bases, leg.release, leg.newBase)
    await pushImage(target, repository, legTag(leg), image)
    images.push(image)
  }
  if (source === tag) await pushImage(target, repository, tag, buildIndex({ entries: images }))
}

const layersOf = ({ layers = [] }: Manifest): readonly string[] => layers.map(({ digest }) => digest)

const compare = (what: string, found: readonly (string | undefined)[], wanted: readonly string[]): void => {
  if (found.join() !== wanted.join()) throw new Error(`${what}: ${found.join(', ')} instead of ${wanted.join(', ')}`)
}

/** The new base's parts have to come first, then those that were not the old base's. */
const checkLeg = async ({ near }: FarRegistry, repository: string, leg: Leg): Promise<string> => {
  const name = legTag(leg)
  const held = await readManifest(near(repository), repository, name)
  const config = await readConfig(near(repository), repository, held)
  const [oldBase, newBase] = [onlyChild(leg.oldBase), onlyChild(leg.newBase)]
  const swapped = (partsOf: (image: Image) => readonly string[]): readonly string[] => [
    ...partsOf(newBase),
    ...partsOf(leg.image).slice(partsOf(oldBase).length)
  ]
  const layers = swapped(image => layersOf(manifestOf(image)))
  const diffIds = swapped(image => configOf(image).rootfs.diff_ids)
  compare(`layers of ${name}`, layersOf(held.manifest), layers)
  compare(`diff_ids of ${name}`, config.rootfs.diff_ids, diffIds)
  compare(`os.version of ${name}`, [config['os.version']], [osVersionOf(leg.newBase)])
  return held.digest
}

const check = async (registry: FarRegistry, repository: string, { source, legs }: Task): Promise<undefined> => {
  const digests = await Promise.all(legs.map(leg => checkLeg(registry, repository, leg)))
  if (source !== tag) return undefined
  const { manifest } = await readManifest(registry.near(repository), repository, tag)
  const entries = (manifest.manifests ?? []).map(
    ({ digest, platform }) => `${digest} ${platform?.['os.version'] ?? ''}`
  )
  const wanted = legs.map((leg, index) => `${digests[index] ?? ''} ${osVersionOf(leg.newBase)}`)
  compare(`entries of ${tag}`, entries.toSorted(), wanted.toSorted())
  return undefined
}

/** A way to rebase a task; it resolves with the milliseconds it took. */
type Way = (registry: FarRegistry, repository: string, task: Task) => Promise<number>

const byLabels: Way = (registry, repository, { source }) =>
  runStep(registry, { mode: 'rebase', source: `${registry.host}/${repository}:${source}` })

const byOldBase: Way = (registry, repository, { source }) =>
  runStep(registry, {
    mode: 'rebase',
    source: `${registry.host}/${repository}:${source}`,
    'old-base': oldBaseOf(registry, repository, ltsc2022)
  })

/** crane has to be told both bases, and rebases no list: its images are rebased one by one, and joined anew. */
const byCrane =
  (crane: string): Way =>
  (registry, repository, { source, legs }) => {
    const image = (name: string): string => `${registry.host}/${repository}:${name}`
    const rebases = legs.map((leg): Script['commands'][number] => {
      const oldBase = ['--old_base', oldBaseOf(registry, repository, leg)]
      const newBase = ['--new_base', newBaseOf(registry, repository, leg)]
      const platform = ['--platform', 'windows/amd64']
      return [crane, 'rebase', image(legTag(leg)), ...oldBase, ...newBase, ...platform, '--tag', image(legTag(leg))]
    })
    const joining = source === tag ? [craneAppend(crane, image(tag), legs.map(legTag).map(image))] : []
    return runScript(registry, { commands: [...rebases, ...joining] })
  }

const racerOf = (name: string, task: Task, way: Way): Racer => ({
  name,
  prepare: (registry, repository) => prepare(registry, repository, task),
  run: (registry, repository) => way(registry, repository, task),
  check: (registry, repository) => check(registry, repository, task)
})

/** Ours, and crane where it is there. */
const besideCrane = (title: string, ours: readonly Racer[], peer: string, task: Task): Race => {
  const crane = findOnPath('crane')
  const note = 'Bases and images are in one registry, so that layers are mounted and not carried.'
  return crane === undefined
    ? { title, racers: ours, peers: [], notes: [note, ...missingNotes([peer])] }
    : { title, racers: [...ours, racerOf(peer, task, byCrane(crane))], peers: [peer], notes: [note] }
}

/** Whole processes that put one image, and a list of three, onto the bases of next month. */
export const rebaseBench: Bench = async options => {
  const ofOne = [
    racerOf('win-multiarch, by its labels', oneLeg, byLabels),
    racerOf('win-multiarch, given old-base', oneLeg, byOldBase)
  ]
  const ofThree = [racerOf('win-multiarch, by their labels', list, byLabels)]
  return [
    await race(besideCrane('rebase: one image onto its next base', ofOne, 'crane rebase', oneLeg), options),
    await race(
      besideCrane('rebase: a list of three', ofThree, 'crane rebase for each, crane index append', list),
      options
    )
  ]
}
