import { describe, expect, it } from 'vitest'
import { judgeFailure, type FailedWork } from '../../src/windows/failures.js'
import { failureRows } from '../support/failure-rows.js'

const work: FailedWork = { baseIsNewer: false, isolation: 'process' }

describe('judgeFailure', () => {
  it.each(failureRows)('knows what to make of "$text"', ({ text, tries, restart = [], why }) => {
    expect(judgeFailure(text, work)).toMatchObject({ tries, restart, why: expect.stringContaining(why) as string })
  })

  // A German Windows says it in German; the number is the same everywhere.
  it('tells Windows errors by their numbers', () => {
    const german =
      'hcsshim::PrepareLayer - failed failed in Win32: Zeitüberschreitung: Der Vorgang wurde abgebrochen. (0x5b4)'
    expect(judgeFailure(german, work)?.tries).toBe(Infinity)
    const full = 'hcsshim::ImportLayer - failed failed in Win32: Es steht nicht genug Speicherplatz bereit. (0x70)'
    expect(judgeFailure(full, work)).toMatchObject({ tries: 1, why: 'the disk is full' })
  })

  it.each(['(0xc0370106)', 'hcsshim::ActivateLayer failed in Win32: used by another process. (0x20)'])(
    'does not try %s again where the base is newer than the host',
    text => {
      expect(judgeFailure(text, { baseIsNewer: true, isolation: 'process' })).toMatchObject({
        tries: 1,
        restart: [],
        remedy: expect.stringMatching(/newer patch level.*'pin-base'.*isolation: hyperv/) as string
      })
      expect(judgeFailure(text, { baseIsNewer: true, isolation: 'hyperv' })?.tries).toBe(2)
    }
  )

  it('does not wait for a virtual machine that did not start', () => {
    const text = 'hcsshim: timeout waiting for notification'
    expect(judgeFailure(text, { baseIsNewer: false, isolation: 'hyperv' })).toMatchObject({
      tries: 1,
      remedy: expect.stringContaining('nested virtualisation') as string
    })
  })

  it('leaves what a RUN did to the Dockerfile, whatever it printed', () => {
    const text = "curl: connection reset\nThe command 'cmd /S /C curl https://example.com' returned a non-zero code: 56"
    expect(judgeFailure(text, work)).toMatchObject({ tries: 1, remedy: '' })
  })

  it('knows nothing of what it does not know', () => {
    expect(judgeFailure('something else went wrong', work)).toBeUndefined()
  })
})
