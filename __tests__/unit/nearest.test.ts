import { describe, expect, test } from 'vitest'

import { editDistance, nearest } from '../../src/common/nearest.js'

describe('editDistance', () => {
  test.each([
    ['push', 'push', 0],
    ['puhs', 'push', 1],
    ['pus', 'push', 1],
    ['pushh', 'push', 1],
    ['pish', 'push', 1],
    ['hpus', 'push', 2],
    ['', 'push', 4],
    ['push', '', 4],
    ['ca', 'abc', 3],
    ['base-img', 'base-image', 2]
  ])('from %j to %j is %d', (from, to, edits) => {
    expect(editDistance(from, to)).toBe(edits)
    expect(editDistance(to, from)).toBe(edits)
  })
})

describe('nearest', () => {
  const known = ['push', 'tags', 'file', 'releases', 'insecure-registries', 'base-image', 'cmd']

  test.each([
    ['puhs', 'push'],
    ['PUSH', 'push'],
    ['tag', 'tags'],
    ['flie', 'file'],
    ['relaeses', 'releases'],
    ['relase', 'releases'],
    ['insecure-registry', 'insecure-registries'],
    ['base_imag', 'base-image']
  ])('%s may mean %s', (text, word) => {
    expect(nearest(text, known)).toBe(word)
  })

  // Of two edits a short word keeps too little.
  test.each(['pool', 'size', 'ag', 'rels', 'command', ''])('%j means none of them', text => {
    expect(nearest(text, known)).toBeUndefined()
  })

  test('takes the one with the fewest edits', () => {
    expect(nearest('sources', ['source', 'sources-x', 'sourcesy'])).toBe('source')
    expect(nearest('abcdeg', ['abcdxx', 'abcdef'])).toBe('abcdef')
  })
})
