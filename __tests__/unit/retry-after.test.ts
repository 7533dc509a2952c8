import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseRetryAfter } from '../../src/registry/transport/retry-after.js'

const now = Date.parse('2026-11-21T08:00:00Z')

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['1', 1000],
    ['120', 120_000],
    [' 30 ', 30_000],
    ['007', 7000],
    ['21600', 21_600_000],
    ['999999999', 999_999_999_000]
  ])('reads %j as seconds: %d ms', (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms)
  })

  it.each([
    ['Sat, 21 Nov 2026 08:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 10:00:00 GMT', 7_200_000],
    ['Saturday, 21-Nov-26 08:00:30 GMT', 30_000],
    ['Sat Nov 21 08:00:30 2026', 30_000],
    ['Sat, 21 Nov 2026 08:00:00 GMT', 0]
  ])('reads the date %s, in each form of RFC 9110: %d ms from now', (value, ms) => {
    vi.stubEnv('TZ', 'UTC')

    expect(parseRetryAfter(value, now)).toBe(ms)
  })

  it.each(['Sat, 21 Nov 2026 07:59:59 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT'])(
    'waits no time for %s, which is past',
    value => {
      expect(parseRetryAfter(value, now)).toBe(0)
    }
  )

  it.each([
    undefined,
    '',
    '   ',
    'soon',
    'never',
    '120s',
    '2 minutes',
    'Infinity',
    'NaN',
    '0x10',
    'Sat, 99 Nov 2026 08:00:00 GMT',
    '٣'
  ])('knows nothing for %j', value => {
    expect(parseRetryAfter(value, now)).toBeUndefined()
  })

  it('never says what no timer could wait for without saying that it is long', () => {
    expect(parseRetryAfter('Fri, 31 Dec 9999 23:59:59 GMT', now)).toBeGreaterThan(120_000)
  })

  // Date.parse takes these for days of the year 2001, or of any year that it finds.
  it.each(['-5', '+5', '1.5', '5, 10', 'try again in 2099'])('knows nothing for %j', value => {
    expect(parseRetryAfter(value, now)).toBeUndefined()
  })

  // asctime's form has no zone and is in UTC; Date.parse takes it for local time.
  it('reads the date of asctime as UTC, wherever it runs', () => {
    vi.stubEnv('TZ', 'America/New_York')

    expect(parseRetryAfter('Sat Nov 21 08:00:30 2026', now)).toBe(30_000)
  })
})
