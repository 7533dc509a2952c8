import { baseOfRelease, familyOf, type ReleaseBase } from '../oci/base-reference.js'
import type { Entry } from '../oci/entries.js'
import { baseLabels } from '../oci/labels.js'
import {
  changedSettings,
  countsProblem,
  historyProblem,
  ownRunSteps,
  rebaseImage,
  type RebasedImage
} from '../oci/rebase.js'
import { formatReference, repositoryOf, type Reference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import type { Manifest } from '../oci/types.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import type { WindowsRelease } from '../windows/releases.js'
import type { RegistryClient } from './client.js'
import {
  builtImage,
  findOldBase,
  newestBase,
  readNewBase,
  sameBase,
  withConfig,
  type Base,
  type BaseHints,
  type BuiltImage
} from './old-base.js'
import type { RepositoryClient } from './repository.js'
import { awaitAll } from '../common/await-all.js'

/** One image to make: from which, for which release. */
export type SwapTask = {
  readonly entry: Entry
  /** where the entry was found */
  readonly client: RepositoryClient
  /** the release that the entry is for */
  readonly from: WindowsRelease
  readonly to: WindowsRelease
}

export type SwapOptions = BaseHints & {
  readonly newBase?: Reference
  readonly allowRunLayers: boolean
  readonly labels: Readonly<Record<string, string>>
  /** RFC 3339 */
  readonly created: string
}

/** What became of a task. */
export type Swap = {
  readonly task: SwapTask
  /** the image as it was */
  readonly image: Manifest
  readonly oldBase: Base
  readonly newBase: Base
  /** undefined: the image has the newest base already, or a newer one than there is now */
  readonly made?: RebasedImage
  /** whether the base that there is now is older than that of the image */
  readonly lags: boolean
  readonly warnings: readonly string[]
}

const refuse = (...problems: readonly string[]): never => {
  throw new RefusedError(problems, 'the base cannot be replaced')
}

/** The image; refused where its own numbers do not agree. */
const readImage = async ({ entry, client, from }: SwapTask): Promise<BuiltImage> => {
  const image = await builtImage(entry, client, from)
  const problem = countsProblem(image)
  if (problem !== undefined)
    refuse(`${image.reference} cannot be rebased: ${problem}. These counts must match. Build the image again.`)
  return image
}

/** Layers that a RUN has made hold what Windows of that build wrote; the registry hives do not fit another one. */
const runProblem = (runs: readonly string[], { entry, from, to }: SwapTask): string =>
  `${entry.reference} has ${runs.length === 1 ? 'a RUN step' : `${runs.length} RUN steps`}, so its layers were made by ${from.name} and may not work on ${to.name}: ${runs.map(step => `'${step.slice(0, 120)}'`).join(', ')}. Build that leg on ${to.name} (on a newer host with Hyper-V isolation), or set 'allow-run-layers: true'.`

const familyProblem = (oldBase: Reference, newBase: Reference, { entry }: SwapTask): string | undefined => {
  const [before, after] = [familyOf(oldBase), familyOf(newBase)]
  if (before === undefined || after === undefined || before === after) return undefined
  return `${entry.reference} is built on ${before} (${formatReference(oldBase)}), but ${formatReference(newBase)} is ${after}, which may lack what the image uses. Set 'base-image' or 'new-base' to a base of the same kind.`
}

const untilProved = (image: BuiltImage, found: Base | readonly string[]): Base =>
  'manifest' in found
    ? found
    : refuse(
        `The base of ${image.reference} was not found, so it cannot be replaced. Set 'old-base' to the base that the image was built on (for instance mcr.microsoft.com/windows/servercore:${image.osVersion}), or 'base-image' to its repository. Tried:\n${found.map(line => `  ${line}`).join('\n')}`
      )

/** What the configs say against the swap. */
const configProblems = (image: BuiltImage, oldBase: Base, newBase: Base, { to }: SwapTask): readonly string[] => {
  const { architecture, os } = newBase.config.platform
  const build = parseOsVersion(newBase.config.platform.osVersion ?? '')?.build
  const name = formatReference(newBase.reference)
  const counts = [
    [formatReference(oldBase.reference), countsProblem(oldBase)],
    [name, countsProblem(newBase)],
    [image.reference, historyProblem(image.config, oldBase.config)]
  ].flatMap(([reference, problem]) =>
    problem === undefined
      ? []
      : [`${reference ?? ''} cannot be used: ${problem}. These counts must match. Build it again, or use another base.`]
  )
  const fits = os === 'windows' && architecture === to.architecture && build === to.build
  return fits
    ? counts
    : [
        ...counts,
        `${name} is for ${os ?? 'unknown'}/${architecture ?? ''} ${newBase.config.platform.osVersion ?? ''}, not for ${to.name} (windows/${to.architecture} 10.0.${to.build}). Check 'new-base' or 'base-image'.`
      ]
}

/** All that speaks against the swap. */
const problemsOf = (
  image: BuiltImage,
  oldBase: Base,
  newBase: Base,
  runs: readonly string[],
  task: SwapTask,
  { allowRunLayers }: SwapOptions
): readonly string[] => {
  const family = familyProblem(oldBase.reference, newBase.reference, task)
  const blocked = task.from.build !== task.to.build && runs.length > 0 && !allowRunLayers
  return [
    ...(family === undefined ? [] : [family]),
    ...(blocked ? [runProblem(runs, task)] : []),
    ...configProblems(image, oldBase, newBase, task)
  ]
}

/** A floating tag may lag behind (docker-library/official-images#18823): what is published is not taken back to it. */
const isOlder = (newBase: Base, { entry, from, to }: SwapTask): boolean => {
  const [held, offered] = [entry.platform.osVersion, newBase.config.platform.osVersion].map(text =>
    parseOsVersion(text ?? '')
  )
  return from === to && held !== undefined && offered !== undefined && compareOsVersions(offered, held) < 0
}

/**
 * Swaps the base of one image: finds and proves the old base, reads the new one, and makes the image of both. Nothing is
 * written: other images may have to be refused yet.
 *
 * @throws RefusedError with what speaks against it; RegistryError
 */
export const swapBase = async (task: SwapTask, registry: RegistryClient, options: SwapOptions): Promise<Swap> => {
  const image = await readImage(task)
  const { to } = task
  const newBaseAt = async (reference: ReleaseBase): Promise<Base> =>
    withConfig(await readNewBase(registry, reference, to, options.early))
  const wanted = options.newBase ?? newestBase(image, options, to)
  const [found, early] = await awaitAll([
    findOldBase(registry, image, options),
    wanted === undefined ? undefined : newBaseAt(wanted)
  ])
  const oldBase = untilProved(image, found)
  const newBase = early ?? (await newBaseAt(baseOfRelease(repositoryOf(oldBase.reference), to)))

  const runs = ownRunSteps(image.config, oldBase.config)
  const problems = problemsOf(image, oldBase, newBase, runs, task, options)
  if (problems.length > 0) refuse(...problems)
  const lags = options.newBase === undefined && isOlder(newBase, task)
  const swap = { task, image: image.manifest, oldBase, newBase, lags }
  if (lags) {
    const late = `${formatReference(newBase.reference)} is ${newBase.config.platform.osVersion ?? ''} now, which is older than the base of ${image.reference}. The image is left unchanged.`
    return { ...swap, warnings: [late] }
  }
  if (sameBase(oldBase, newBase)) return { ...swap, warnings: [] }
  const labels = { ...options.labels, ...baseLabels(newBase.reference, newBase.digest) }
  return {
    ...swap,
    made: rebaseImage(image, oldBase, newBase, { labels, created: options.created }),
    warnings: warningsOf(image, oldBase, newBase, runs, task)
  }
}

/** Pushes what an image consists of: its layers and its config, but not the manifest that names them. */
export const pushRebasedParts = async (
  { made, newBase, task }: Swap,
  to: RepositoryClient,
  { copyBlobs, uploadContent }: RegistryClient
): Promise<void> => {
  if (made === undefined) return
  await awaitAll([
    copyBlobs(newBase.client, to, newBase.manifest.layers),
    copyBlobs(task.client, to, made.own),
    uploadContent(to, made.config)
  ])
}

const warningsOf = (
  image: BuiltImage,
  oldBase: Base,
  newBase: Base,
  runs: readonly string[],
  { from, to }: SwapTask
): readonly string[] => {
  const changed = changedSettings(oldBase.config, newBase.config)
  return [
    ...(changed.length === 0
      ? []
      : [
          `The settings of ${formatReference(newBase.reference)} differ from those of the old base, but ${image.reference} keeps the old ones: ${changed.join('; ')}. Build the image again if that matters.`
        ]),
    ...(runs.length === 0
      ? []
      : [
          `${image.reference} has layers of RUN steps, made on ${from.build === to.build ? 'an older update of the same Windows' : from.name}: ${runs.map(step => `'${step.slice(0, 120)}'`).join(', ')}. Test the new image.`
        ])
  ]
}
