import { defined } from '../common/defined.js'
import { shortDigest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { formatPlatform, type Entry } from '../oci/entries.js'
import { listedEntries } from '../oci/listed.js'
import { mediaTypes } from '../oci/media-types.js'
import { formatRepository } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { Target } from '../registry/targets.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import { code, plain, table, warning } from './markdown.js'
import { hostsSection, pullsJson, releaseName } from './pulls.js'
import type { Result } from './result.js'
import { tagTable, writeState } from './tag-table.js'

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
  /** what users have to know before anything else */
  readonly warnings?: readonly string[]
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

const stateOf = (target: Target, { content, moving, pushed }: ListOutcome): string =>
  target.current === content.digest || moving.includes(target) ? writeState(target, content, pushed) : 'not moved'

const summaryOf = (outcome: ListOutcome): string => {
  const { content, entries, targets, moving, pushed, unchanged, warnings = [] } = outcome
  const listed = listedEntries(content, entries)
  const [first = ''] = (moving.length > 0 ? moving : targets).map(({ name }) => name)
  const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run'
  return [
    ...warnings.map(warning),
    `### ${done}: ${code(first)}`,
    `${code(content.digest)} (${content.mediaType === mediaTypes.ociIndex ? 'OCI index' : 'Docker manifest list'})`,
    tagTable(targets.map(target => ({ target, state: stateOf(target, outcome) }))),
    entryTable(outcome),
    ...hostsSection(first, simulatePulls(listed), listed),
    ''
  ].join('\n\n')
}

/** The list as JSON, for the output `metadata`. */
export const listMetadata = ({ content, entries, moving, unchanged }: ListOutcome): object => {
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
      ...defined({ release: release?.name })
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
      metadata: JSON.stringify(listMetadata(outcome))
    },
    summary: summaryOf(outcome)
  }
}
