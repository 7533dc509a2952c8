import type { Instruction } from './instructions.js'
import type { BuildArgs } from './scope.js'
import { baseOf, globalScope, rootsOf, scratch, type StageSource } from './source.js'

/** What a builder cannot do for a Dockerfile. */
export type Obstacle = {
  readonly line: number
  /** what is there, and what to write instead, as half a sentence */
  readonly problem: string
}

/** The options that the classic builder knows; it has none for RUN (moby builder/dockerfile/dispatchers.go). */
const classicFlags: Readonly<Record<string, readonly string[]>> = {
  RUN: [],
  COPY: ['--from', '--chown'],
  ADD: ['--chown']
}

/** What to write in place of an option. */
const insteadOf: Readonly<Record<string, string>> = {
  RUN: 'COPY what it needs, or give it as a build argument',
  COPY: 'leave the option out',
  ADD: 'leave the option out'
}

const obstacleIn = ({ keyword, flags, line, hasHeredoc }: Instruction): readonly Obstacle[] => {
  if (hasHeredoc)
    return [{ line, problem: `a here-document in ${keyword} needs BuildKit: put its text into a file, and COPY that` }]
  const known = classicFlags[keyword]
  const flag = flags.map(text => text.split('=', 1)[0] ?? '').find(name => known?.includes(name) === false)
  return flag === undefined
    ? []
    : [{ line, problem: `${keyword} ${flag} needs BuildKit: ${insteadOf[keyword] ?? 'leave the option out'}` }]
}

/**
 * What the classic builder, or a Windows engine, cannot do for the stages up to the target: it builds them all.
 *
 * @throws DockerfileError for a FROM that cannot be read
 */
export const obstaclesOf = (source: StageSource, args: BuildArgs): readonly Obstacle[] => {
  const { stages, dialect } = source
  if (!dialect.isClassic) return []
  const scope = globalScope(source, args)
  const bases = stages.map(stage => baseOf(stage, scope, dialect))
  const empty = dialect.os === 'windows' ? rootsOf(source, scope).filter(({ image }) => image === scratch) : []
  return [
    ...empty.map(({ line }) => ({
      line,
      problem: "Windows has no 'FROM scratch': name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE"
    })),
    // The variables of BuildKit's own platforms are not set. Docker parses the platform of stages on stages, too.
    ...bases
      .filter(({ platform }) => platform === '')
      .map(({ line }) => ({ line, problem: "FROM --platform has no value without BuildKit: leave '--platform' out" })),
    ...stages.flatMap(({ body }) => body.flatMap(obstacleIn))
  ].sort((a, b) => a.line - b.line)
}
