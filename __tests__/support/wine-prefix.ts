import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atExit } from './cleanup.js'

/** Where Debian's `wine64` and `libwine` put the loader and the server; neither is on PATH. */
const wine = '/usr/lib/wine/wine64'
const wineserver = '/usr/lib/wine/wineserver'

/** Values of a registry key: a text is a REG_SZ, a number a REG_DWORD. */
export type RegistryValues = Readonly<Record<string, string | number>>

/** What a Windows program is started with, besides its arguments. */
export type WineOptions = {
  env?: NodeJS.ProcessEnv
  /** The folder it starts in, as a path of this machine. */
  cwd?: string
  /** Folders of this machine that come first on the Windows PATH. */
  path?: readonly string[]
  /** Milliseconds after which every program of the prefix is ended. */
  patience?: number
}

/** What a Windows program left behind. */
export type WineResult = { exitCode: number; stdout: string; stderr: string }

/** A Windows installation: a registry, a drive C: and the processes there. */
export type WinePrefix = {
  /** The user's profile folder (`%USERPROFILE%`), as a path of this machine. */
  profile: string
  /** Runs a program, given as a path of this machine, to its end. */
  run: (program: string, args: readonly string[], options?: WineOptions) => Promise<WineResult>
  /** Ends what still runs there, and removes it. */
  close: () => Promise<void>
}

/** Whether Wine is installed. */
export const hasWine = (): boolean => existsSync(wine) && existsSync(wineserver)

/** An absolute path of this machine as Windows programs see it: Z: is the root folder. */
export const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`

/**
 * Makes a Windows installation out of a template. The template takes some ten seconds to make, once: it stays in
 * `node_modules/.cache`, and the installations borrow its system files.
 *
 * @param values what the key says that holds the version of Windows
 */
export const makePrefix = async (values: RegistryValues): Promise<WinePrefix> => {
  const from = await template()
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'win-multiarch-wine-')))
  const takeBack = atExit(() => {
    leave(folder)
  })

  const drive = join(folder, 'drive_c')
  await mkdir(join(folder, 'dosdevices'))
  await mkdir(drive)
  await symlink('../drive_c', join(folder, 'dosdevices/c:'))
  await symlink('/', join(folder, 'dosdevices/z:'))
  for (const name of await readdir(join(from, 'drive_c'))) {
    const original = join(from, 'drive_c', name)
    if (name === 'users') await cp(original, join(drive, name), { recursive: true, verbatimSymlinks: true })
    else await symlink(original, join(drive, name))
  }
  // The time stamp tells Wine that the installation is complete.
  for (const name of ['user.reg', 'userdef.reg', '.update-timestamp']) await cp(join(from, name), join(folder, name))
  const registry = await readFile(join(from, 'system.reg'), 'latin1')
  await writeFile(join(folder, 'system.reg'), withVersion(registry, values), 'latin1')

  return {
    profile: join(drive, 'users', userInfo().username),
    run: (program, args, options) => run(folder, program, args, options),
    close: async () => {
      endAll(folder)
      await waitForEnd(folder)
      takeBack()
      remove(folder)
    }
  }
}

const remove = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

const versionKey = '[Software\\\\Microsoft\\\\Windows NT\\\\CurrentVersion]'

/** The text of a registry with these values in the key that holds the version of Windows. */
const withVersion = (registry: string, values: RegistryValues): string => {
  const start = registry.indexOf(versionKey)
  if (start === -1) throw new Error(`Wine's registry has no ${versionKey}`)
  const end = registry.indexOf('\n\n', start)
  const isReplaced = (line: string): boolean => Object.keys(values).some(name => line.startsWith(`"${name}"=`))
  const kept = registry
    .slice(start, end)
    .split('\n')
    .filter(line => !isReplaced(line))
  const added = Object.entries(values).map(([name, value]) => `"${name}"=${registryValue(value)}`)
  return registry.slice(0, start) + [...kept, ...added].join('\n') + registry.slice(end)
}

const registryValue = (value: string | number): string =>
  typeof value === 'number'
    ? `dword:${value.toString(16).padStart(8, '0')}`
    : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

let templateMade: Promise<string> | undefined

const template = (): Promise<string> => (templateMade ??= makeTemplate())

const makeTemplate = async (): Promise<string> => {
  const cache = join(import.meta.dirname, '../../node_modules/.cache/win-multiarch')
  const version = execFileSync(wine, ['--version'], { encoding: 'utf8' }).trim()
  const finished = join(cache, version.replaceAll(/[^\w.-]+/g, '_'))
  if (existsSync(finished)) return finished

  await mkdir(cache, { recursive: true })
  // Other processes may be making theirs at the same time: the first that is ready counts.
  const draft = await mkdtemp(`${finished}-`)
  const takeBack = atExit(() => {
    leave(draft)
  })
  const boot = await run(draft, 'wineboot', ['--init'])
  await waitForEnd(draft)
  if (boot.exitCode !== 0) throw new Error(`Wine made no installation (${boot.exitCode}):\n${boot.stderr}`)
  await rename(draft, finished).catch(async (error: unknown) => {
    if (!existsSync(finished)) throw error
    await rm(draft, { recursive: true, force: true })
  })
  takeBack()
  return finished
}

const run = async (
  prefix: string,
  program: string,
  args: readonly string[],
  options: WineOptions = {}
): Promise<WineResult> => {
  const { env = {}, cwd = prefix, path = [], patience = 60_000 } = options
  // Not pipes: a Windows Node that finds one where its own output goes fails with EBADF.
  const output = await mkdtemp(join(prefix, 'output-'))
  const files = [join(output, 'stdout'), join(output, 'stderr')] as const
  const descriptors = files.map(file => openSync(file, 'w'))
  const exitCode = await new Promise<number | 'late'>((resolve, reject) => {
    const [command, ...before] = loader()
    const child = spawn(command, [...before, program, ...args], {
      cwd,
      env: { ...env, ...environment(prefix), WINEPATH: path.map(windowsPath).join(';') },
      stdio: ['ignore', ...descriptors]
    })
    const timer = setTimeout(() => {
      endAll(prefix)
      resolve('late')
    }, patience)
    child.once('error', reject)
    child.once('exit', code => {
      clearTimeout(timer)
      resolve(code ?? -1)
    })
  }).finally(() => {
    descriptors.forEach(closeSync)
  })
  const [stdout, stderr] = await Promise.all([readFile(files[0], 'utf8'), readFile(files[1], 'utf8')])
  if (exitCode === 'late') throw new Error(`${program} did not end within ${patience} ms:\n${stdout}\n${stderr}`)
  return { exitCode, stdout, stderr }
}

let fixed: boolean | undefined

/**
 * How the loader is started: without random addresses, where the system lets us. Debian's loader has no preloader that
 * reserves what Windows needs, and the kernel puts its heap anywhere in the gigabyte behind it. Once in some thousand
 * starts that is over the page at 0x7ffe0000, which every Windows program finds its time and version in: the program
 * ends before it has begun, and whoever starts it gets `spawn UNKNOWN`. Programs hand this on to those they start.
 */
const loader = (): readonly [string, ...string[]] => {
  const setarch = ['setarch', '--addr-no-randomize'] as const
  fixed ??= spawnSync(setarch[0], [setarch[1], 'true']).status === 0
  return fixed ? [...setarch, wine] : [wine]
}

/** What Wine itself needs to know. `HOME` and `PATH` of the caller never reach a Windows program. */
const environment = (prefix: string): Record<string, string> => ({
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  // No offer to install Mono and Gecko, no entries in the desktop's menus.
  WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=',
  HOME: prefix,
  PATH: '/usr/bin:/bin',
  // Where the server keeps its socket; elsewhere it would stay behind.
  TMPDIR: prefix,
  // Else file names that are not ASCII cannot be used.
  LC_ALL: 'C.UTF-8'
})

const endAll = (prefix: string): void => {
  try {
    execFileSync(wineserver, ['--kill'], { env: environment(prefix), stdio: 'ignore' })
  } catch {
    // There was nothing to end.
  }
}

/** Ends what runs there and removes the folder, by a process of its own: it takes longer than Vitest gives a worker. */
const leave = (prefix: string): void => {
  const options = { env: environment(prefix), stdio: 'ignore', detached: true } as const
  spawn('/bin/sh', ['-c', `"$0" --kill; rm -rf "$WINEPREFIX"`, wineserver], options).unref()
}

const waitForEnd = async (prefix: string): Promise<void> => {
  await promisify(execFile)(wineserver, ['--wait'], { env: environment(prefix) })
}
