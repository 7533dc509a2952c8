import { expect, test } from 'vitest'

import { uniqueBy } from '../../src/common/unique.js'

test('of items with the same key the first one stays, in its place', () => {
  expect(uniqueBy(['b1', 'a1', 'b2', 'c1', 'a2'], text => text.charAt(0))).toEqual(['b1', 'a1', 'c1'])
  expect(uniqueBy([], String)).toEqual([])
})

test('a key that is undefined is a key like any other', () => {
  const items = [{ key: undefined }, { key: 'a' }, { key: undefined }]
  expect(uniqueBy(items, ({ key }) => key)).toEqual([items[0], items[1]])
})
