import type { Json } from './json.js'

// Go's encoding/json, which docker and containerd read with, takes `Config` for `config`, and the last one of several
// that it takes for the same. A text that can be read in two ways is refused.

/** The members of an object that a Go program knows; of an array, those of its items. */
export type KnownMembers = { readonly [name: string]: KnownMembers | undefined }

/** The name as Go compares it: without case, and with the two letters that fold into ASCII (encoding/json, foldName). */
const fold = (name: string): string =>
  name
    .replace(/[A-Z]/g, letter => letter.toLowerCase())
    .replace(/\u017f/g, 's')
    .replace(/\u212a/g, 'k')

/** The position after a string that begins at a position. Long strings exhaust the stack of a regular expression. */
const endOfString = (text: string, start: number): number => {
  const special = /["\\]/g
  special.lastIndex = start + 1
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    if (found[0] === '"') return special.lastIndex
    special.lastIndex++
  }
  return text.length
}

/** Strings, punctuation, and everything else that valid JSON is made of. */
function* tokensOf(text: string): Generator<{ readonly part: string; readonly end: number }> {
  const token = /"|[{}[\],:]|[^\s{}[\],:"]+/g
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '"') token.lastIndex = endOfString(text, found.index)
    yield { part: text.slice(found.index, token.lastIndex), end: token.lastIndex }
  }
}

/** The first value of a text, as Go's decoder reads it, which leaves what follows alone. */
export const firstJson = (text: string): string => {
  let depth = 0
  let length = 0
  for (const { part, end } of tokensOf(text)) {
    if (part === '{' || part === '[') depth++
    else if (part === '}' || part === ']') depth--
    length = end
    if (depth === 0) break
  }
  return text.slice(0, length)
}

/** The object with the names that a Go program knows, for members that it would take for them: the last one counts. */
export const withKnownNames = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(
    Object.entries(json).map(([name, value]) => [names.find(one => fold(one) === fold(name)) ?? name, value])
  )

/** An object or array that is being read. */
type Open = {
  readonly isObject: boolean
  readonly known: KnownMembers | undefined
  readonly names: Set<string>
  /** the members that the next value may have */
  next: KnownMembers | undefined
}

const memberProblem = (name: string, { known = {}, names }: Open): string | undefined => {
  if (names.has(name)) return `it has the member '${name}' twice`
  if (Object.hasOwn(known, name)) return undefined
  const meant = Object.keys(known).find(one => fold(one) === fold(name))
  return meant === undefined ? undefined : `it has the member '${name}', which other programs take for '${meant}'`
}

const isLossy = (text: string): boolean => /^[-\d]/.test(text) && !(Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER)

/**
 * Why other programs may read a text otherwise than JavaScript; undefined where all read the same.
 *
 * @param text valid JSON
 * @param known the members of its root
 */
export const ambiguity = (text: string, known: KnownMembers): string | undefined => {
  const stack: Open[] = []
  let root: KnownMembers | undefined = known
  let expectsName = false
  for (const { part } of tokensOf(text)) {
    const top = stack.at(-1)
    if (part === '{' || part === '[') {
      const members = top === undefined ? root : top.next
      root = undefined
      stack.push({ isObject: part === '{', known: members, names: new Set(), next: members })
      expectsName = part === '{'
    } else if (part === '}' || part === ']') {
      stack.pop()
      expectsName = false
    } else if (part === ',') {
      expectsName = top?.isObject === true
    } else if (expectsName && top !== undefined) {
      const name = JSON.parse(part) as string
      const problem = memberProblem(name, top)
      if (problem !== undefined) return problem
      top.names.add(name)
      top.next = top.known !== undefined && Object.hasOwn(top.known, name) ? top.known[name] : undefined
      expectsName = false
    } else if (isLossy(part)) return `it has the number ${part}, which is too large to be kept`
  }
  return undefined
}
