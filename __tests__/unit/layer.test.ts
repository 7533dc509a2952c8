import { describe, expect, test } from 'vitest'
import { layerHeader, layerRoots } from '../../src/oci/layer.js'

const mtime = 1_700_000_000
const times = { mtime: new Date('2023-11-14T22:13:20Z') }

describe('the archive of a layer', () => {
  test('begins with the roots of the registry hives and of the files', () => {
    const pax = { 'LIBARCHIVE.creationtime': '1700000000.0', 'MSWINDOWS.fileattr': '16' }
    expect(layerRoots(mtime)).toStrictEqual(
      ['Hives', 'Files'].map(name => ({ name, type: 'directory', size: 0, mode: 0o40000, ...times, pax }))
    )
  })

  test('has a file with its size, its attributes and who may do what', () => {
    const header = layerHeader({ names: ['app', 'hello.exe'], size: 7 }, mtime)
    expect(header).toStrictEqual({
      name: 'Files/app/hello.exe',
      type: 'file',
      size: 7,
      mode: 0o100644,
      ...times,
      pax: {
        'LIBARCHIVE.creationtime': '1700000000.0',
        'MSWINDOWS.fileattr': '32',
        'MSWINDOWS.rawsd': expect.stringMatching(/^AQAEg[A-Za-z0-9+/]+=*$/) as string
      }
    })
    expect(Object.keys(header.pax)).toEqual([...Object.keys(header.pax)].sort())
  })

  test('has a file without content as a file', () => {
    expect(layerHeader({ names: ['empty'], size: 0 }, mtime)).toMatchObject({
      name: 'Files/empty',
      type: 'file',
      size: 0
    })
  })

  test('has a folder with a separator at its end, and other rights than a file', () => {
    const [folder, file] = [layerHeader({ names: ['app'] }, mtime), layerHeader({ names: ['app'], size: 1 }, mtime)]
    expect(folder).toMatchObject({ name: 'Files/app/', type: 'directory', size: 0, mode: 0o40755 })
    expect(folder.pax).toMatchObject({ 'MSWINDOWS.fileattr': '16' })
    expect(folder.pax['MSWINDOWS.rawsd']).not.toBe(file.pax['MSWINDOWS.rawsd'])
  })

  test.each([
    ['of 100 characters has room in the header', 'n'.repeat(94), false],
    ['of 101 characters has a record of its own', 'n'.repeat(95), true],
    ['that is not ASCII has a record of its own', 'ö', true],
    ['that is short and ASCII has none', '~ !', false]
  ])('has names: one %s', (_, name, recorded) => {
    const { pax } = layerHeader({ names: [name], size: 1 }, mtime)
    expect(pax.path).toBe(recorded ? `Files/${name}` : undefined)
    expect('path' in pax).toBe(recorded)
  })
})
