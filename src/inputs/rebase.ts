import { defined } from '../common/defined.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { labelNames } from '../oci/labels.js'
import { formatReference, formatRepository, type Reference } from '../oci/reference.js'
import { fillRelease } from '../windows/release-placeholder.js'
import { namedReleases, type Release, type WindowsRelease } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError, missingInput } from './errors.js'
import { readLabels } from './labels.js'
import { inputReader, type InputReader } from './reader.js'
import { readBaseImage, readReference, readReferenceFor, type ReferenceFor } from './references.js'
import { readerFor, someRelease } from './release-reader.js'
import {
  readImage,
  readPublishInputs,
  readPush,
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
  /** the release that the tag of a leg names */
  readonly legRelease?: Release
  /** what to make; empty: each image for its own release */
  readonly releases: readonly WindowsRelease[]
  /** by the release that is made */
  readonly newBase?: ReferenceFor
  /** by the release that the source is for */
  readonly oldBase?: ReferenceFor
  readonly baseImage?: BaseTemplate
  /** take RUN steps to another build, where they may not work */
  readonly allowRunLayers: boolean
  /** let tags lose platforms that users can pull */
  readonly allowRemoval: boolean
  readonly labels: (release: WindowsRelease) => Readonly<Record<string, string>>
  /** false: a dry run */
  readonly push: boolean
  readonly registry: RegistryInputs
  readonly sourceDateEpoch?: number
  /**
   * Where the results go. Placeholders in `tags` are filled from the input `version`, else from that of the source.
   *
   * @throws InputError that names the input
   */
  readonly publish: (version: string | undefined) => PublishInputs
}

const windowsOnly = (names: readonly string[]): readonly WindowsRelease[] =>
  readReleases(names).map(release => {
    if (release.os === 'windows') return release
    throw new InputError('releases', `${release.name} has no Windows base to replace`, 'name Windows releases only')
  })

/** What the tag of a leg consists of: one of `tags`, and the suffix of its release. */
type LegTag = { readonly plain: string; readonly release: Release }

/** Splits the tag of a leg; undefined if it is not one. */
const splitLegTag = (tag: string, suffix: string): LegTag | undefined =>
  namedReleases
    .map(release => ({ release, ending: fillRelease(suffix, release.name) }))
    .filter(({ ending }) => tag.length > ending.length && tag.endsWith(ending))
    // -ltsc2025-arm64 ends a tag that -arm64 alone could not.
    .sort((a, b) => b.ending.length - a.ending.length)
    .map(({ release, ending }) => ({ release, plain: tag.slice(0, -ending.length) }))[0]

/** What `image` and `tags` are where they are not given: those of the source. */
const sourceDefaults = (fromUser: InputReader, source: Reference, plainTag: string | undefined): InputReader => {
  if (plainTag === undefined && fromUser.string('tags') === undefined) {
    throw new InputError('tags', "Input 'tags' is required where 'source' has no tag", 'give the tags of the result')
  }
  // Full references name their repositories themselves.
  const named = fromUser.list('tags').some(item => item.includes(':'))
  const defaults: Readonly<Record<string, string>> = {
    image: named ? '' : formatRepository(source),
    tags: plainTag ?? ''
  }
  return inputReader(name => fromUser.string(name) ?? defaults[name] ?? '')
}

type Bases = Pick<RebaseInputs, 'newBase' | 'oldBase' | 'baseImage'>

const readBases = (read: InputReader, releases: readonly WindowsRelease[]): Bases => {
  const [newBase, oldBase] = (['new-base', 'old-base'] as const).map(name =>
    readReferenceFor(read, name, 'mcr.microsoft.com/windows/servercore:10.0.20348.5622')
  )
  const baseImage = readBaseImage(read, ", or give the base itself as 'new-base'")
  for (const release of releases) newBase?.of(release)
  if (newBase?.fixed !== undefined && releases.length > 1) {
    throw new InputError(
      'new-base',
      'one base cannot serve several releases',
      "put {{release}} into it, or give 'base-image' or one of the 'releases'"
    )
  }
  if (newBase !== undefined && baseImage !== undefined)
    throw new InputError('new-base', "Input 'new-base' cannot be combined with 'base-image'", 'give one of them')
  return defined({ newBase, oldBase, baseImage })
}

/** @throws InputError that names the input */
export const readRebaseInputs = (fromUser: InputReader, context: RunContext): RebaseInputs => {
  const source = readReference(fromUser, 'source', 'ghcr.io/org/app:v2.7.0')
  if (source === undefined)
    throw missingInput('source', "name the image or list to rebase, like 'ghcr.io/org/app:v2.7.0'")
  const tag = source.tag ?? (source.digest === undefined ? 'latest' : undefined)
  const leg = tag === undefined ? undefined : splitLegTag(tag, readSuffix(fromUser))
  const read = sourceDefaults(fromUser, source, leg?.plain ?? tag)
  // The tag that started the run is not the version of the source.
  const { gitTag, ...run } = context
  const publish = (version: string | undefined): PublishInputs =>
    readPublishInputs(read, run, { source: formatReference(source), ...defined({ version }) })
  // Everything but placeholders can be refused before anything is read.
  const hasPlaceholders = read.list('tags').some(item => item.includes('{{'))
  const images = hasPlaceholders ? read.list('image').map(readImage) : publish(undefined).images
  const push = readPush(read, context)
  const releases = windowsOnly(read.list('releases'))
  const version = read.line('version')
  for (const release of releases.length > 0 ? releases : [someRelease]) readLabels(readerFor(read, release))
  return {
    source,
    isLeg: leg !== undefined,
    releases,
    ...readBases(read, releases),
    allowRunLayers: read.boolean('allow-run-layers', false),
    allowRemoval: read.boolean('allow-removal', false),
    labels: release => ({ ...defined({ [labelNames.version]: version }), ...readLabels(readerFor(read, release)) }),
    push,
    registry: readRegistry(read, context, images, push),
    ...defined({ legRelease: leg?.release, sourceDateEpoch: context.sourceDateEpoch }),
    publish
  }
}
