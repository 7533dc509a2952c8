import type { StageSource } from './source.js'

/** The lines of the steps that the classic builder counts: the ARGs before the first FROM, the FROMs, and what follows. */
const stepsOf = ({ globals, stages }: StageSource): readonly number[] => [
  ...globals.map(({ line }) => line),
  ...stages.flatMap(({ line, body }) => [line, ...body.map(instruction => instruction.line)])
]

/**
 * The line that a build failed at, by what docker printed; undefined where it does not say. `Step 3/9 : RUN …` is the
 * classic builder's, and counts to the same number in all of them, which tells it from what a RUN prints; `Dockerfile:12`
 * above an excerpt is BuildKit's.
 */
export const failedLine = (source: StageSource, stdout: string, stderr: string): number | undefined => {
  const named =
    /dockerfile parse error (?:on )?line (\d+)/i.exec(stderr)?.[1] ?? /^\S+:(\d+)\r?\n-{8,}\r?$/m.exec(stderr)?.[1]
  if (named !== undefined) return Number(named)
  const steps = [...stdout.matchAll(/^Step (\d+)\/(\d+) : /gm)]
  const last = steps.findLast(([, , total]) => total === steps[0]?.[2])
  return last === undefined ? undefined : stepsOf(source)[Number(last[1]) - 1]
}
