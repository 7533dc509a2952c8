import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { credentialHelper } from '../../src/registry/transport/credential-helper.js'
import type { Credential } from '../../src/registry/transport/credentials.js'
import { makeFolder } from '../support/folder.js'
import { type RecordedLog, recordingLog } from '../support/transport-stub.js'

/** The limits that helpers get. The tests wait for less. */
const limits = vi.hoisted(() => ({ used: [] as unknown[], timeoutMs: 1500 }))

vi.mock('../../src/runner/process.js', async importOriginal => {
  const original = await importOriginal<typeof import('../../src/runner/process.js')>()
  const runProgram: typeof original.runProgram = (program, args, options) => {
    limits.used.push(options?.timeoutMs)
    return original.runProgram(program, args, { ...options, timeoutMs: limits.timeoutMs })
  }
  return { ...original, runProgram }
})

const folder = makeFolder('helpers')
beforeEach(() => vi.stubEnv('PATH', `${folder.path}:${process.env.PATH ?? ''}`))
afterEach(() => vi.unstubAllEnvs())
afterAll(folder.remove)

let helpers = 0

/** Writes a helper in the language of the shell and asks it. */
const ask = async (
  script: string,
  server = 'ghcr.io'
): Promise<{ credential: Credential | undefined; log: RecordedLog; warnings: string[] }> => {
  const name = `test${helpers++}`
  const path = join(folder.path, `docker-credential-${name}`)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return askNamed(name, server)
}

const askNamed = async (name: string, server = 'ghcr.io'): ReturnType<typeof ask> => {
  const log = recordingLog()
  const credential = await credentialHelper(log)(name, server)
  return { credential, log, warnings: log.lines.filter(line => line.startsWith('warning: ')) }
}

const answer = (value: object): string => `cat >/dev/null; echo '${JSON.stringify(value)}'`

describe.skipIf(process.platform === 'win32')('a credential helper', () => {
  test('gets the server by its standard input and answers with a login', async () => {
    const script = `test "$1" = get && printf '{"ServerURL":"%s","Username":"ada","Secret":"for %s"}' x "$(cat)"`
    const { credential, log } = await ask(script, 'https://index.docker.io/v1/')
    expect(credential).toEqual({ kind: 'password', username: 'ada', password: 'for https://index.docker.io/v1/' })
    expect(log.lines).toEqual([])
  })

  test.each([
    ['{"username":"ada","SECRET":"geheim"}'],
    ['{"U\u017fername":"ada","\u017fecret":"geheim"}'],
    ['{"Username":"ada","Secret":"geheim"} and a "warning'],
    ['\\n {"Username":"ada","Secret":"geheim"}{"Username":"eve"}']
  ])('is read as docker reads it: %s', async output => {
    const { credential } = await ask(`cat >/dev/null; printf '${output}'`)
    expect(credential).toEqual({ kind: 'password', username: 'ada', password: 'geheim' })
  })

  test('answers with an identity token', async () => {
    const { credential } = await ask(answer({ Username: '<token>', Secret: 'refresh' }))
    expect(credential).toEqual({ kind: 'identity', username: '', token: 'refresh' })
  })

  test.each([
    ['on its standard output', 'echo credentials not found in native keychain; exit 1'],
    ['on its standard error', 'echo Credentials not found in native keychain >&2; exit 1'],
    ['with an empty secret', answer({ Username: 'ada', Secret: '' })]
  ])('says that it has none %s, which is no matter', async (_, script) => {
    const { credential, log } = await ask(script)
    expect([credential, log.lines]).toEqual([undefined, []])
  })

  test('may end without reading the server', async () => {
    const { credential } = await ask(`exec 0<&-; echo '{"Username":"ada","Secret":"x"}'`, 'x'.repeat(1_000_000))
    expect(credential).toMatchObject({ username: 'ada' })
  })

  test('is waited for no longer than half a minute', async () => {
    await ask(answer({ Username: 'a', Secret: 'b' }))
    expect(new Set(limits.used)).toEqual(new Set([30_000]))
  })
})

describe.skipIf(process.platform === 'win32')('a credential helper that does not help costs a warning', () => {
  const expectWarning = ({ credential, warnings }: Awaited<ReturnType<typeof ask>>, why: RegExp): void => {
    expect(credential).toBeUndefined()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(
      /^warning: The credential helper '.*' of the Docker config gave no login for ghcr\.io: /
    )
    expect(warnings[0]).toMatch(why)
    expect(warnings[0]).toContain('docker/login-action')
  }

  test('when it is not there', async () => {
    expectWarning(await askNamed('nowhere'), /there is no program 'docker-credential-nowhere' on PATH/)
  })

  test.each(['../evil', 'a/b', 'a b', '-x', '.x', 'a;b', '$(x)', 'a\nb', ''])(
    'when its name is none of a program: %j',
    async name => {
      expectWarning(await askNamed(name), /this is not the name of a program/)
    }
  )

  test.each([
    ['on its standard error', 'echo "the key chain is locked" >&2; exit 1'],
    ['on its standard output, as the protocol has it', 'echo "the key chain is locked"; exit 1']
  ])('when it fails %s', async (_, script) => {
    expectWarning(await ask(script), /the key chain is locked/)
  })

  test('when it fails without a word', async () => {
    expectWarning(await ask('exit 3'), /it failed with exit code 3/)
  })

  test('when a signal ends it', async () => {
    expectWarning(await ask('kill -TERM $$'), /it failed with exit code 128/)
  })

  test.concurrent.each([
    ['alone', 'exec sleep 60'],
    ['with a child that keeps its output open', 'sleep 60 & sleep 60'],
    ['although it is told to end', "trap '' TERM INT; sleep 60; sleep 60"]
  ])('when it hangs %s', async (_, script) => {
    const started = performance.now()
    expectWarning(await ask(script), /it timed out after 2 s/)
    expect(performance.now() - started).toBeLessThan(4000)
  })

  test.each([
    ['no JSON', 'echo nonsense'],
    ['nothing', 'true'],
    ['null', 'echo null'],
    ['a list', 'echo "[]"'],
    ['no secret', answer({ Username: 'ada' })],
    ['no user', answer({ Secret: 'x' })],
    ['a secret that is no text', answer({ Username: 'ada', Secret: 7 })]
  ])('when it answers with %s', async (_, script) => {
    expectWarning(await ask(script), /its output is not a login/)
  })

  test('and what it says cannot be taken for a command of the runner', async () => {
    const { warnings } = await ask('printf "oh\\r\\n::error::no\\033[31m\\n::add-mask::x"; exit 1')

    expect(warnings[0]).not.toMatch(/[\u0000-\u001f]/)
  })
})

describe.skipIf(process.platform === 'win32')('the warning of a credential helper', () => {
  // Node's message of a JSON error quotes what stands around the place, and nothing of it is masked yet.
  test.each([
    ['an answer that is the secret alone', 'echo ghp_geheim'],
    ['an answer whose secret lacks its quotes', `echo '{"Username":"ada","Secret":geheim}'`]
  ])('does not quote %s', async (_, script) => {
    expect((await ask(script)).warnings.join()).not.toMatch(/ghp_|geheim/)
  })

  // A helper may print the login and fail only then.
  test('does not quote a login that came before the failure', async () => {
    const { warnings } = await ask(`${answer({ Username: 'ada', Secret: 'geheim' })}; exit 1`)
    expect(warnings.join()).not.toContain('geheim')
  })

  // It may hold a secret, and a mebibyte in the log helps nobody.
  test('does not quote an enormous output', async () => {
    const { credential, warnings } = await ask('yes geheim | head -c 3000000')
    expect(credential).toBeUndefined()
    expect(warnings.join()).not.toContain('geheim')
    expect(warnings.join().length).toBeLessThan(2000)
  })

  test('of one that writes without an end comes soon', async () => {
    const started = performance.now()
    const { credential, warnings } = await ask('exec yes x')
    expect([credential, warnings.length]).toEqual([undefined, 1])
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
