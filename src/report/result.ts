import type { UserError } from '../common/user-error.js'
import { addSummary, setOutput } from '../runner/core.js'

/** What a mode leaves behind, besides what it published. */
export type Result = {
  /** by their names in action.yml */
  readonly outputs: Readonly<Record<string, string>>
  /** Markdown */
  readonly summary: string
  /** why the step fails although the mode succeeded: the user asked to fail on what was found */
  readonly failure?: UserError
}

/** Hands a result to the runner. */
export const report = async ({ outputs, summary }: Result, showsSummary: boolean): Promise<void> => {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
  if (showsSummary) await addSummary(summary)
}
