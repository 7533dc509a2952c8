import type { Arg, Instruction } from 'dockerfile-ast'

import { DockerfileError } from './dockerfile-error.js'
import { expandWord, WordError, type Variables } from './words.js'

/** Values of build arguments by their names. */
export type BuildArgs = Readonly<Record<string, string>>

/** Expands the variables of a word that stands in an instruction. */
export type Expand = (word: string, variables: Variables, instruction: Instruction) => string

/** The line of an instruction, from 1. */
export const lineOf = (instruction: Instruction): number => instruction.getRange().start.line + 1

/**
 * Expands words of a Dockerfile, and throws DockerfileError for a word that cannot be expanded.
 *
 * @param escape the character of the directive `# escape=`
 */
export const expander =
  (escape: string): Expand =>
  (word, variables, instruction) => {
    try {
      return expandWord(word, variables, escape)
    } catch (cause) {
      if (!(cause instanceof WordError)) throw cause
      const what = `line ${lineOf(instruction)} of the Dockerfile cannot be read`
      throw new DockerfileError({ what, why: cause.reason, cause })
    }
  }

/**
 * Sets the names that an ARG declares. A build argument overrides the default; without both the name stays unset.
 *
 * @param outer where a name without a default gets its value from
 */
export const declareArg = (
  arg: Arg,
  values: Map<string, string>,
  args: BuildArgs,
  outer: Variables,
  expand: Expand
): void => {
  for (const property of arg.getProperties()) {
    const [name, word] = [property.getName(), property.getUnescapedValue()]
    const fallback = word === null ? outer(name) : expand(word, key => values.get(key), arg)
    const value = Object.hasOwn(args, name) ? args[name] : fallback
    if (value !== undefined) values.set(name, value)
  }
}

/** The variables that a FROM may use: the ARGs before the first one. */
export const globalScope = (globals: readonly Arg[], args: BuildArgs, expand: Expand): Variables => {
  const values = new Map<string, string>()
  for (const arg of globals) declareArg(arg, values, args, () => undefined, expand)
  return name => values.get(name)
}
