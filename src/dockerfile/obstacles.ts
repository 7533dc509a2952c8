import { uniqueBy } from '../common/unique.js'
import { DockerfileError } from './dockerfile-error.js'
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

const leaveOut = 'leave the option out'

/** A layer and `docker history` keep what a COPY or a build argument holds. */
const keepSecret =
  'do that step outside of the image, before docker build, and COPY its result; never pass a secret as a build argument or COPY it'

/** What to write in place of `RUN --mount`, by the type of the mount, which is `bind` by default. */
const insteadOfMount: Readonly<Record<string, string>> = {
  bind: 'COPY what it needs',
  secret: keepSecret,
  ssh: keepSecret
}

/** What to write in place of an option. */
const insteadOf = (flag: string): string => {
  if (flag.startsWith('--mount')) {
    const type = /[=,]type=([^,]*)/i.exec(flag)?.[1] ?? 'bind'
    return insteadOfMount[type.toLowerCase()] ?? leaveOut
  }
  return flag.startsWith('--network') ? "set the input 'network', which is for all of them" : leaveOut
}

const obstaclesIn = ({ keyword, flags, line, hasHeredoc }: Instruction): readonly Obstacle[] => {
  if (hasHeredoc)
    return [{ line, problem: `a here-document in ${keyword} needs BuildKit: put its text into a file, and COPY that` }]
  const known = classicFlags[keyword]
  const obstacles = flags.flatMap(flag => {
    const [name = ''] = flag.split('=', 1)
    const problem = `${keyword} ${name} needs BuildKit: ${insteadOf(flag)}`
    return known?.includes(name) === false ? [{ line, problem }] : []
  })
  return uniqueBy(obstacles, ({ problem }) => problem)
}

/** Whether it names another system than Windows. An architecture alone is that of the engine's system. */
const isForeign = (platform: string): boolean => /^(?:linux$|(?!windows\b)[^/]+\/)/i.test(platform)

/** What a Windows engine cannot start from. */
const foreignBases = (source: StageSource, args: BuildArgs): readonly Obstacle[] =>
  rootsOf(source, globalScope(source, args)).flatMap(({ image, platform = '', line }) => {
    if (image === scratch)
      return [
        {
          line,
          problem: "Windows has no 'FROM scratch': name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE"
        }
      ]
    return isForeign(platform)
      ? [
          {
            line,
            problem: `FROM --platform=${platform} is not for Windows, and a Windows engine builds every stage: name a Windows image, and leave '--platform' out`
          }
        ]
      : []
  })

/** The variables of BuildKit's own platforms are not set. Docker parses the platform of stages on stages, too. */
const emptyPlatforms = (source: StageSource, args: BuildArgs): readonly Obstacle[] => {
  const { stages, dialect } = source
  const scope = globalScope(source, args)
  return stages
    .map(stage => baseOf(stage, scope, dialect))
    .filter(({ platform }) => platform === '')
    .map(({ line }) => ({ line, problem: "FROM --platform has no value without BuildKit: leave '--platform' out" }))
}

/** A FROM that cannot be expanded is left to docker. */
const ifReadable = (read: () => readonly Obstacle[]): readonly Obstacle[] => {
  try {
    return read()
  } catch (error) {
    if (error instanceof DockerfileError) return []
    throw error
  }
}

/** What the classic builder, or a Windows engine, cannot do for the stages up to the target: it builds them all. */
export const obstaclesOf = (source: StageSource, args: BuildArgs): readonly Obstacle[] => {
  const { stages, dialect } = source
  if (!dialect.isClassic) return []
  return [
    ...(dialect.os === 'windows' ? ifReadable(() => foreignBases(source, args)) : []),
    ...ifReadable(() => emptyPlatforms(source, args)),
    ...stages.flatMap(({ body }) => body.flatMap(obstaclesIn))
  ].sort((a, b) => a.line - b.line)
}
