import { defined } from '../common/defined.js'
import { shortDigest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { readableReference } from '../oci/reference.js'
import type { Write } from '../registry/publish.js'
import type { Swap } from '../registry/swap-base.js'
import { baseJson } from './base-json.js'
import { legOutputs, type LegOutputs } from './leg-outputs.js'
import { listMetadata, listResult, type ListOutcome } from './list.js'
import { code, table, warning } from './markdown.js'
import type { Result } from './result.js'
import { tagTable, writeState } from './tag-table.js'

/** What became of the images and, where the source was one, of their list. */
export type RebaseOutcome = {
  readonly swaps: readonly Swap[]
  /** the tags of the images, and what they name now */
  readonly legs: readonly Write[]
  readonly pushed: boolean
  readonly unchanged: boolean
  readonly list?: Pick<ListOutcome, 'content' | 'entries' | 'targets' | 'moving'>
}

const versionOf = ({ made, newBase, task: { entry } }: Swap): string =>
  (made === undefined ? entry.platform.osVersion : newBase.config.platform.osVersion) ?? ''

const digestOf = ({ made, image }: Swap): string => (made?.manifest ?? image).digest

/** A line for the log. */
export const describeSwap = (swap: Swap): string => {
  const { made, newBase, lags, task } = swap
  const { osVersion = '' } = task.entry.platform
  return made === undefined
    ? `${task.entry.reference}: ${osVersion} is ${lags ? `newer than ${readableReference(newBase.reference)}` : 'the newest'}`
    : `${task.entry.reference}: ${osVersion} → ${versionOf(swap)}, ${readableReference(newBase.reference)}`
}

const row = (swap: Swap): readonly string[] => {
  const { made, oldBase, newBase, lags, task } = swap
  const { osVersion = '' } = task.entry.platform
  const standing = lags ? `newer than ${code(newBase.config.platform.osVersion ?? '')}` : 'the newest'
  return [
    task.to.name,
    made === undefined ? `${code(osVersion)}, ${standing}` : `${code(osVersion)} → ${code(versionOf(swap))}`,
    code(readableReference((made === undefined ? oldBase : newBase).reference)),
    made === undefined ? '' : code(shortDigest(made.manifest.digest))
  ]
}

const summaryOf = ({ swaps, legs, pushed, unchanged }: RebaseOutcome): string => {
  const done = unchanged ? 'Nothing to rebase' : pushed ? 'Rebased' : 'Dry run of a rebase'
  return [
    `### ${done}`,
    table(['Release', 'Windows', 'Base', 'New image'], swaps.map(row)),
    ...(legs.length === 0
      ? []
      : [tagTable(legs.map(({ target, content }) => ({ target, state: writeState(target, content, pushed) })))]),
    ...swaps.flatMap(({ warnings }) => warnings).map(warning),
    ''
  ].join('\n\n')
}

const metadataOf = (swap: Swap): object => {
  const { made, oldBase, newBase, task } = swap
  return {
    release: task.to.name,
    from: { release: task.from.name, reference: task.entry.reference, digest: swap.image.digest },
    digest: digestOf(swap),
    platform: platformJson({ ...task.entry.platform, osVersion: versionOf(swap) }),
    oldBase: baseJson(oldBase),
    newBase: baseJson(newBase),
    rebased: made !== undefined
  }
}

const outputsOf = ({ swaps, legs }: RebaseOutcome): LegOutputs =>
  legOutputs(
    swaps.map(swap => ({
      release: swap.task.to.name,
      osVersion: versionOf(swap),
      digest: digestOf(swap),
      base: baseJson(swap.newBase)
    })),
    legs.map(({ target }) => target.name)
  )

/** The outputs and the step summary of a rebase. Of a list, its digest and its references are those that count. */
export const rebaseResult = (outcome: RebaseOutcome): Result => {
  const { swaps, pushed, unchanged } = outcome
  const outputs = outputsOf(outcome)
  const list = outcome.list === undefined ? undefined : { ...outcome.list, pushed, unchanged }
  const result = list === undefined ? undefined : listResult(list)
  const metadata = {
    images: swaps.map(metadataOf),
    ...defined({ list: list === undefined ? undefined : listMetadata(list) })
  }
  return {
    outputs: {
      ...outputs,
      ...result?.outputs,
      releases: outputs.releases,
      unchanged: String(unchanged),
      metadata: JSON.stringify(metadata)
    },
    summary: summaryOf(outcome) + (result?.summary ?? '')
  }
}
