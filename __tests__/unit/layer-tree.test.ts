import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange, LayerError, type SourceEntry } from '../../src/oci/layer-tree.js'

const file = (path: string, source = path): SourceEntry => ({ names: path.split('/'), source, size: 1 })
const folder = (path: string, source = path): SourceEntry => ({ names: path.split('/'), source })

const paths = (entries: readonly SourceEntry[]): string[] => entries.map(({ names }) => names.join('/'))

test('folders stand before what is in them, though a sign sorts before the separator', () => {
  expect(paths(arrange([file('b/c'), file('a b/x'), file('a/z'), folder('b'), file('a.txt')]))).toEqual([
    'a',
    'a/z',
    'a b',
    'a b/x',
    'a.txt',
    'b',
    'b/c'
  ])
})

test('the order of what is given changes nothing', () => {
  const names = ['a', 'a/b', 'a/b/c', 'a-b/c', 'd', 'd e/f/g', 'é/ö', '你/好']
  const entries = names.map(name => file(`${name}/file`))
  const expected = paths(arrange(entries))
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), shuffled => {
      expect(paths(arrange(shuffled))).toEqual(expected)
    })
  )
  for (const [at, path] of expected.entries()) {
    const above = path.slice(0, path.lastIndexOf('/'))
    if (path.includes('/')) expect(expected.indexOf(above), path).toSatisfy((index: number) => index >= 0 && index < at)
  }
})

test('very many entries are sorted by their names, each folder before its content', () => {
  const deep = Array.from({ length: 300 }, (_, index) => `${index % 3}/${index % 7}/${index % 11}/${index}`)
  const sorted = paths(arrange([...deep].reverse().map(path => file(path))))
  const above = deep.flatMap(path => [1, 2, 3].map(depth => path.split('/').slice(0, depth).join('/')))
  // Nothing sorts before the end of a name.
  const byNames = (a: string, b: string): number => (a.replaceAll('/', '\0') < b.replaceAll('/', '\0') ? -1 : 1)
  expect(sorted).toEqual([...new Set([...deep, ...above])].sort(byNames))
})

test('a folder that is filled from two places stands once', () => {
  expect(paths(arrange([folder('app', 'x'), file('app/a'), folder('app', 'y'), file('app/b')]))).toEqual([
    'app',
    'app/a',
    'app/b'
  ])
})

test.each([
  ['differ only in case', [file('app/Readme', 'one'), file('app/README', 'two')]],
  ['differ only in case', [file('App/a', 'one'), file('app/b', 'two')]],
  ['is two files', [file('app/a', 'one'), file('app/a', 'two')]],
  ['a file and a folder', [file('app', 'one'), file('app/a', 'two')]]
])('%s: what Windows cannot tell apart is refused, and named', (what, entries) => {
  expect(() => arrange(entries)).toThrow(LayerError)
  expect(() => arrange(entries)).toThrow(what)
  expect(() => arrange(entries)).toThrow(/'one'.*'two'/)
})
