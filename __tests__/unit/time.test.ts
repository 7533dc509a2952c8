import { expect, test } from 'vitest'
import { formatTime, isTime } from '../../src/common/time.js'

test.each([
  [0, '1970-01-01T00:00:00Z'],
  [1_785_585_600, '2026-08-01T12:00:00Z'],
  [253_402_300_799, '9999-12-31T23:59:59Z']
])('%d seconds are %s in RFC 3339', (seconds, text) => {
  expect(isTime(seconds)).toBe(true)
  expect(formatTime(seconds)).toBe(text)
})

test.each([-1, 0.5, Number.NaN, 253_402_300_800, Number.POSITIVE_INFINITY])('%d has no form in RFC 3339', seconds => {
  expect(isTime(seconds)).toBe(false)
})
