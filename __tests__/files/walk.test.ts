import { execFileSync } from 'node:child_process'
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FilesError } from '../../src/files/files-error.js'
import { findFiles, type LocalEntry } from '../../src/files/walk.js'
import { parseImagePath } from '../../src/windows/path.js'
import { makeFolder } from '../support/folder.js'

const folder = makeFolder('walk')
afterAll(folder.remove)
const root = join(folder.path, 'workspace')

const put = (path: string, content = path): void => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), content)
}

beforeAll(() => {
  for (const path of ['dist/app.exe', 'dist/sub/data.json', 'other/readme.txt']) put(path)
  writeFileSync(join(folder.path, 'secret'), 'not of the workspace')
  mkdirSync(join(folder.path, 'workspace-2'))
})

const find = (local: string, target: string): Promise<readonly LocalEntry[]> =>
  findFiles(root, [{ local, target: parseImagePath(target) }])

const found = async (local: string, target: string): Promise<string[]> =>
  (await find(local, target)).map(({ names, size }) => names.join('/') + (size === undefined ? '/' : '')).sort()

/** What a Windows disk cannot hold, or not without rights of its own, is tested elsewhere. */
const testOnPosix = test.skipIf(process.platform === 'win32')

describe('what is found', () => {
  test('is a folder with all that is in it', async () => {
    expect(await found('dist', 'C:/app')).toEqual(['app/', 'app/app.exe', 'app/sub/', 'app/sub/data.json'])
    expect(await found('./dist/', 'C:/')).toEqual(['app.exe', 'sub/', 'sub/data.json'])
    expect(await found(join(root, 'dist'), 'C:/app/')).toHaveLength(4)
  })

  test('is a file under the name of its target, or in the folder that its target is', async () => {
    expect(await found('dist/app.exe', 'C:/app/server.exe')).toEqual(['app/server.exe'])
    expect(await found('dist/app.exe', 'C:/app/')).toEqual(['app/app.exe'])
    expect(await found('dist/app.exe', 'C:\\')).toEqual(['app.exe'])
  })

  testOnPosix('is what links lead to, as long as that is in the workspace', async () => {
    put('links/real.txt', 'real')
    symlinkSync('real.txt', join(root, 'links/link.txt'))
    symlinkSync('../dist', join(root, 'links/folder'))
    const entries = await find('links', 'C:/l')
    expect(entries.find(({ names }) => names.at(-1) === 'link.txt')).toMatchObject({
      size: 4,
      path: join(realpathSync(root), 'links/real.txt')
    })
    expect(entries.map(({ names }) => names.join('/'))).toContain('l/folder/sub/data.json')
  })
})

describe('what is refused, by its name', () => {
  test.each([
    ['../secret', 'outside the workspace'],
    ['..', 'outside the workspace'],
    ['dist/../../secret', 'outside the workspace'],
    // Its name begins with that of the workspace.
    ['../workspace-2', 'outside the workspace'],
    ['missing.exe', 'cannot be read']
  ])('%s', async (local, why) => {
    await expect(find(local, 'C:/app')).rejects.toThrow(FilesError)
    await expect(find(local, 'C:/app')).rejects.toThrow(`'${local}'`)
    await expect(find(local, 'C:/app')).rejects.toThrow(why)
  })

  testOnPosix('a link that leads out of the workspace, or nowhere, or round in a circle', async () => {
    const link = (name: string, to: string): void => {
      mkdirSync(join(root, name), { recursive: true })
      symlinkSync(to, join(root, name, 'link'))
    }
    link('out', '../../secret')
    link('absolute', '/etc')
    link('nowhere', 'missing')
    link('circle', '../circle')
    await expect(find('out', 'C:/x')).rejects.toThrow(/'out\/link' links to '.*', outside the workspace/)
    await expect(find('out/link', 'C:/x')).rejects.toThrow(/, outside the workspace/)
    await expect(find('absolute', 'C:/x')).rejects.toThrow(/'absolute\/link' links to '\/etc', outside the workspace/)
    await expect(find('nowhere', 'C:/x')).rejects.toThrow(/is a broken link/)
    await expect(find('circle', 'C:/x')).rejects.toThrow(/links to a folder that contains it/)
  })

  testOnPosix('a pipe and a socket', async () => {
    put('special/file')
    execFileSync('mkfifo', [join(root, 'special/pipe')])
    await expect(find('special', 'C:/x')).rejects.toThrow(/'special\/pipe' is a pipe/)
    mkdirSync(join(root, 'sockets'))
    const server = createServer().listen(join(root, 'sockets/socket'))
    await new Promise(resolve => server.once('listening', resolve))
    await expect(find('sockets', 'C:/x')).rejects.toThrow(/is a socket/)
    await new Promise(resolve => server.close(resolve))
  })

  testOnPosix.each(['aux', 'con.txt', 'a:b', 'end.', 'end ', 'tab\t', 'a\\b', '.wh.hosts'])(
    'a name that Windows cannot have: %j',
    async name => {
      const place = `names-${Buffer.from(name).toString('hex')}`
      put(`${place}/${name}`)
      await expect(find(place, 'C:/x')).rejects.toThrow(name)
      await expect(find(place, 'C:/x')).rejects.toThrow(/Rename it/)
    }
  )

  testOnPosix('a name that is not Unicode', async () => {
    mkdirSync(join(root, 'bytes'))
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bytes/`), Buffer.from([0x61, 0xff])]), '')
    await expect(find('bytes', 'C:/x')).rejects.toThrow(/not valid Unicode/)
  })

  test('a repository, in which a login may stand', async () => {
    put('checkout/.git/config', 'token')
    put('checkout/app.exe')
    await expect(find('checkout', 'C:/x')).rejects.toThrow(/'checkout\/\.git' belongs to a git repository/)
    await expect(find('checkout/.git/config', 'C:/x')).rejects.toThrow(/'checkout\/\.git\/config' belongs to/)
    put('worktree/.GIT', 'gitdir: ../checkout/.git')
    await expect(find('worktree', 'C:/x')).rejects.toThrow(/'worktree\/\.GIT' belongs to a git repository/)
    // Only the whole name is that of a repository.
    put('ignored/.gitignore')
    expect(await found('ignored', 'C:/x')).toEqual(['x/', 'x/.gitignore'])
  })

  testOnPosix('a repository behind a link of any name', async () => {
    put('hidden/.git/config', 'token')
    mkdirSync(join(root, 'hidden/dist'))
    symlinkSync('../.git', join(root, 'hidden/dist/vcs'))
    await expect(find('hidden/dist', 'C:/x')).rejects.toThrow(
      "'hidden/dist/vcs' leads to 'hidden/.git', which belongs to a git repository"
    )
    mkdirSync(join(root, 'hidden/file'))
    symlinkSync('../.git/config', join(root, 'hidden/file/settings'))
    await expect(find('hidden/file', 'C:/x')).rejects.toThrow("'hidden/file/settings' leads to 'hidden/.git/config'")
    await expect(find('hidden/file/settings', 'C:/x')).rejects.toThrow("leads to 'hidden/.git/config'")
  })

  testOnPosix('folders that are full of links to each other, within seconds', async () => {
    const names = Array.from({ length: 40 }, (_, number) => `folder-${number}`)
    for (const [position, name] of names.entries()) {
      mkdirSync(join(root, 'web', name), { recursive: true })
      for (const other of names.slice(position + 1)) symlinkSync(`../${other}`, join(root, 'web', name, other))
    }
    const start = performance.now()
    await expect(find('web', 'C:/x')).rejects.toThrow(/links lead to the same folders more than 2000 times/)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('but not a folder of many folders that has two targets', async () => {
    for (let number = 0; number < 2100; number++) mkdirSync(join(root, `modules/${number}`), { recursive: true })
    const mappings = ['C:/one', 'C:/two'].map(target => ({ local: 'modules', target: parseImagePath(target) }))
    const names = (await findFiles(root, mappings)).map(entry => entry.names.join('/'))
    expect(names).toEqual(expect.arrayContaining(['one/2099', 'two/2099']))
  })
})
