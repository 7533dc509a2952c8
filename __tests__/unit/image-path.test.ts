import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPath, foldCase, formatPath, nameProblem, parseImagePath, PathError } from '../../src/windows/path.js'

describe('a path in an image', () => {
  test.each([
    ['C:\\app', ['app'], false],
    ['C:/app/', ['app'], true],
    ['c:\\app\\sub\\', ['app', 'sub'], true],
    ['/app', ['app'], false],
    ['\\app', ['app'], false],
    ['app/sub', ['app', 'sub'], false],
    ['C:/./app/.', ['app'], true],
    ['C:\\Program Files\\Größe 你好', ['Program Files', 'Größe 你好'], false],
    ['C:\\', [], true],
    ['.', [], true],
    ['', [], true],
    ['/', [], true]
  ] as const)('%s is read as its names', (text, names, folder) => {
    expect(parseImagePath(text)).toEqual({ names, folder })
  })

  test.each([
    ['D:\\app', 'is on drive D:'],
    ['C:app', 'no separator'],
    ['\\\\server\\share', 'network'],
    ['//server/share', 'network'],
    ['\\\\?\\C:\\app', 'network'],
    ['C:\\app\\..\\Windows', "'..'"],
    ['../app', "'..'"],
    ['C:\\aux', 'device'],
    ['C:\\app\\a:b', 'data stream'],
    ['C:\\app.', 'dot'],
    ['C:\\app \\sub', 'space']
  ])('%s names no place in it', (text, why) => {
    expect(() => parseImagePath(text)).toThrow(PathError)
    expect(() => parseImagePath(text)).toThrow(why)
  })

  test('may be as long as Windows can have it, and no longer', () => {
    // With the drive, and a separator before each name, they make 32,000 characters.
    const names = [...Array.from({ length: 128 }, () => 'n'.repeat(248)), 'n'.repeat(125)]
    expect(formatPath(names)).toHaveLength(32_000)
    expect(() => {
      checkPath(names)
    }).not.toThrow()
    expect(() => {
      checkPath([...names, 'x'])
    }).toThrow(/^(?=.{1,300}$).*32002/)
  })

  test('that leads up is refused for that, wherever it leads', () => {
    expect(() => parseImagePath('C:\\app\\..\\Windows')).not.toThrow('dot')
    expect(() => parseImagePath('C:\\app\\..\\Windows')).toThrow("'..'")
  })

  test('is the same after it was written and read again', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter(text => nameProblem(text) === undefined)
    fc.assert(
      fc.property(
        fc.array(
          name.filter(text => text !== '.' && text !== '..'),
          { maxLength: 5 }
        ),
        names => {
          expect(parseImagePath(formatPath(names)).names).toEqual(names)
        }
      )
    )
  })
})

describe('a name on Windows', () => {
  test.each([
    'app.exe',
    'Program Files',
    '.config',
    'console',
    'com10',
    'auxiliary.txt',
    'a'.repeat(255),
    '日本語',
    'wh.a'
  ])('can be %s', name => {
    expect(nameProblem(name)).toBeUndefined()
  })

  test.each([
    ...['aux', 'AUX', 'con.txt', 'nul.tar.gz', 'prn', 'com1', 'LPT9.log', 'com¹', 'con .txt', 'conin$'],
    ...['a:b', 'a<b', 'a>b', 'a"b', 'a|b', 'a?b', 'a*b', 'a\\b', 'a/b'],
    ...['a.', 'a ', '...', 'a\u0001', 'a\nb', 'a\u0000', 'a\ufffd', 'a\ud800', 'b'.repeat(256)],
    // In a layer that would delete a file of the base.
    '.wh.hosts',
    '.wh..wh..opq'
  ])('cannot be %j', name => {
    expect(nameProblem(name)).toBeDefined()
  })

  test('with a colon would be the name of a data stream, and with another sign would not', () => {
    expect(nameProblem('a:b')).toContain('data stream')
    expect(nameProblem('a<b')).not.toContain('data stream')
  })

  test('is compared without case, sign by sign', () => {
    expect(foldCase('Größe.TXT')).toBe(foldCase('gRÖßE.txt'))
    // NTFS keeps a sharp s; upper case as in a text would make it the same as this.
    expect(foldCase('große')).not.toBe(foldCase('grosse'))
  })
})
