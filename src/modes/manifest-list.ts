import { defined } from '../common/defined.js'
import type { UserErrorParts } from '../common/user-error.js'
import type { ManifestInputs } from '../inputs/manifest.js'
import { keepAttachments } from '../oci/attachments.js'
import {
  duplicateProblems,
  entryProblems,
  entryWarnings,
  formatPlatform,
  orderEntries,
  platformKey,
  type Entry
} from '../oci/entries.js'
import { buildIndex, type List } from '../oci/image-index.js'
import { labelNames } from '../oci/labels.js'
import { asListed, followImages } from '../oci/pass-through.js'
import type { Index } from '../oci/types.js'
import type { Images } from '../registry/images.js'
import { versionOfImages } from '../registry/targets.js'
import type { Journal } from '../report/journal.js'

/** What one of the tags names now. */
export type Published = { readonly name: string; readonly images: Images }

/** The entries of a list that is to be made, and what is to be said about them. */
export type Composed = {
  readonly parts: readonly Images[]
  readonly entries: readonly Entry[]
  /** the list whose other members are kept */
  readonly replaces?: Index
  readonly problems: readonly UserErrorParts[]
  readonly warnings: readonly string[]
}

const keysOf = (entries: readonly Entry[]): Set<string> => new Set(entries.map(({ platform }) => platformKey(platform)))

/** What the published lists have for platforms that are not supplied now, and what is about those images. */
const existing = (published: readonly Published[], supplied: readonly Images[]): readonly Images[] => {
  const keys = keysOf(supplied.flatMap(({ entries }) => entries))
  return published.map(({ images }) => {
    const entries = images.entries.filter(({ platform }) => !keys.has(platformKey(platform)))
    for (const key of keysOf(entries)) keys.add(key)
    return asListed({ ...images, entries })
  })
}

/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const isStaleLeg = ({ release, revision }: Entry, { allowStale, revision: wanted }: ManifestInputs): boolean =>
  !allowStale && release !== undefined && revision !== undefined && revision !== wanted

const staleProblem = ({ reference, revision = '' }: Entry, inputs: ManifestInputs): UserErrorParts => ({
  what: `${reference} is from commit ${revision}, but this list is for ${inputs.revision}`,
  remedy:
    "Build that leg again. If all legs are from another commit, set 'revision'; 'allow-stale: true' accepts this one"
})

/** With `found` no input says what is complete: what users could pull until now must not go away unnoticed. */
export const refusesRemovals = ({ releases, allowRemoval }: ManifestInputs): boolean =>
  releases === 'found' && !allowRemoval

/** What the first tag holds and no leg was found for. */
const vanishing = (published: readonly Published[], entries: readonly Entry[]): readonly UserErrorParts[] => {
  const keys = keysOf(entries)
  return published.flatMap(({ name, images }) =>
    images.entries
      .filter(({ platform }) => !keys.has(platformKey(platform)))
      .map(({ platform }) => ({
        input: 'releases',
        what: `${name} has an image for ${formatPlatform(platform)}, but no leg for it was found`,
        remedy:
          "Build it, set 'keep-existing: true', list the releases instead of 'found', or set 'allow-removal: true'"
      }))
  )
}

const unlabelled = (entries: readonly Entry[]): readonly string[] => {
  const references = entries
    .filter(({ release, revision }) => release !== undefined && revision === undefined)
    .map(({ reference }) => reference)
  return references.length === 0
    ? []
    : [
        `The commit of these images is unknown, because they have no label ${labelNames.revision}: ${references.join(', ')}.`
      ]
}

/**
 * Joins what is supplied, and with `keep-existing` what is published, and finds everything that is wrong with it.
 *
 * @param published what the first tag names in each repository, where that counts
 */
export const compose = (
  supplied: readonly Images[],
  published: readonly Published[],
  inputs: ManifestInputs,
  journal: Journal
): Composed => {
  const parts = inputs.keepExisting ? [...supplied, ...existing(published, supplied)] : supplied
  // Before an image that was given twice is listed once: two releases with one image are one leg too few.
  const given = parts.flatMap(({ entries }) => entries)
  const problems = given.flatMap(entry => {
    const own = entryProblems(entry, inputs)
    const isStale = isStaleLeg(entry, inputs)
    if (own.length > 0 || isStale) journal.note(entry.reference, own.length > 0 ? 'refused' : 'stale')
    return isStale ? [...own, staleProblem(entry, inputs)] : own
  })
  const duplicates = duplicateProblems(given)
  const entries = orderEntries(given)
  const kept = inputs.keepExisting ? published[0]?.images.root : undefined
  return {
    parts,
    entries,
    ...(kept?.kind === 'index' ? { replaces: kept } : {}),
    problems: [...problems, ...duplicates, ...(refusesRemovals(inputs) ? vanishing(published, entries) : [])],
    warnings: [...unlabelled(given), ...entryWarnings(entries)]
  }
}

/** The annotations of the list: those of the list that it replaces, as far as they hold, and those of the user. */
const annotationsOf = (
  entries: readonly Entry[],
  { version, revision, annotations }: ManifestInputs,
  replaces: Index | undefined
): ManifestInputs['annotations'] => {
  const facts = {
    [labelNames.version]: version ?? versionOfImages(entries) ?? '',
    [labelNames.revision]: revision
  }
  return { ...followImages(replaces?.annotations ?? {}, entries, facts), ...annotations }
}

/**
 * Writes the list of entries.
 *
 * @returns notices about what is left out, besides the list
 * @throws InputError where it cannot be of the type that is asked for
 */
export const writeList = (
  { parts, entries, replaces: current }: Composed,
  inputs: ManifestInputs
): { list: List; notices: readonly string[] } => {
  const { kept, dropped } = keepAttachments(
    parts.flatMap(({ attachments }) => attachments),
    entries
  )
  const { mediaType: type } = inputs
  // A Docker list, where one is asked for, has no further members.
  const replaces = type === 'docker' ? undefined : current
  const annotations = annotationsOf(entries, inputs, replaces)
  const content = buildIndex({ entries, attachments: kept, type, annotations, ...defined({ replaces }) })
  return {
    list: { content, entries, attachments: kept },
    notices: dropped.map(
      ({ digest }) => `The attestation ${digest} is left out: the image that it is about is not in the list.`
    )
  }
}
