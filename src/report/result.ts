import * as core from '@actions/core'

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
export const report = async ({ outputs, summary }: Result): Promise<void> => {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
  // Absent on old GitHub Enterprise servers, and where the bundle is started by hand.
  if (process.env.GITHUB_STEP_SUMMARY !== undefined) await core.summary.addRaw(withinLimit(summary), true).write()
}
