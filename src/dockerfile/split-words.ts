/**
 * Splits a text at white space outside of quotes, as docker does with names and values (buildkit
 * frontend/dockerfile/parser/line_parsers.go, parseWords). Quotes and escape characters stay in the words, but for an
 * escape character at the very end.
 *
 * @param escape the character of the directive `# escape=`
 */
export const splitWords = (text: string, escape: string): readonly string[] => {
  const e = escape === '\\' ? '\\\\' : escape
  const single = `'[^']*(?:'|$)`
  const double = `"(?:${e}[^]|[^"${e}])*(?:"|${e}?$)`
  const words = text.match(new RegExp(`(?:${e}[^]|${e}$|${single}|${double}|[^\\p{White_Space}'"${e}])+`, 'gu')) ?? []
  const last = new RegExp(`^((?:${e}[^]|[^${e}])*)${e}$`, 'u')
  return words
    .map((word, index) => (index === words.length - 1 ? word.replace(last, '$1') : word))
    .filter(word => word !== '')
}
