/** A text of a Dockerfile cannot be expanded; the message says where. */
export class WordError extends Error {
  override readonly name = 'WordError'
}

/** What a variable holds; undefined where it is not set. */
export type Variables = (name: string) => string | undefined

/** Nobody nests defaults that deep: `${A:-${B:-…}}`. */
const deepest = 20

/**
 * Expands the variables of a word and takes its quotes away, as docker does (buildkit frontend/dockerfile/shell/lex.go):
 * `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME:+word}`, `${NAME:?word}`, the last three without the colon too.
 *
 * @param escape the character of the directive `# escape=`
 * @throws WordError for an expression without an end, and for those that cut or replace parts of a value
 */
export const expandWord = (word: string, variables: Variables, escape: string): string => {
  let at = 0

  const fail = (why: string): never => {
    throw new WordError(`'${word}' ${why}`)
  }

  const nameAt = (): string => {
    const name = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(word.slice(at))?.[0] ?? ''
    at += name.length
    return name
  }

  const variable = (depth: number): string => {
    if (word[at] !== '{') {
      const plain = nameAt()
      return plain === '' ? '$' : (variables(plain) ?? '')
    }
    at++
    const name = nameAt()
    if (name === '') fail("has '${' without a name")
    const value = variables(name)
    if (word[at] === '}') {
      at++
      return value ?? ''
    }
    const colon = word[at] === ':'
    if (colon) at++
    const operator = word[at++] ?? ''
    if (!['-', '+', '?'].includes(operator)) fail(`has the expression '\${${name}${colon ? ':' : ''}${operator}…}'`)
    const other = read('}', depth + 1)
    const set = value !== undefined && (value !== '' || !colon)
    if (operator === '+') return set ? other : ''
    if (!set && operator === '?') fail(`asks for '${name}', which is not set`)
    return set ? value : other
  }

  const single = (): string => {
    const end = word.indexOf("'", at)
    if (end < 0) fail('has a quote without an end')
    const text = word.slice(at, end)
    at = end + 1
    return text
  }

  const read = (end: string | undefined, depth: number): string => {
    if (depth > deepest) fail('is nested too deep')
    let text = ''
    for (let quoted = false; at < word.length;) {
      const sign = word[at++] ?? ''
      if (sign === end && !quoted) return text
      if (sign === "'" && !quoted) text += single()
      else if (sign === '"') quoted = !quoted
      else if (sign === '$') text += variable(depth)
      else if (sign !== escape) text += sign
      else {
        const next = word[at++] ?? ''
        text += quoted && !['"', '$', escape].includes(next) ? sign + next : next
      }
    }
    if (end !== undefined) fail("has '${' without an end")
    return text
  }

  return read(undefined, 0)
}
