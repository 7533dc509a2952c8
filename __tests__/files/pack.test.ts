import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { packLayer } from '../../src/files/pack.js'
import { findFiles, type FileMapping } from '../../src/files/walk.js'
import { arrange } from '../../src/oci/layer-tree.js'
import { parseImagePath } from '../../src/windows/path.js'
import { makeFolder } from '../support/folder.js'
import { configOf, manifestOf, readFixture } from '../support/images.js'
import { readLayer, withoutTimes } from '../support/layer.js'

const folder = makeFolder('pack')
afterAll(folder.remove)

let workspaces = 0
const workspace = (files: Readonly<Record<string, string | Buffer>>): string => {
  const root = join(folder.path, String(++workspaces))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const mapping = (local: string, target: string): FileMapping => ({ local, target: parseImagePath(target) })

const pack = async (
  root: string,
  mappings: readonly FileMapping[],
  mtime = 0
): Promise<Awaited<ReturnType<typeof packLayer>> & { path: string }> => {
  const path = join(folder.path, `layer-${++workspaces}`)
  return { ...(await packLayer(arrange(await findFiles(root, mappings)), mtime, path)), path }
}

/** The layer of `COPY app/ /app/`, as BuildKit made it: the third one, behind the two of the base. */
const buildkitLayer = (release: string): Buffer => {
  const image = readFixture(`app-buildkit-${release}`)
  return image.blobs.get(manifestOf(image).layers?.[2]?.digest ?? '') ?? Buffer.alloc(0)
}

describe('a layer', () => {
  test.each(['ltsc2019', 'ltsc2022', 'ltsc2025'])(
    "is BuildKit's, entry by entry, but for the times (%s)",
    async release => {
      const theirs = await readLayer(buildkitLayer(release))
      const files = theirs.filter(({ header }) => header.type === 'file')
      expect(files.length).toBeGreaterThan(1)
      const contents = files.map(({ header, data = new Uint8Array() }) => [header.name, Buffer.from(data)] as const)
      const root = workspace(Object.fromEntries(contents))
      const ours = await readLayer(readFileSync((await pack(root, [mapping('Files/app', 'C:\\app')])).path))
      expect(ours.map(withoutTimes)).toEqual(theirs.map(withoutTimes))
    }
  )

  test('has the digests that others find for it', async () => {
    const { path, diffId, digest, size } = await pack(workspace({ 'a/b.txt': 'b' }), [mapping('a', 'C:/a')])
    const sha256 = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    const compressed = readFileSync(path)
    expect({ digest, size }).toEqual({ digest: sha256(compressed), size: compressed.length })
    expect(diffId).toBe(sha256(gunzipSync(compressed)))
    // The fixture's own config says the same of its layers: that is what a diff_id is.
    const fixture = readFixture('app-buildkit-ltsc2022')
    expect(configOf(fixture).rootfs.diff_ids[2]).toBe(sha256(gunzipSync(buildkitLayer('ltsc2022'))))
  })

  test('begins with a header that no system and no clock has a part in', async () => {
    const { path } = await pack(workspace({ 'a.txt': 'a' }), [mapping('a.txt', '/')])
    expect(readFileSync(path).subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff')
  })

  test('is the same for the same files, whenever and in whatever order they were written', async () => {
    const files = { 'x/one': '1', 'x/two': '2', 'x/sub/three': '3' }
    const first = await pack(workspace(files), [mapping('x', 'C:/x')])
    await new Promise(resolve => setTimeout(resolve, 1100))
    const second = await pack(workspace(Object.fromEntries(Object.entries(files).reverse())), [mapping('x', 'C:/x')])
    const digests = ({ diffId, digest, size }: typeof first): object => ({ diffId, digest, size })
    expect(digests(second)).toEqual(digests(first))
    expect((await pack(workspace({ ...files, 'x/two': '3' }), [mapping('x', 'C:/x')])).diffId).not.toBe(first.diffId)
  })

  test('gives every member the time that it is made with', async () => {
    const { path } = await pack(workspace({ 'a/b.txt': 'b' }), [mapping('a', 'C:/a')], 1_700_000_000)
    for (const { header } of await readLayer(readFileSync(path))) {
      expect(header.mtime).toEqual(new Date(1_700_000_000_000))
      expect(header.pax?.['LIBARCHIVE.creationtime']).toBe('1700000000.0')
    }
  })

  test('holds names of every script and length whole', async () => {
    const long = Array.from({ length: 3 }, (_, i) => `${i}`.repeat(100)).join('/')
    const names = [
      'mit Leerzeichen.txt',
      'Größe/你好.txt',
      `${long}/end.txt`,
      `${'ü'.repeat(60)}.txt`,
      `${'a'.repeat(94)}.txt`
    ]
    const root = workspace(Object.fromEntries(names.map(name => [`in/${name}`, name])))
    const { path } = await pack(root, [mapping('in', 'C:/')])
    const members = await readLayer(readFileSync(path))
    const files = members.filter(({ header }) => header.type === 'file')
    expect(files.map(({ header }) => header.name).sort()).toEqual(names.map(name => `Files/${name}`).sort())
    for (const { header, data } of files) expect(`Files/${Buffer.from(data ?? []).toString()}`).toBe(header.name)
  })

  test('holds files of every size around the pieces that are read', async () => {
    const piece = 256 * 1024
    const sizes = [0, 1, 511, 512, 513, piece - 1, piece, piece + 1, 3 * piece + 7]
    const content = (size: number): Buffer => Buffer.alloc(size, `${size}.`)
    const root = workspace(Object.fromEntries(sizes.map(size => [`in/${size}`, content(size)])))
    const members = await readLayer(readFileSync((await pack(root, [mapping('in', 'C:/in')])).path))
    for (const size of sizes) {
      const data = members.find(({ header }) => header.name === `Files/in/${size}`)?.data
      expect(Buffer.from(data ?? []).equals(content(size)), String(size)).toBe(true)
    }
  })
})

/** What this process has open; of what is closed meanwhile nothing is known. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap(number => {
    try {
      return [readlinkSync(`/proc/self/fd/${number}`)]
    } catch {
      return []
    }
  })

describe('packing', () => {
  test('ends, and names the file, when one has changed since it was found', async () => {
    const root = workspace({ 'in/a.txt': 'as it was found' })
    const entries = arrange(await findFiles(root, [mapping('in', 'C:/in')]))
    writeFileSync(join(root, 'in/a.txt'), 'longer than it was when it was found')
    await expect(packLayer(entries, 0, join(folder.path, 'changed'))).rejects.toThrow(/a\.txt' changed/)
  })

  test.runIf(existsSync('/proc/self/fd'))('has nothing open when it fails', async () => {
    const root = workspace({ 'in/a.txt': 'as it was found' })
    const entries = arrange(await findFiles(root, [mapping('in', 'C:/in')]))
    writeFileSync(join(root, 'in/a.txt'), 'longer than it was when it was found')
    const path = join(folder.path, 'open')
    await expect(packLayer(entries, 0, path)).rejects.toThrow()
    expect(openFiles().filter(name => name === path || name.startsWith(root))).toEqual([])
  })

  /** Swaps something that was found for something of the same size, and packs what was found. */
  const packSwapped = async (swap: (root: string) => void): Promise<unknown> => {
    const root = workspace({ 'in/sub/a.txt': 'found', 'out/sub/a.txt': 'other' })
    const entries = arrange(await findFiles(root, [mapping('in', 'C:/in')]))
    swap(root)
    return packLayer(entries, 0, join(folder.path, 'swapped'))
  }

  test.skipIf(process.platform === 'win32').each<[string, (root: string) => void]>([
    [
      'a link',
      root => {
        unlinkSync(join(root, 'in/sub/a.txt'))
        symlinkSync('../../out/sub/a.txt', join(root, 'in/sub/a.txt'))
      }
    ],
    [
      'another file',
      root => {
        renameSync(join(root, 'out/sub/a.txt'), join(root, 'in/sub/a.txt'))
      }
    ],
    [
      'a file in a folder that is a link now',
      root => {
        // The file itself is the one that was found.
        renameSync(join(root, 'in/sub'), join(root, 'moved'))
        symlinkSync('../moved', join(root, 'in/sub'))
      }
    ],
    [
      'a pipe',
      root => {
        unlinkSync(join(root, 'in/sub/a.txt'))
        execFileSync('mkfifo', [join(root, 'in/sub/a.txt')])
      }
    ]
  ])('does not follow a file that was swapped for %s', async (_, swap) => {
    await expect(packSwapped(swap)).rejects.toThrow(/a\.txt' changed/)
  })

  test('ends when there is no place to write to', async () => {
    const entries = arrange(await findFiles(workspace({ 'a.txt': 'a' }), [mapping('a.txt', '/')]))
    await expect(packLayer(entries, 0, join(folder.path, 'missing/layer'))).rejects.toThrow(
      /Input 'files'.*RUNNER_TEMP/
    )
  })
})
