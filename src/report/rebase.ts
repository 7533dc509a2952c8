import { defined } from '../common/defined.js'
import { shortDigest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { readableReference } from '../oci/reference.js'
import type { Write } from '../registry/write-tag.js'
import type { Rebase } from '../registry/prepare-rebase.js'
import { baseJson } from './base-json.js'
import { legOutputs, type LegOutputs } from './leg-outputs.js'
import { listMetadata, listResult, type ListOutcome } from './list.js'
import { code, table, warning } from './markdown.js'
import type { Result } from './result.js'
import { tagTable, writeState } from './tag-table.js'

/** What became of the images and, where the source was one, of their list. */
export type RebaseOutcome = {
  readonly rebases: readonly Rebase[]
  /** the tags of the images, and what they name now */
  readonly legs: readonly Write[]
  readonly pushed: boolean
  readonly unchanged: boolean
  readonly list?: Pick<ListOutcome, 'content' | 'entries' | 'targets' | 'moving'>
}

const versionOf = ({ result, newBase, task: { entry } }: Rebase): string =>
  (result === undefined ? entry.platform.osVersion : newBase.config.platform.osVersion) ?? ''

const digestOf = ({ result, image }: Rebase): string => (result?.manifest ?? image).digest

/** A line for the log. */
export const describeRebase = (rebase: Rebase): string => {
  const { result, newBase, newBaseIsOlder, task } = rebase
  const { osVersion = '' } = task.entry.platform
  return result === undefined
    ? `${task.entry.reference}: ${osVersion} is ${newBaseIsOlder ? `newer than ${readableReference(newBase.reference)}` : 'the newest'}`
    : `${task.entry.reference}: ${osVersion} → ${versionOf(rebase)}, ${readableReference(newBase.reference)}`
}

const row = (rebase: Rebase): readonly string[] => {
  const { result, oldBase, newBase, newBaseIsOlder, task } = rebase
  const { osVersion = '' } = task.entry.platform
  const standing = newBaseIsOlder ? `newer than ${code(newBase.config.platform.osVersion ?? '')}` : 'the newest'
  return [
    task.to.name,
    result === undefined ? `${code(osVersion)}, ${standing}` : `${code(osVersion)} → ${code(versionOf(rebase))}`,
    code(readableReference((result === undefined ? oldBase : newBase).reference)),
    result === undefined ? '' : code(shortDigest(result.manifest.digest))
  ]
}

const summaryOf = ({ rebases, legs, pushed, unchanged }: RebaseOutcome): string => {
  const done = unchanged ? 'Nothing to rebase' : pushed ? 'Rebased' : 'Dry run of a rebase'
  return [
    `### ${done}`,
    table(['Release', 'Windows', 'Base', 'New image'], rebases.map(row)),
    ...(legs.length === 0
      ? []
      : [tagTable(legs.map(({ target, content }) => ({ target, state: writeState(target, content, pushed) })))]),
    ...rebases.flatMap(({ warnings }) => warnings).map(warning),
    ''
  ].join('\n\n')
}

const metadataOf = (rebase: Rebase): object => {
  const { result, oldBase, newBase, task } = rebase
  return {
    release: task.to.name,
    from: { release: task.from.name, reference: task.entry.reference, digest: rebase.image.digest },
    digest: digestOf(rebase),
    platform: platformJson({ ...task.entry.platform, osVersion: versionOf(rebase) }),
    oldBase: baseJson(oldBase),
    newBase: baseJson(newBase),
    rebased: result !== undefined
  }
}

const outputsOf = ({ rebases, legs }: RebaseOutcome): LegOutputs =>
  legOutputs(
    rebases.map(rebase => ({
      release: rebase.task.to.name,
      osVersion: versionOf(rebase),
      digest: digestOf(rebase),
      base: baseJson(rebase.newBase)
    })),
    legs.map(({ target }) => target.name)
  )

/** The outputs and the step summary of a rebase. Of a list, its digest and its references are those that count. */
export const rebaseResult = (outcome: RebaseOutcome): Result => {
  const { rebases, pushed, unchanged } = outcome
  const outputs = outputsOf(outcome)
  const list = outcome.list === undefined ? undefined : { ...outcome.list, pushed, unchanged }
  const result = list === undefined ? undefined : listResult(list)
  const metadata = {
    images: rebases.map(metadataOf),
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
