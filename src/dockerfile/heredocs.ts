import { splitWords } from './split-words.js'

/** A here-document: its text ends at the line that is its name. */
export type Heredoc = {
  readonly name: string
  /** whether tabs may stand before the name (`<<-`) */
  readonly ignoresTabs: boolean
}

/**
 * Finds the here-documents that an instruction opens, such as `<<EOF`, `<<-"EOF"` and `3<<EOF` (buildkit
 * frontend/dockerfile/parser/parser.go, heredocsFromLine). The escape character of the Dockerfile has no meaning there.
 */
export const findHeredocs = (text: string): readonly Heredoc[] => {
  if (!text.includes('<<')) return []
  return splitWords(text, '\\').flatMap(word => {
    const [, dash, name = ''] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? []
    return name === '' ? [] : [{ name: name.replace(/\\(.)|["']/g, '$1'), ignoresTabs: dash === '-' }]
  })
}
