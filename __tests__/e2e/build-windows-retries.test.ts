import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureRows } from '../support/failure-rows.js'
import { pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { baseReference, hosts, legFixture, runOnWindows, type WindowsStep } from '../support/windows-cases.js'

describe.concurrent('a failure of docker on Windows', () => {
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    await pushFixture(registry, 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
  })
  afterAll(() => registry.close())

  const step = (rules: readonly Rule[], inputs: Readonly<Record<string, string>> = {}): Promise<WindowsStep> =>
    runOnWindows(hosts.server2022, { image: `${registry.host}/org/app`, tags: 'v2.7.0', ...inputs }, { rules })
  const count = ({ commands }: WindowsStep, name: string): number =>
    commands.filter(command => command[0] === name && !command.at(-1)?.includes('win-multiarch-labels-')).length

  // Each fails once: the next try succeeds.
  test.each(failureRows)(
    'is retried, or fails the step with the reason: $text',
    async ({ text, maxAttempts: tries, reason: why, remedy, where = 'build' }) => {
      const result = await step([{ args: [where], times: 1, stderr: `${text}\r\n`, exitCode: 1 }])
      expect(count(result, where)).toBe(tries > 1 ? 2 : 1)
      if (tries > 1) {
        expect(result).toMatchObject({
          exitCode: 0,
          errors: [],
          outputs: { digest: readFixture(legFixture('ltsc2022')).digest }
        })
        expect(result.log).toMatch(/^docker (?:build|push .*) failed: .*; trying again in \d+\.\d s \(try 2 of \d\)$/m)
        expect(result.log).toContain(why)
      } else {
        expect(result).toMatchObject({ exitCode: 1, outputs: {} })
        expect(result.errors).toHaveLength(1)
        expect(result.errors[0]).toContain(text)
        if (remedy !== undefined) expect(result.errors[0]).toMatch(new RegExp(`\n.*${why}.*${remedy.source}.*$`, 'i'))
        expect(result.log).not.toContain('trying again')
      }
    }
  )

  test('of the build that adds the labels is retried, or fails the step in its own name', async () => {
    const adding = { pattern: /^build .*win-multiarch-labels-/ }
    const lost = { stderr: 'failed to detach VHD: failed to open virtual disk\n', exitCode: 1 }
    const again = await step([{ ...adding, ...lost, times: 1 }])
    expect(again).toMatchObject({ exitCode: 0, errors: [] })
    expect(again.log).toMatch(/^docker build \(of the labels\) failed: .*clean up.*; trying again/m)

    const told = await step([{ ...adding, stderr: 'no such image\n', exitCode: 1 }])
    expect(told.errors).toEqual([
      expect.stringMatching(/^Docker build \(of the labels\) failed with exit code 1:\nno such image$/)
    ])
    expect(count(told, 'push')).toBe(0)
  })

  test('is given up after as many tries as the inputs say, with the reason and what to do', async () => {
    const stderr = 'hcsshim::PrepareLayer - failed failed in Win32: timeout period expired. (0x5b4)\n'
    const result = await step([{ args: ['build'], stderr, exitCode: 1 }], { retries: '3' })
    expect(count(result, 'build')).toBe(3)
    expect(result.errors).toEqual([
      expect.stringMatching(
        /^Docker build failed with exit code 1 after 3 tries:\n.*\(0x5b4\)\nWindows did not mount a layer in time\. .*larger/s
      )
    ])
  })

  test('at the start of a container (0xc0370106) has its usual cause and what to do in the error', async () => {
    const stderr =
      'container 1a2b encountered an error during hcs::System::Start: failure in a Windows system call: The virtual machine or container exited unexpectedly. (0xc0370106)\n'
    const result = await step([{ args: ['build'], stderr, exitCode: 1 }])
    expect(count(result, 'build')).toBe(2)
    expect(result.errors).toEqual([
      expect.stringMatching(
        /\nThe container exited while it started \(0xc0370106\), usually because its base has a newer patch level than the host\. .*'pin-base' at 'auto'.*'isolation: hyperv', or update the runner\.$/
      )
    ])
  })

  test('that is worth one retry is not tried a third time', async () => {
    const stderr = 'hcsshim::ImportLayer - failed failed in Win32: Access is denied. (0x5)\n'
    const result = await step([{ args: ['build'], stderr, exitCode: 1 }])
    expect(count(result, 'build')).toBe(2)
    expect(result.exitCode).toBe(1)
  })

  test.each([
    'Error response from daemon: Get "https://mcr.microsoft.com/v2/": dial tcp 150.171.69.10:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
    'Error response from daemon: Get "https://mcr.microsoft.com/v2/": dial tcp: lookup mcr.microsoft.com: getaddrinfow: This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.'
  ])('of a pull that the action starts is retried: %s', async text => {
    const base = baseReference('ltsc2022')
    // Nothing listens there: docker is left to read the base.
    const rules: Rule[] = [
      { args: ['image', 'inspect', base], times: 1, stdout: '[]\n', stderr: 'No such image\n', exitCode: 1 },
      { args: ['pull', base], times: 1, stderr: `${text}\n`, exitCode: 1 },
      { args: ['pull', base] }
    ]
    const result = await runOnWindows(
      hosts.server2022,
      { image: `${registry.host}/org/app`, tags: 'v2.7.0', retries: '2' },
      { rules, env: { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' } }
    )
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(count(result, 'pull')).toBe(2)
    expect(result.log).toMatch(/^docker pull \S+ failed: the connection to a registry broke; trying again/m)
  })

  test('and what follows it share one pair of stop-commands in their group', async () => {
    const lost = { stderr: 'failed to detach VHD: failed to open virtual disk\n', exitCode: 1 }
    const result = await step([{ args: ['build'], times: 2, ...lost }])
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const [, group = ''] = /^::group::Build for ltsc2022\n([^]*?)^::endgroup::/m.exec(result.stdout) ?? []
    expect(group.match(/^\[command\]docker build /gm)).toHaveLength(4)
    const [token, ...more] = [...group.matchAll(/^::stop-commands::(\S+)$/gm)].map(([, value = '']) => value)
    expect(more).toEqual([])
    expect(group.endsWith(`::${token}::\n`)).toBe(true)
  })

  // Docker drops the header: the registry is asked again until it answers.
  test('for too many requests waits for as long as the registry says', async () => {
    const busy = await startMemoryRegistry()
    try {
      await pushFixture(busy, 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
      // The first read is that of the login.
      let reads = 0
      const fault = busy.fault({
        type: 'status',
        status: 429,
        retryAfter: 3,
        when: ({ method }) => method === 'HEAD' && ++reads === 2
      })
      const rule = { args: ['push'], times: 1, stderr: 'toomanyrequests: slow down\n', exitCode: 1 }
      const result = await step([rule], { image: `${busy.host}/org/app` })
      expect(fault.happened).toBe(1)
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const pushes = result.calls.filter(({ argv }) => argv[0] === 'push')
      expect((pushes[1]?.time ?? 0) - (pushes[0]?.time ?? 0)).toBeGreaterThan(3000)
    } finally {
      await busy.close()
    }
  })

  test('that asks for hours is not retried', async () => {
    const result = await step([{ args: ['push'], stderr: 'toomanyrequests: retry-after: 3h0m0s\n', exitCode: 1 }])
    expect(count(result, 'push')).toBe(1)
    expect(result.exitCode).toBe(1)
  })
})
