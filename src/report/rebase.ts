import { shortDigest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { qualifiedReference, readableReference } from '../oci/reference.js'
import type { Write } from '../registry/publish.js'
import type { Swap } from '../registry/swap-base.js'
import { listResult, tagTable, type ListOutcome } from './list.js'
import { code, plain, table } from './markdown.js'
import type { Result } from './result.js'

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
      : [
          tagTable(
            legs.map(({ target, content }) => ({
              target,
              state: target.current === content.digest ? 'unchanged' : pushed ? 'published' : 'not written (dry run)'
            }))
          )
        ]),
    ...swaps.flatMap(({ warnings }) => warnings).map(text => `> ⚠️ ${plain(text)}`),
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
    oldBase: { name: qualifiedReference(oldBase.reference), digest: oldBase.digest },
    newBase: { name: qualifiedReference(newBase.reference), digest: newBase.digest },
    rebased: made !== undefined
  }
}

/** The outputs and the step summary of a rebase. */
export const rebaseResult = (outcome: RebaseOutcome): Result => {
  const { swaps, legs, list, pushed, unchanged } = outcome
  const result = list === undefined ? undefined : listResult({ ...list, pushed, unchanged })
  const [swap, ...others] = swaps
  const one = swap !== undefined && others.length === 0 ? swap : undefined
  const references = legs.map(({ target }) => target.name).join('\n')
  return {
    outputs: {
      digest: one === undefined ? '' : digestOf(one),
      reference: references.split('\n')[0] ?? '',
      references,
      ...result?.outputs,
      release: swap?.task.to.name ?? '',
      releases: swaps.map(({ task }) => task.to.name).join(','),
      'os-version': swap === undefined ? '' : versionOf(swap),
      'base-name': one === undefined ? '' : qualifiedReference(one.newBase.reference),
      'base-digest': one === undefined ? '' : one.newBase.digest,
      unchanged: String(unchanged),
      metadata: JSON.stringify({
        images: swaps.map(metadataOf),
        ...(result === undefined ? {} : { list: JSON.parse(result.outputs.metadata ?? '{}') as object })
      })
    },
    summary: summaryOf(outcome) + (result?.summary ?? '')
  }
}
