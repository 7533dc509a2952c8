import type { BaseTemplate } from '../oci/base-reference.js'
import { formatRepository, type Reference } from '../oci/reference.js'
import { fillRelease } from '../windows/release-placeholder.js'
import { releaseNames, type WindowsRelease } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import { readLabels } from './labels.js'
import { inputReader, type InputReader } from './reader.js'
import { readBaseImage, readReference } from './references.js'
import {
  readImage,
  readPublishInputs,
  readRegistry,
  readReleases,
  readSuffix,
  type PublishInputs,
  type RegistryInputs
} from './shared.js'

/** Inputs of `mode: rebase`. */
export type RebaseInputs = {
  /** the image or list whose base is swapped */
  readonly source: Reference
  /** whether the source is the image of one release, by its tag */
  readonly isLeg: boolean
  /** what to make; empty: each image for its own release */
  readonly releases: readonly WindowsRelease[]
  readonly newBase?: Reference
  readonly oldBase?: Reference
  readonly baseImage?: BaseTemplate
  /** take RUN steps to another build, where they may not work */
  readonly allowRunLayers: boolean
  readonly labels: Readonly<Record<string, string>>
  /** false: a dry run */
  readonly push: boolean
  readonly registry: RegistryInputs
  readonly sourceDateEpoch?: number
  /**
   * Where the results go. Patterns in `tags` are filled from the version that the source has.
   *
   * @throws InputError that names the input
   */
  readonly publish: (version: string | undefined) => PublishInputs
}

const windowsOnly = (names: readonly string[]): readonly WindowsRelease[] =>
  readReleases(names).map(release => {
    if (release.os === 'windows') return release
    throw new InputError('releases', `${release.name} has no Windows base to swap`, 'name Windows releases alone')
  })

/** A leg's tag without what its release adds; undefined where the tag is no leg's. */
const withoutSuffix = (tag: string, suffix: string): string | undefined =>
  releaseNames
    .map(name => fillRelease(suffix, name))
    .filter(ending => tag.length > ending.length && tag.endsWith(ending))
    // -ltsc2025-arm64 ends a tag that -arm64 alone could not.
    .sort((a, b) => b.length - a.length)
    .map(ending => tag.slice(0, -ending.length))[0]

/** @throws InputError that names the input */
export const readRebaseInputs = (given: InputReader, context: RunContext): RebaseInputs => {
  const source = readReference(given, 'source', 'ghcr.io/org/app:v2.7.0')
  if (source === undefined) {
    throw new InputError('source', 'it is missing', "write the image or list to rebase, like 'ghcr.io/org/app:v2.7.0'")
  }
  const tag = source.tag ?? (source.digest === undefined ? 'latest' : undefined)
  const plain = tag === undefined ? undefined : withoutSuffix(tag, readSuffix(given))
  if (tag === undefined && given.text('tags') === undefined) {
    throw new InputError('tags', "it is missing, and 'source' is a digest without a tag", 'give the tags of the result')
  }
  const items = given.words('tags')
  const defaults: Readonly<Record<string, string>> = {
    // Full references name their repositories themselves.
    image: items.some(item => item.includes(':')) ? '' : formatRepository(source),
    tags: plain ?? tag ?? ''
  }
  const read = inputReader(name => given.text(name) ?? defaults[name] ?? '')
  // What the run was started by is no version of the source.
  const { gitTag, ...run } = context
  const publish = (version: string | undefined): PublishInputs =>
    readPublishInputs(read, version === undefined ? run : { ...run, gitTag: version })
  // All but patterns can be refused before anything is read.
  const patterns = items.some(item => item.includes('{{'))
  const images = patterns ? read.words('image').map(readImage) : publish(undefined).images

  const releases = windowsOnly(read.words('releases'))
  const [newBase, oldBase] = (['new-base', 'old-base'] as const).map(name =>
    readReference(read, name, 'mcr.microsoft.com/windows/servercore:10.0.20348.5622')
  )
  const baseImage = readBaseImage(read, ", or the base itself in 'new-base'")
  if (newBase !== undefined && releases.length > 1) {
    throw new InputError(
      'new-base',
      'it is the base of one release, and there are several',
      "give 'base-image', or one of 'releases'"
    )
  }
  if (newBase !== undefined && baseImage !== undefined) {
    throw new InputError('new-base', "it says the same as 'base-image'", 'give one of them')
  }
  return {
    source,
    isLeg: plain !== undefined,
    releases,
    ...(newBase === undefined ? {} : { newBase }),
    ...(oldBase === undefined ? {} : { oldBase }),
    ...(baseImage === undefined ? {} : { baseImage }),
    allowRunLayers: read.flag('allow-run-layers', false),
    labels: readLabels(read),
    push: read.flag('push', context.eventName !== 'pull_request'),
    registry: readRegistry(read, context, images),
    ...(context.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: context.sourceDateEpoch }),
    publish
  }
}
