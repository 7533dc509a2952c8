import { PublishError } from '../registry/publish-error.js'
import type { JournalFacts } from './journal.js'
import { code, table } from './markdown.js'

/** How a mode calls what it did not do. */
const undone: Readonly<Record<string, string>> = { check: 'Not checked', plan: 'Not planned' }

/** Text as it was printed; the fence is longer than any in the text. */
const verbatim = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}text`, text, fence].join('\n')
}

const names = (references: readonly string[]): string => references.map(code).join(', ')

/** The tags of the error, and every tag that was written. */
type Outcome = { readonly tags: PublishError['tags'] | undefined; readonly written: readonly string[] }

/** Which tags name what, as far as it is known; a mode that publishes nothing has nothing to say. */
const stateOfTags = (mode: string, { planned }: JournalFacts, { tags, written }: Outcome): readonly string[] => {
  if (mode in undone) return []
  if (written.length === 0 && tags === undefined) return ['No tag was changed.']
  const unchanged = tags?.unchanged ?? planned.filter(reference => !written.includes(reference))
  return [
    ...(written.length === 0 ? [] : [`Published before the failure: ${names(written)}.`]),
    ...(unchanged.length === 0 ? [] : [`Unchanged: ${names(unchanged)}.`])
  ]
}

/**
 * The summary of a failed step: what was not published, what is unchanged, the state of every image, and the error.
 *
 * @param mode undefined where the step failed before it was known
 */
export const failureSummary = (
  mode: string | undefined,
  facts: JournalFacts,
  { error, message }: { readonly error: unknown; readonly message: string }
): string => {
  const { planned, published, states } = facts
  const tags = error instanceof PublishError ? error.tags : undefined
  const written = [...published, ...(tags?.written ?? [])]
  const missing = planned.filter(reference => !written.includes(reference))
  const heading = undone[mode ?? ''] ?? 'Not published'
  return [
    `### ${heading}${missing.length === 0 ? '' : `: ${names(missing)}`}`,
    ...stateOfTags(mode ?? '', facts, { tags, written }),
    ...(states.size === 0
      ? []
      : [
          table(
            ['Image', 'State'],
            [...states].map(([image, state]) => [code(image), state])
          )
        ]),
    verbatim(message),
    ''
  ].join('\n\n')
}
