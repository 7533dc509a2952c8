import { describe, expect, test } from 'vitest'

import { matchesFloatingTag, isFloatingTag, checkTagMove } from '../../src/oci/tag-guard.js'

describe('isFloatingTag', () => {
  test.each(['latest', '2', '2.7', 'v2', 'v2.7', '0', '0.1', '10.20', 'v10'])('%s is a tag that users follow', tag => {
    expect(isFloatingTag(tag)).toBe(true)
  })

  test.each([
    ['2.7.0', 'a version of its own'],
    ['v2.7.0-rc.1', 'a version of its own'],
    ['2-rc', 'no number'],
    ['2.x', 'no number'],
    ['v', 'no number'],
    ['V2', 'no prefix that versions have'],
    ['Latest', 'another tag than latest'],
    ['latest-ltsc2022', 'a leg'],
    ['2.7-ltsc2022', 'a leg'],
    ['not-latest', 'another tag'],
    ['2.', 'no number'],
    ['.7', 'no number'],
    ['', 'nothing'],
    ['latest\n', 'no tag'],
    ['sha-0123456', 'a commit']
  ])('%j is none: %s', tag => {
    expect(isFloatingTag(tag)).toBe(false)
  })
})

describe('matchesFloatingTag', () => {
  test.each([
    ['2', '2.7.0'],
    ['v2', 'v2.7.0'],
    ['2', 'v2.0.0'],
    ['2.7', '2.7.9'],
    ['v2.7', '2.7.0-rc.1'],
    ['0', '0.3.1'],
    ['0.3', '0.3.1+build.5'],
    ['latest', '2.7.0'],
    ['latest', '3.0.0-alpha']
  ])('%s is a place for %s', (tag, version) => {
    expect(matchesFloatingTag(tag, version)).toBe(true)
  })

  test.each([
    ['2', '3.0.0'],
    ['2', '20.0.0'],
    ['2.7', '2.6.9'],
    ['2.7', '2.70.0'],
    ['2.7', '3.7.0'],
    ['v2.6', 'v2.7.0'],
    ['0', '1.0.0']
  ])('%s is no place for %s', (tag, version) => {
    expect(matchesFloatingTag(tag, version)).toBe(false)
  })

  test('what is no version cannot be told to stand in the wrong place', () => {
    for (const text of ['', 'nightly', '2.7', 'v3']) expect(matchesFloatingTag('2', text)).toBe(true)
  })

  test('other tags are a place for everything', () => {
    expect(matchesFloatingTag('2.7.0', '3.0.0')).toBe(true)
    expect(matchesFloatingTag('edge', '3.0.0')).toBe(true)
  })
})

describe('checkTagMove', () => {
  test.each([
    ['2.7.0', '2.7.0'],
    ['2.7.0', '2.7.1'],
    ['2.9.0', '2.10.0'],
    ['v2.7.0', '2.8.0'],
    ['2.7.0', 'v2.8.0'],
    ['2.7.0-rc.1', '2.7.0'],
    ['2.7.0-rc.1', '2.7.0-rc.2'],
    ['2.7.0-rc.9', '2.7.0-rc.10'],
    ['2.7.0+build.2', '2.7.0+build.1'],
    ['1.99.99', '2.0.0']
  ])('a tag moves from %s to %s', (held, next) => {
    expect(checkTagMove('latest', held, next)).toEqual({ moves: true })
  })

  test.each([
    ['2.7.0', '2.6.9'],
    ['2.10.0', '2.9.0'],
    ['2.7.0', '2.7.0-rc.1'],
    ['2.7.1', 'v2.7.0'],
    ['3.0.0', '2.99.0']
  ])('a tag stays at %s when %s is published', (held, next) => {
    expect(checkTagMove('latest', held, next)).toMatchObject({ moves: false })
  })

  test('the reason names the tag and both versions as they were written', () => {
    expect(checkTagMove('v2', 'v2.7.0', '2.6.3')).toEqual({
      moves: false,
      reason: "The tag 'v2' stays at v2.7.0: 2.6.3 is lower."
    })
  })

  test.each([
    ['the current image', undefined, '2.7.0'],
    ['the current image', 'nightly', '2.7.0'],
    ['the current image', '2.7', '2.7.0'],
    ['the new image', '2.7.0', undefined],
    ['the new image', '2.7.0', '2.6'],
    ['the new image', undefined, undefined]
  ])('a tag moves with a notice when the version of %s is not known (%s to %s)', (which, held, next) => {
    expect(checkTagMove('latest', held, next)).toEqual({
      moves: true,
      notice: `The tag 'latest' moves, although the version of ${which} is not known.`
    })
  })
})
