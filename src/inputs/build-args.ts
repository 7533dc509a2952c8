import { InputError } from './errors.js'
import { fillKnown, type PlaceholderSources } from './placeholders.js'
import type { InputReader } from './reader.js'

const example = '"CONF=line 1⏎line 2" (⏎: a line break)'

const refuse = (what: string): InputError =>
  new InputError(
    'build-args',
    what,
    `write NAME=value, or NAME for a variable that is set; a value of several lines goes in quotes with its name, like ${example}`
  )

/** A text in double quotes, with nothing behind it on its line. A quote within is written twice. */
const quoted = /^"((?:[^"]|"")*)"[ \t]*(?=\r?\n|$)/

/**
 * Splits the input into its arguments: a line each, or, as docker/build-push-action reads it, a text in double quotes that
 * may go over several lines.
 */
const split = (text: string): readonly string[] => {
  const parts: string[] = []
  for (let rest = text.trimStart(); rest !== '';) {
    const [line = ''] = rest.split(/\r?\n/, 1)
    const [whole, inner] = quoted.exec(rest) ?? []
    if (whole === undefined && line.startsWith('"')) throw refuse(`the quote that begins ${line} does not end a line`)
    parts.push(inner === undefined ? line.trim() : inner.replaceAll('""', '"'))
    rest = rest.slice((whole ?? line).length).trimStart()
  }
  return parts
}

/** The build arguments, and those that are left out, as sentences. */
export type BuildArgs = {
  /** `NAME=value`, or `NAME` for a variable that docker reads itself */
  readonly args: readonly string[]
  readonly notices: readonly string[]
}

const nameOf = (argument: string): string => argument.split('=', 1)[0] ?? ''

const check = (argument: string, env: NodeJS.ProcessEnv): void => {
  const name = nameOf(argument)
  if (!/^[A-Za-z_][\w.-]*$/.test(name))
    throw refuse(`'${argument}' does not begin with the name of an argument and '='`)
  if (name === argument && env[name] === undefined)
    throw refuse(`'${name}' has no value, and no variable of that name is set`)
}

/**
 * Reads the build arguments, and fills the placeholders of `tags` in them. One that cannot be filled is left out, so that
 * the default of the Dockerfile counts.
 *
 * @param env what a name alone is looked up in
 * @throws InputError for a line that is not an argument
 */
export const readBuildArgs = (
  read: InputReader,
  placeholders: PlaceholderSources,
  env: NodeJS.ProcessEnv = process.env
): BuildArgs => {
  const filled = split(read.string('build-args') ?? '').map(argument => {
    check(argument, env)
    return { argument, result: fillKnown(argument, placeholders) }
  })
  return {
    args: filled.flatMap(({ result }) => ('text' in result ? [result.text] : [])),
    notices: filled.flatMap(({ argument, result }) =>
      'text' in result ? [] : [`The build argument ${nameOf(argument)} is left out: ${result.missing}.`]
    )
  }
}
