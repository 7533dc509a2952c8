import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ProgramError, runProgram, type ProgramOptions } from '../../src/runner/process.js'
import { makeFolder } from '../support/folder.js'
import { isAlive } from '../support/killing.js'

const folder = makeFolder('programs')
afterAll(folder.remove)
beforeEach(() => vi.stubEnv('PATH', `${join(folder.path, 'bin')}:${process.env.PATH ?? ''}`))
afterEach(() => vi.unstubAllEnvs())

/** Writes a program in the language of the shell, by default into a folder of PATH. */
const program = (name: string, script: string, path = 'bin'): string => {
  const file = join(folder.path, path, name)
  mkdirSync(join(folder.path, path), { recursive: true })
  writeFileSync(file, script.startsWith('#!') ? script : `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

const failure = async (run: Promise<unknown>): Promise<ProgramError> => {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason
  )
  expect(error).toBeInstanceOf(ProgramError)
  return error as ProgramError
}

const longLine = 48 * 1024 * 1024
const maxKept = 8 * 1024 * 1024

describe.skipIf(process.platform === 'win32').each<[string, ProgramOptions]>([
  ['without a limit', {}],
  ['with a time limit', { timeoutMs: 30_000 }]
])('a program %s', (_, options) => {
  const run = (name: string, args: readonly string[] = [], more: ProgramOptions = {}): ReturnType<typeof runProgram> =>
    runProgram(name, args, { ...options, ...more })

  test('gets its arguments unchanged, and gives its output and exit code', async () => {
    program('arguments', `for one; do printf '<%s>' "$one"; done; echo error >&2; exit 3`)
    const args = ['--a', '', 'b c', '"d"', "'e'", '$HOME', '%PATH%', 'two\nlines', 'ü', '\\', '*', ';&|']
    const stdout = args.map(argument => `<${argument}>`).join('')
    expect(await run('arguments', args)).toEqual({ exitCode: 3, stdout, stderr: 'error\n' })
  })

  test.each(['with blanks', `quo"te`, `back\\slash`, '  two  '])('may be in a folder %j', async name => {
    const path = program('there', 'echo "$0"', name)
    vi.stubEnv('PATH', `${join(folder.path, name)}:${process.env.PATH ?? ''}`)
    expect(await run('there')).toMatchObject({ exitCode: 0, stdout: `${path}\n` })
    expect(await run(path)).toMatchObject({ exitCode: 0, stdout: `${path}\n` })
  })

  test('shows its output as it arrives, whole characters only', async () => {
    // The first half of a character, and the other one half a second later.
    program('halves', `printf 'a\\303'; sleep 0.3; printf '\\274b'; echo error >&2`)
    const shown: string[] = []
    await run('halves', [], { onOutput: text => shown.push(text) })
    expect(shown.join('').replace('error\n', '')).toBe('aüb')
    expect(shown.length).toBeGreaterThan(1)
  })

  test('has an empty input', async () => {
    program('reads', 'cat; echo read')
    expect(await run('reads')).toMatchObject({ exitCode: 0, stdout: 'read\n' })
  })

  test('inherits the variables of the step, and those of its own, but no input of the step', async () => {
    vi.stubEnv('INPUT_PASSWORD', 'secret')
    vi.stubEnv('INPUT_GITHUB-TOKEN', 'secret')
    vi.stubEnv('GITHUB_SHA', 'abc')
    const { stdout } = await run('env', [], { env: { DOCKER_BUILDKIT: '0', GITHUB_ACTOR: 'ada' } })
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(['GITHUB_SHA=abc', 'DOCKER_BUILDKIT=0', 'GITHUB_ACTOR=ada'])
    )
    expect(stdout).not.toMatch(/INPUT_|secret/)
  })

  test('that a signal ends has the exit code 128', async () => {
    program('dies', 'echo before; kill -KILL $$')
    expect(await run('dies')).toEqual({ exitCode: 128, stdout: 'before\n', stderr: '' })
  })

  // exec searches everything behind the last line end again with every chunk: 48 MiB took half a minute and 700 MB.
  test('may write a line without an end: its last 8 Mi characters are kept', async () => {
    const before = process.cpuUsage()
    program('line', `head -c ${longLine} /dev/zero | tr '\\0' x; printf end`)
    const { stdout } = await run('line')
    expect([stdout.length, stdout.slice(-4)]).toEqual([maxKept, 'xend'])
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
  })

  test('may write many lines: the last ones are kept', async () => {
    const { stdout } = await run('seq', ['2000000'])
    expect(stdout.length).toBe(maxKept)
    expect(stdout.endsWith('1999999\n2000000\n')).toBe(true)
  })

  test.each([
    [
      'is not there',
      'nowhere',
      /^The program 'nowhere' could not be started: there is no program 'nowhere' on PATH\.$/
    ],
    ['cannot be run', 'lost', /^The program 'lost' could not be started: .*ENOENT/]
  ])('that %s is an error', async (__, name, message) => {
    program('lost', '#!/no/such/shell')
    const error = await failure(run(name))
    expect([error.failure, error.message]).toEqual(['start', expect.stringMatching(message)])
  })

  // Node throws this one, where exec does not catch it.
  test('whose arguments are too long for the system is an error', async () => {
    const error = await failure(run('true', ['x'.repeat(200_000)]))
    expect([error.failure, error.message]).toEqual(['start', expect.stringContaining('E2BIG')])
  })

  test.each(['', '.', 'here', './here'])('is never taken from the working folder, with %j on PATH', async entry => {
    const outside = process.cwd()
    process.chdir(folder.path)
    try {
      program('planted', 'echo planted', '.')
      program('planted', 'echo planted', 'here')
      vi.stubEnv('PATH', `${entry}:/usr/bin:${entry}`)
      expect((await failure(run('planted'))).message).toContain("there is no program 'planted' on PATH")
    } finally {
      process.chdir(outside)
    }
  })

  test.each(['tool.cmd', 'tool.BAT'])('that is a batch file is refused: %s', async name => {
    const path = program(name, 'echo run')
    const error = await failure(run(name))
    expect(error.message).toBe(
      `The program '${name}' could not be started: ${path} is a batch file. Put the program itself on PATH, before that folder.`
    )
  })
})

describe.skipIf(process.platform === 'win32')('the limit of a program', () => {
  test.each([
    ['that sleeps', 'exec sleep 60'],
    ['whose own child holds its output', 'sleep 60 & sleep 60'],
    ['that ignores signals', "trap '' TERM INT; sleep 60; sleep 60"]
  ])('ends one %s', async (_, script) => {
    program('hangs', script)
    const started = performance.now()
    const error = await failure(runProgram('hangs', [], { timeoutMs: 1000 }))
    expect([error.failure, error.message]).toEqual([
      'timeout',
      "The program 'hangs' was ended: it timed out after 1 s."
    ])
    expect(performance.now() - started).toBeLessThan(4000)
  })

  test('ends one that writes too much', async () => {
    const error = await failure(runProgram('yes', [], { maxOutputChars: 100_000 }))
    expect([error.failure, error.message]).toEqual([
      'output',
      "The program 'yes' was ended: it wrote more than 100000 characters."
    ])
  })
})

describe.skipIf(process.platform === 'win32')('the input of a program', () => {
  test('is read to its end', async () => {
    expect(await runProgram('cat', [], { input: 'ghcr.io' })).toMatchObject({ exitCode: 0, stdout: 'ghcr.io' })
  })

  test('need not be read', async () => {
    program('unread', 'exec 0<&-; echo done')
    for (let round = 0; round < 20; round++)
      expect(await runProgram('unread', [], { input: 'x'.repeat(1_000_000) })).toMatchObject({ stdout: 'done\n' })
  })
})

describe.skipIf(process.platform === 'win32')('a program that runs', () => {
  test('ends with a process that an error ends', async () => {
    const pid = join(folder.path, 'pid')
    program('long', `echo $$ >'${pid}'; exec sleep 100`)
    const url = new URL('../../src/runner/process.ts', import.meta.url).href
    const script = `import { existsSync } from 'node:fs'
      const { runProgram } = await import(${JSON.stringify(url)})
      void runProgram('long', [])
      setInterval(() => { if (existsSync(${JSON.stringify(pid)})) throw new Error('a bug') }, 20)`
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script])
    await expect(run).rejects.toThrow('a bug')
    expect(isAlive(readFileSync(pid, 'utf8').trim())).toBe(false)
  })
})
