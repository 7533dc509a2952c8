/** The items without later ones that have the key of an earlier one. */
export const uniqueBy = <T>(items: readonly T[], keyOf: (item: T) => unknown): readonly T[] => {
  const keys = new Set<unknown>()
  return items.filter(item => {
    const key = keyOf(item)
    const isNew = !keys.has(key)
    keys.add(key)
    return isNew
  })
}
