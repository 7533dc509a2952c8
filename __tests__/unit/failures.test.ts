import { describe, expect, it } from 'vitest'
import type { FailedWork } from '../../src/windows/failure-row.js'
import { diagnoseFailure } from '../../src/windows/failures.js'
import { failureRows } from '../support/failure-rows.js'

const work: FailedWork = { baseIsNewer: false, isolation: 'process' }

describe('diagnoseFailure', () => {
  it.each(failureRows)('knows what to make of "$text"', ({ text, maxAttempts, restart = [], reason }) => {
    expect(diagnoseFailure(text, work)).toMatchObject({
      maxAttempts,
      restart,
      reason: expect.stringContaining(reason) as string
    })
  })

  // A German Windows says it in German; the number is the same everywhere.
  it('tells Windows errors by their numbers', () => {
    const german =
      'hcsshim::PrepareLayer - failed failed in Win32: Zeitüberschreitung: Der Vorgang wurde abgebrochen. (0x5b4)'
    expect(diagnoseFailure(german, work)?.maxAttempts).toBe(Infinity)
    const full = 'hcsshim::ImportLayer - failed failed in Win32: Es steht nicht genug Speicherplatz bereit. (0x70)'
    expect(diagnoseFailure(full, work)).toMatchObject({ maxAttempts: 1, reason: 'the disk is full' })
  })

  it.each(['(0xc0370106)', 'hcsshim::ActivateLayer failed in Win32: used by another process. (0x20)'])(
    'does not try %s again where the base is newer than the host',
    text => {
      expect(diagnoseFailure(text, { baseIsNewer: true, isolation: 'process' })).toMatchObject({
        maxAttempts: 1,
        restart: [],
        remedy: expect.stringMatching(/newer patch level.*'pin-base'.*isolation: hyperv/) as string
      })
      expect(diagnoseFailure(text, { baseIsNewer: true, isolation: 'hyperv' })?.maxAttempts).toBe(2)
    }
  )

  it('does not wait for a virtual machine that did not start', () => {
    const text = 'hcsshim: timeout waiting for notification'
    expect(diagnoseFailure(text, { baseIsNewer: false, isolation: 'hyperv' })).toMatchObject({
      maxAttempts: 1,
      remedy: expect.stringContaining('nested virtualisation') as string
    })
  })

  it('leaves what a RUN did to the Dockerfile, whatever it printed', () => {
    const text = "curl: connection reset\nThe command 'cmd /S /C curl https://example.com' returned a non-zero code: 56"
    expect(diagnoseFailure(text, work)).toMatchObject({ maxAttempts: 1, remedy: '' })
  })

  it.each([
    ['toomanyrequests: slow down', true],
    ['received unexpected HTTP status: 503', false]
  ])('says whether the registry asks to slow down: %s', (text, isRateLimit) => {
    expect(diagnoseFailure(text, work)).toMatchObject({ maxAttempts: Infinity, isRateLimit })
  })

  const german =
    'failed to register layer: re-exec error: exit status 1: output: Es steht nicht genug Speicherplatz bereit.'
  it.each([german, 'something else went wrong', "The command 'cmd /S /C build.cmd' returned a non-zero code: 1"])(
    'takes a full disk for the reason where one is found: %s',
    text => {
      expect(diagnoseFailure(text, { ...work, freeBytes: 512 * 1024 ** 2 })).toEqual({
        reason: "the disk is full: 512 MiB are left on the drive of Docker's data",
        remedy: expect.stringContaining('docker system prune') as string,
        maxAttempts: 1,
        restart: [],
        isRateLimit: false
      })
      expect(diagnoseFailure(text, { ...work, freeBytes: 2 * 1024 ** 3 })).toEqual(diagnoseFailure(text, work))
    }
  )

  it.each(['unauthorized: authentication required', 'hcs::CreateComputeSystem 1a2b: The request is not supported.'])(
    'takes no full disk for the reason of what needs no space: %s',
    text => {
      expect(diagnoseFailure(text, { ...work, freeBytes: 0 })).toEqual(diagnoseFailure(text, work))
    }
  )

  it('says the usual reason of 0xc0370106, and what to do, whether the patch level is known or not', () => {
    const text = 'hcs::System::Start: The virtual machine or container exited unexpectedly. (0xc0370106)'
    for (const baseIsNewer of [false, true]) {
      const { reason = '', remedy = '' } = diagnoseFailure(text, { baseIsNewer, isolation: 'process' }) ?? {}
      expect(reason).toMatch(/0xc0370106.*newer patch level than the host/)
      expect(remedy).toMatch(/'pin-base' at 'auto'.*older tag.*isolation: hyperv.*update the runner/)
    }
  })

  it('knows nothing of what it does not know', () => {
    expect(diagnoseFailure('something else went wrong', work)).toBeUndefined()
  })
})
