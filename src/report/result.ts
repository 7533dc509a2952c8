import { addSummary, setOutput } from '../runner/core.js'

/** What a mode leaves behind, besides what it published. */
export type Result = {
  /** by their names in action.yml */
  readonly outputs: Readonly<Record<string, string>>
  /** Markdown */
  readonly summary: string
  /** why the step fails all the same: what was found is what the user wants to be stopped by */
  readonly failure?: string
}

/** The runner refuses a larger summary as a whole. */
const largestSummary = 1024 * 1024

const withinLimit = (summary: string): string => {
  const note = '\n\n(cut: a step summary may have 1 MiB)\n'
  const bytes = Buffer.from(summary)
  return bytes.length < largestSummary
    ? summary
    : bytes.subarray(0, largestSummary - note.length - 4).toString('utf8') + note
}

/** Hands a result to the runner. */
export const report = ({ outputs, summary }: Result): void => {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
  addSummary(withinLimit(summary))
}
