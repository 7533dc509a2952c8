import { describe, expect, it } from 'vitest'
import { diagnoseFailure, type FailedWork } from '../../src/windows/failures.js'
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

  it('knows nothing of what it does not know', () => {
    expect(diagnoseFailure('something else went wrong', work)).toBeUndefined()
  })
})
