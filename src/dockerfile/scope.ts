import type { Variables } from './words.js'

/** Values of build arguments by their names. */
export type BuildArgs = Readonly<Record<string, string>>

/** The variables at a point of a Dockerfile. */
export type Scope = {
  readonly get: Variables
  /** the value of an ARG; the case of its name always counts, as that of a build argument does */
  readonly getArg: Variables
  /** @param value its default; undefined: none */
  readonly declareArg: (name: string, value: string | undefined) => void
  readonly setEnv: (name: string, value: string) => void
  /** The scope of a stage that starts from the one of this scope. */
  readonly inherit: () => Scope
}

/** What the scopes of a build have in common. */
type ScopeContext = {
  readonly args: BuildArgs
  /** the ARGs before the first FROM, which a stage sees once it declares them */
  readonly globals: Variables
}

/**
 * The scope of the classic builder: ENV hides ARG whatever comes first, an ARG without a default takes back an earlier
 * one, and ends with its stage (moby builder/dockerfile/buildargs.go).
 */
const classicScope = (
  context: ScopeContext,
  findName: FindName,
  env: Map<string, string> = new Map<string, string>()
): Scope => {
  const { args, globals } = context
  const declared = new Map<string, string | undefined>()
  const getArg: Variables = name => {
    if (!declared.has(name)) return undefined
    return Object.hasOwn(args, name) ? args[name] : (declared.get(name) ?? globals(name))
  }
  return {
    get: name => {
      const [set, arg] = [findName(env, name), findName(declared, name)]
      if (set !== undefined) return env.get(set)
      return arg === undefined ? undefined : getArg(arg)
    },
    getArg,
    declareArg: (name, value) => {
      declared.set(name, value)
    },
    setEnv: (name, value) => {
      env.set(name, value)
    },
    inherit: () => classicScope(context, findName, new Map(env))
  }
}

/** The scope of BuildKit: the last one that sets a name counts (buildkit frontend/dockerfile/dockerfile2llb/convert.go). */
const buildKitScope = (context: ScopeContext, values: Map<string, string> = new Map<string, string>()): Scope => {
  const { args, globals } = context
  return {
    get: name => values.get(name),
    getArg: name => values.get(name),
    declareArg: (name, value) => {
      const chosen = Object.hasOwn(args, name) ? args[name] : (value ?? globals(name))
      if (chosen !== undefined) values.set(name, chosen)
    },
    setEnv: (name, value) => {
      values.set(name, value)
    },
    inherit: () => buildKitScope(context, new Map(values))
  }
}

/** The key that a name stands for; undefined where there is none. */
type FindName = (names: ReadonlyMap<string, unknown>, name: string) => string | undefined

const findExact: FindName = (names, name) => (names.has(name) ? name : undefined)

/** Windows has no regard for the case of a variable's name (buildkit frontend/dockerfile/shell/equal_env_windows.go). */
const findInAnyCase: FindName = (names, name) =>
  findExact(names, name) ?? [...names.keys()].find(key => key.toLowerCase() === name.toLowerCase())

/** What reads a Dockerfile. */
export type Reader = {
  /** whether it is the classic builder, which differs from BuildKit in a few points */
  readonly isClassic: boolean
  /** of the engine */
  readonly os: 'windows' | 'linux'
}

/** An empty scope: of the ARGs before the first FROM, or, with those, of a stage. */
export const emptyScope = ({ isClassic, os }: Reader, args: BuildArgs, globals: Variables = () => undefined): Scope =>
  isClassic
    ? classicScope({ args, globals }, os === 'windows' ? findInAnyCase : findExact)
    : buildKitScope({ args, globals })
