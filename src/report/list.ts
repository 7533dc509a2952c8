import { shortDigest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { formatPlatform, type Entry } from '../oci/entries.js'
import { listedEntries } from '../oci/listed.js'
import { mediaTypes } from '../oci/media-types.js'
import { formatRepository } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { Target } from '../registry/targets.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import { code, plain, table } from './markdown.js'
import { hostsSection, pullsJson, releaseName } from './pulls.js'
import type { Result } from './result.js'

/** A list, and what became of it. */
export type ListOutcome = {
  readonly content: Content
  readonly entries: readonly Entry[]
  /** all tags that were asked for */
  readonly targets: readonly Target[]
  /** those that take the list */
  readonly moving: readonly Target[]
  readonly pushed: boolean
  readonly unchanged: boolean
}

/** Where an image is, beside its digest: its tag alone where the list stands in the same repository. */
const placeOf = ({ reference, descriptor }: Entry, own: string): string => {
  const place = reference.replace(`@${descriptor.digest}`, '')
  if (place === own) return ''
  return code(place.startsWith(`${own}:`) ? place.slice(own.length + 1) : place)
}

const entryTable = ({ entries, targets: [target] }: ListOutcome): string => {
  const own = target === undefined ? '' : formatRepository(target.client.repository)
  return table(
    ['Release', 'Platform', 'OS version', 'Image', 'Digest'],
    entries.map(entry => {
      const { osVersion, ...platform } = entry.platform
      return [
        platform.os === 'windows' ? plain(releaseName(entry)) : (entry.release?.name ?? ''),
        code(formatPlatform(platform)),
        osVersion === undefined ? '' : code(osVersion),
        placeOf(entry, own),
        code(shortDigest(entry.descriptor.digest))
      ]
    })
  )
}

const stateOf = (target: Target, { content, moving, pushed }: ListOutcome): string => {
  if (target.current === content.digest) return 'unchanged'
  if (!moving.includes(target)) return 'stays as it is'
  return pushed ? 'published' : 'not written (dry run)'
}

/** What became of tags; those of a repository that went the same way share a row. */
export const tagTable = (outcomes: readonly { readonly target: Target; readonly state: string }[]): string => {
  const rows = new Map<string, { repository: string; state: string; tags: string[] }>()
  for (const { target, state } of outcomes) {
    const repository = formatRepository(target.client.repository)
    const row = rows.get(`${repository} ${state}`) ?? { repository, state, tags: [] }
    row.tags.push(target.tag)
    rows.set(`${repository} ${state}`, row)
  }
  return table(
    ['Repository', 'Tags', 'State'],
    [...rows.values()].map(({ repository, state, tags }) => [code(repository), tags.map(code).join(' '), state])
  )
}

const summaryOf = (outcome: ListOutcome): string => {
  const { content, entries, targets, moving, pushed, unchanged } = outcome
  const listed = listedEntries(content, entries)
  const [first = ''] = (moving.length > 0 ? moving : targets).map(({ name }) => name)
  const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run'
  return [
    `### ${done}: ${code(first)}`,
    `${code(content.digest)} (${content.mediaType === mediaTypes.ociIndex ? 'OCI index' : 'Docker manifest list'})`,
    tagTable(targets.map(target => ({ target, state: stateOf(target, outcome) }))),
    entryTable(outcome),
    ...hostsSection(first, simulatePulls(listed), listed),
    ''
  ].join('\n\n')
}

const metadataOf = ({ content, entries, moving, unchanged }: ListOutcome): object => {
  const listed = listedEntries(content, entries)
  return {
    digest: content.digest,
    mediaType: content.mediaType,
    references: moving.map(({ name }) => name),
    unchanged,
    entries: entries.map(({ descriptor, platform, reference, release }) => ({
      reference,
      digest: descriptor.digest,
      platform: platformJson(platform),
      ...(release === undefined ? {} : { release: release.name })
    })),
    pulls: pullsJson(simulatePulls(listed), listed)
  }
}

/** The outputs and the step summary of a list. */
export const listResult = (outcome: ListOutcome): Result => {
  const { content, entries, moving, unchanged } = outcome
  const references = moving.map(({ name }) => name)
  return {
    outputs: {
      digest: content.digest,
      reference: references[0] ?? '',
      references: references.join('\n'),
      releases: entries.flatMap(({ release }) => release?.name ?? []).join(','),
      unchanged: String(unchanged),
      metadata: JSON.stringify(metadataOf(outcome))
    },
    summary: summaryOf(outcome)
  }
}
