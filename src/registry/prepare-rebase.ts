import { baseOfRelease, familyOf, type ReleaseBase } from '../oci/base-reference.js'
import { platformMismatch, type Entry } from '../oci/entries.js'
import { imageLabels } from '../oci/labels.js'
import {
  changedSettings,
  countsProblem,
  historyProblem,
  ownRunSteps,
  rebaseImage,
  type RebasedImage
} from '../oci/rebase.js'
import { isDockerType, needsOciManifest } from '../oci/media-types.js'
import { formatReference, repositoryOf, type Reference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import type { UserErrorParts } from '../common/user-error.js'
import type { Manifest } from '../oci/types.js'
import { shortened } from '../runner/foreign-text.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import { isSameRelease, type WindowsRelease } from '../windows/releases.js'
import type { RegistryClient } from './client.js'
import {
  builtImage,
  findOldBase,
  newestBase,
  readNewBase,
  sameBase,
  withConfig,
  type BaseWithConfig,
  type BaseHints,
  type BuiltImage
} from './old-base.js'
import type { RepositoryClient } from './repository.js'
import { awaitAll } from '../common/await-all.js'

/** One image to make: from which image, for which release. */
export type RebaseTask = {
  readonly entry: Entry
  /** where the entry was found */
  readonly client: RepositoryClient
  /** the release that the entry is for */
  readonly from: WindowsRelease
  readonly to: WindowsRelease
}

export type RebaseSettings = BaseHints & {
  readonly newBase?: Reference
  readonly allowRunLayers: boolean
  readonly labels: Readonly<Record<string, string>>
  /** RFC 3339 */
  readonly created: string
}

/** What is known about a task, and its result. */
export type Rebase = {
  readonly task: RebaseTask
  /** the image before the rebase */
  readonly image: Manifest
  readonly oldBase: BaseWithConfig
  readonly newBase: BaseWithConfig
  /** undefined where the image has the newest base already, or a newer one */
  readonly result?: RebasedImage
  /** whether the current base is older than the one of the image */
  readonly newBaseIsOlder: boolean
  readonly warnings: readonly string[]
}

const refuse = (...problems: readonly UserErrorParts[]): never => {
  throw new RefusedError(problems, 'the base cannot be replaced')
}

/** Reads the image. @throws RefusedError where its own counts do not match */
const readImage = async ({ entry, client, from }: RebaseTask): Promise<BuiltImage> => {
  const image = await builtImage(entry, client, from)
  const problem = countsProblem(image)
  if (problem !== undefined)
    refuse({ what: `${image.reference} cannot be rebased`, why: problem, remedy: 'Build the image again' })
  return image
}

/** Characters of a RUN step that are quoted. */
const maxStepChars = 120

/**
 * The layers of RUN steps contain what Windows of that build wrote: its registry hives do not work on another build.
 */
const runProblem = (runs: readonly string[], { entry, from, to }: RebaseTask): UserErrorParts => ({
  what: `${entry.reference} has ${runs.length === 1 ? 'a RUN step' : `${runs.length} RUN steps`}, so its layers were made by ${from.name} and may not work on ${to.name}`,
  why: runs.map(step => `'${shortened(step, maxStepChars)}'`).join(', '),
  remedy: `Build that leg on ${to.name} (on a newer host with Hyper-V isolation), or set 'allow-run-layers: true'`
})

const familyProblem = (oldBase: Reference, newBase: Reference, { entry }: RebaseTask): UserErrorParts | undefined => {
  const [before, after] = [familyOf(oldBase), familyOf(newBase)]
  if (before === undefined || after === undefined || before === after) return undefined
  return {
    what: `${entry.reference} is built on ${before} (${formatReference(oldBase)}), but ${formatReference(newBase)} is ${after}, which may lack what the image uses`,
    remedy: "Set 'base-image' or 'new-base' to a base of the same kind"
  }
}

const requireProved = (image: BuiltImage, found: BaseWithConfig | readonly string[]): BaseWithConfig =>
  'manifest' in found
    ? found
    : refuse({
        what: `the base of ${image.reference} was not found, so it cannot be replaced`,
        remedy: `Set 'old-base' to the base that the image was built on (for instance mcr.microsoft.com/windows/servercore:${image.osVersion}), or 'base-image' to its repository. Tried:\n${found.map(line => `  ${line}`).join('\n')}`
      })

/** An image whose base is known, and the base that takes its place. */
type Proved = {
  readonly image: BuiltImage
  readonly oldBase: BaseWithConfig
  readonly newBase: BaseWithConfig
  /** the image's own steps that ran something */
  readonly runs: readonly string[]
}

/** Problems that the configs show. */
const configProblems = (
  { image, oldBase, newBase }: Pick<Proved, 'image' | 'oldBase' | 'newBase'>,
  { to }: RebaseTask
): readonly UserErrorParts[] => {
  const name = formatReference(newBase.reference)
  const problems = [
    { reference: formatReference(oldBase.reference), why: countsProblem(oldBase) },
    { reference: name, why: countsProblem(newBase) },
    { reference: image.reference, why: historyProblem(image.config, oldBase.config) }
  ].flatMap(({ reference, why }): UserErrorParts[] =>
    why === undefined
      ? []
      : [{ what: `${reference} cannot be used`, why, remedy: 'Build it again, or use another base' }]
  )
  const isDocker = isDockerType(image.manifest.mediaType)
  if (isDocker && needsOciManifest(newBase.manifest.layers))
    problems.push({
      what: `${name} has layers compressed with zstd, which ${image.reference}, an image of Docker's media types, cannot have`,
      remedy: 'Use a base compressed with gzip, or build the image again with OCI media types'
    })
  const mismatch = platformMismatch(newBase.config.platform, to)
  if (mismatch !== undefined)
    problems.push({
      what: `${name} is for ${mismatch.is}, not for ${to.name} (${mismatch.wanted})`,
      remedy: "Check 'new-base' or 'base-image'"
    })
  return problems
}

/** All problems that prevent the rebase. */
const problemsOf = (
  { image, oldBase, newBase, runs }: Proved,
  task: RebaseTask,
  { allowRunLayers }: RebaseSettings
): readonly UserErrorParts[] => {
  const family = familyProblem(oldBase.reference, newBase.reference, task)
  const blocked = task.from.build !== task.to.build && runs.length > 0 && !allowRunLayers
  return [
    ...(family === undefined ? [] : [family]),
    ...(blocked ? [runProblem(runs, task)] : []),
    ...configProblems({ image, oldBase, newBase }, task)
  ]
}

/**
 * A floating tag may lag behind (docker-library/official-images#18823): an image is not taken back to an older base.
 */
const isOlder = (newBase: BaseWithConfig, { entry, from, to }: RebaseTask): boolean => {
  const [current, offered] = [entry.platform.osVersion, newBase.config.platform.osVersion].map(text =>
    parseOsVersion(text ?? '')
  )
  return (
    isSameRelease(from, to) && current !== undefined && offered !== undefined && compareOsVersions(offered, current) < 0
  )
}

/**
 * Prepares the rebase of one image: finds and proves the old base, reads the new one, and makes the new image. Nothing
 * is written, because other images may still be refused.
 *
 * @throws RefusedError with all problems that prevent it; RegistryError
 */
export const prepareRebase = async (
  task: RebaseTask,
  registry: RegistryClient,
  options: RebaseSettings
): Promise<Rebase> => {
  const image = await readImage(task)
  const { to } = task
  const newBaseAt = async (reference: ReleaseBase): Promise<BaseWithConfig> =>
    withConfig(await readNewBase(registry, reference, to, options.prefetched))
  const wanted = options.newBase ?? newestBase(image, options, to)
  const [found, readAhead] = await awaitAll([
    findOldBase(registry, image, options),
    wanted === undefined ? undefined : newBaseAt(wanted)
  ])
  const oldBase = requireProved(image, found)
  const newBase = readAhead ?? (await newBaseAt(baseOfRelease(repositoryOf(oldBase.reference), to)))

  const runs = ownRunSteps(image.config, oldBase.config)
  const proved = { image, oldBase, newBase, runs }
  const problems = problemsOf(proved, task, options)
  if (problems.length > 0) refuse(...problems)
  const newBaseIsOlder = options.newBase === undefined && isOlder(newBase, task)
  const rebase = { task, image: image.manifest, oldBase, newBase, newBaseIsOlder }
  if (newBaseIsOlder) {
    const warning = `${formatReference(newBase.reference)} is ${newBase.config.platform.osVersion ?? ''} now, which is older than the base of ${image.reference}. The image is left unchanged.`
    return { ...rebase, warnings: [warning] }
  }
  if (sameBase(oldBase, newBase)) return { ...rebase, warnings: [] }
  const labels = imageLabels({ base: newBase, fromUser: options.labels, defaults: {} })
  return {
    ...rebase,
    result: rebaseImage(image, oldBase, newBase, { labels, created: options.created }),
    warnings: warningsOf(proved, task)
  }
}

/** Pushes what an image consists of: its layers and its config, but not the manifest that names them. */
export const pushRebasedParts = async (
  { result, newBase, task }: Rebase,
  to: RepositoryClient,
  { copyBlobs, uploadContent }: RegistryClient
): Promise<void> => {
  if (result === undefined) return
  await awaitAll([
    copyBlobs(newBase.client, to, newBase.manifest.layers),
    copyBlobs(task.client, to, result.own),
    uploadContent(to, result.config)
  ])
}

const warningsOf = ({ image, oldBase, newBase, runs }: Proved, { from, to }: RebaseTask): readonly string[] => {
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
          `${image.reference} has layers of RUN steps, made on ${from.build === to.build ? 'an older update of the same Windows' : from.name}: ${runs.map(step => `'${shortened(step, maxStepChars)}'`).join(', ')}. Test the new image.`
        ])
  ]
}
