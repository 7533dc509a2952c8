import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureRows } from '../support/failure-rows.js'
import { pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { hosts, legFixture, runOnWindows, type WindowsStep } from '../support/windows-cases.js'

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

  // Each fails once: what may pass is over with the next try, and the rest is told at once.
  test.each(failureRows)(
    'is tried again or told: $text',
    async ({ text, maxAttempts: tries, reason: why, where = 'build' }) => {
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
        expect(result.log).not.toContain('trying again')
      }
    }
  )

  test('of the build that adds the labels is tried again, or told as what it is', async () => {
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

  test('that may pass once is not tried a third time', async () => {
    const stderr = 'hcsshim::ImportLayer - failed failed in Win32: Access is denied. (0x5)\n'
    const result = await step([{ args: ['build'], stderr, exitCode: 1 }])
    expect(count(result, 'build')).toBe(2)
    expect(result.exitCode).toBe(1)
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

  test('that asks for hours is told at once', async () => {
    const result = await step([{ args: ['push'], stderr: 'toomanyrequests: retry-after: 3h0m0s\n', exitCode: 1 }])
    expect(count(result, 'push')).toBe(1)
    expect(result.exitCode).toBe(1)
  })
})
