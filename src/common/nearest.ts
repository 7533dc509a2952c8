/** The last two rows of the table that {@link editDistance} fills. */
type Rows = readonly [beforeLast: readonly number[], last: readonly number[]]

/**
 * How many edits turn one text into the other: a character more, less or another one, or two neighbours swapped (optimal
 * string alignment).
 */
export const editDistance = (from: string, to: string): number => {
  const [a, b] = [Array.from(from), Array.from(to)]
  const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
  const start: Rows = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  const [, last] = a.reduce<Rows>(([beforeLast, row], char, i) => {
    const next = [i + 1]
    for (const [j, other] of b.entries()) {
      const isSwapped = char === b[j - 1] && a[i - 1] === other
      next.push(
        Math.min(
          at(row, j + 1) + 1,
          at(next, j) + 1,
          at(row, j) + (char === other ? 0 : 1),
          isSwapped ? at(beforeLast, j - 1) + 1 : Infinity
        )
      )
    }
    return [row, next]
  }, start)
  return at(last, b.length)
}

/** Typos are rare: more edits than this make another word of a short one. */
const maxEdits = (word: string): number => (word.length <= 5 ? 1 : 2)

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/s$/, '')

/**
 * The known word that a text is a misspelling of, whatever its case: the one with the fewest edits, of up to two, or of one
 * in a word of up to five letters; else its singular or plural.
 */
export const nearest = (text: string, known: readonly string[]): string | undefined => {
  const lower = text.toLowerCase()
  const candidates = known.map(word => ({ word, edits: editDistance(lower, word.toLowerCase()) }))
  const [best] = candidates.filter(({ word, edits }) => edits <= maxEdits(word)).sort((a, b) => a.edits - b.edits)
  return best?.word ?? known.find(word => singular(word) === singular(lower))
}
