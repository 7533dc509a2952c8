import { uniqueBy } from '../common/unique.js'
import { nameWindowsBase } from '../windows/name-windows-base.js'
import { DockerfileError } from './dockerfile-error.js'
import type { Instruction } from './instructions.js'
import type { BuildArgs } from './scope.js'
import { baseOf, globalScope, rootsOf, scratch, type StageSource } from './source.js'
import { findStage } from './stages.js'
import { triggersOf } from './triggers.js'

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

/** What to write in place of other options that change more than how fast the build is. */
const insteadOfOption: Readonly<Record<string, string>> = {
  '--network': "set the input 'network', which is for all of them",
  '--exclude': 'list the files in .dockerignore',
  '--parents': 'COPY each folder to its own place',
  '--checksum': 'check the sum in a RUN'
}

/** What to write in place of an option. */
const insteadOf = (flag: string): string => {
  if (flag.startsWith('--mount')) {
    const type = /[=,]type=([^,]*)/i.exec(flag)?.[1] ?? 'bind'
    return insteadOfMount[type.toLowerCase()] ?? leaveOut
  }
  return insteadOfOption[flag.split('=', 1)[0] ?? ''] ?? leaveOut
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
          problem: `Windows has no 'FROM scratch': ${nameWindowsBase}`
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

/** The ONBUILDs of stages that others start from, which run there. */
const obstaclesOfTriggers = (source: StageSource, args: BuildArgs): readonly Obstacle[] => {
  const { stages, dialect } = source
  const scope = globalScope(source, args)
  const parents = stages.map((stage, index) => findStage(stages.slice(0, index), baseOf(stage, scope, dialect).image))
  return stages
    .filter((_, index) => parents.includes(index))
    .flatMap(({ body }) => body.filter(({ keyword, hasHeredoc }) => keyword === 'ONBUILD' && !hasHeredoc))
    .flatMap(triggersOf)
    .flatMap(obstaclesIn)
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
    ...stages.flatMap(({ body }) => body.flatMap(obstaclesIn)),
    ...ifReadable(() => obstaclesOfTriggers(source, args))
  ].sort((a, b) => a.line - b.line)
}
