import type { StageSource } from './source.js'

/** The lines of the steps that the classic builder counts: the ARGs before the first FROM, the FROMs, and what follows. */
const stepsOf = ({ globals, stages }: StageSource): readonly number[] => [
  ...globals.map(({ line }) => line),
  ...stages.flatMap(({ line, body }) => [line, ...body.map(instruction => instruction.line)])
]

/**
 * The line that a build failed at, by what docker printed; undefined where it does not say. `Step 3/9 : RUN …` is the
 * classic builder's, `Dockerfile:12` above an excerpt is BuildKit's.
 */
export const failedLine = (source: StageSource, stdout: string, stderr: string): number | undefined => {
  const named =
    /dockerfile parse error (?:on )?line (\d+)/i.exec(stderr)?.[1] ?? /^\S+:(\d+)\r?\n-{8,}\r?$/m.exec(stderr)?.[1]
  if (named !== undefined) return Number(named)
  const step = [...stdout.matchAll(/^Step (\d+)\/\d+ : /gm)].at(-1)?.[1]
  return step === undefined ? undefined : stepsOf(source)[Number(step) - 1]
}
