import { describe, expect, test } from 'vitest'

import { beginsAsFollowed, checkTagMove, isFloatingTag, isFollowedTag, tagMisfit } from '../../src/oci/tag-guard.js'

describe('isFollowedTag', () => {
  test.each([
    ...['latest', '2', '2.7', 'v2', 'v2.7', '0', '0.1', '10.20', 'v10', '2026', '2026.11'],
    ...['2-nanoserver', 'v2.7-windowsservercore', '2026.11-nano', 'latest-nanoserver', 'windowsservercore-latest']
  ])('%s is latest, N or N.M, or a variant of it', tag => {
    expect(isFollowedTag(tag)).toBe(true)
  })

  test.each([
    ['2.7.0', 'a version of its own'],
    ['v2.7.0-rc.1', 'a version of its own'],
    ['2.x', 'no number'],
    ['v', 'no number'],
    ['V2', 'no prefix that versions have'],
    ['Latest', 'another tag than latest'],
    ['latestnano', 'another tag than latest'],
    ['1809-nanoserver', 'a release of Windows'],
    ['2022-nanoserver', 'a release of Windows'],
    ['2026-08-01', 'a date'],
    ['20260801', 'a date'],
    ['2.', 'no number'],
    ['.7', 'no number'],
    ['', 'nothing'],
    ['latest\n', 'no tag'],
    ['sha-0123456', 'a commit']
  ])('%j is none: %s', tag => {
    expect(isFollowedTag(tag)).toBe(false)
  })
})

test('a tag begins as followed ones do where latest, N or N.M is at its start', () => {
  for (const tag of ['latest', 'latest-x', '2', 'v2.7', '2-nanoserver', '2.7-x'])
    expect([tag, beginsAsFollowed(tag)]).toEqual([tag, true])
  for (const tag of ['fix-latest', 'update-latest-tag', 'latest2', 'branch-2', '1234-fix-latest', 'edge'])
    expect([tag, beginsAsFollowed(tag)]).toEqual([tag, false])
})

test('every tag floats but full versions, their variants and pre-releases', () => {
  for (const tag of ['latest', '2', 'stable', 'edge', '2-nanoserver', 'sha-0123456', '1.2.3.4'])
    expect([tag, isFloatingTag(tag)]).toEqual([tag, true])
  for (const tag of ['2.7.0', 'v2.7.0', '2.7.0-nanoserver', 'v2.7.0-rc.1'])
    expect([tag, isFloatingTag(tag)]).toEqual([tag, false])
})

describe('tagMisfit', () => {
  test.each<[tag: string, version: string | undefined, ReturnType<typeof tagMisfit>]>([
    ['2', '2.7.0', undefined],
    ['v2', 'v2.7.0', undefined],
    ['2.7', '2.7.9', undefined],
    ['0.3', '0.3.1+build.5', undefined],
    ['latest', '2.7.0', undefined],
    ['2-nanoserver', '2.7.0', undefined],
    ['latest', undefined, undefined],
    ['2', undefined, undefined],
    ['2', '1.2.3.4', undefined],
    ['3.4', 'nightly', undefined],
    ['stable', 'v2.8.0-rc.1', undefined],
    ['edge', 'v2.8.0-rc.1', undefined],
    ['1.0.0', '2.7.0', undefined],
    ['2', '3.0.0', 'other version'],
    ['2', '20.0.0', 'other version'],
    ['2.7', '2.6.9', 'other version'],
    ['2.7', '2.70.0', 'other version'],
    ['2.7', '3.7.0', 'other version'],
    ['v2.6', 'v2.7.0', 'other version'],
    ['1-nanoserver', 'v2.7.0', 'other version'],
    ['2.6-nanoserver', 'v2.7.0', 'other version'],
    ['2', '3.0.0-rc.1', 'other version'],
    ['latest', 'v2.8.0-rc.1', 'pre-release'],
    ['2', 'v2.8.0-rc.1', 'pre-release'],
    ['v2.8', 'v2.8.0-rc.1', 'pre-release'],
    ['2-nanoserver', 'v2.8.0-rc.1', 'pre-release'],
    ['windowsservercore-latest', 'v2.8.0-rc.1', 'pre-release'],
    ['latest-dev', 'v2.8.0-rc.1', 'pre-release'],
    // The channel of a pre-release is for those who want it.
    ['2-rc', 'v2.8.0-rc.1', undefined],
    ['latest-rc', 'v2.8.0-rc.1', undefined],
    ['2.8-rc.1', 'v2.8.0-rc.1', undefined],
    ['3-rc', 'v2.8.0-rc.1', 'other version']
  ])('%s for %s: %s', (tag, version, misfit) => {
    expect(tagMisfit(tag, version)).toBe(misfit)
  })
})

describe('checkTagMove', () => {
  const floating = ['latest', '2', 'stable', 'windowsservercore-latest', '2-nanoserver']

  test.each([
    ['2.7.0', '2.7.0'],
    ['2.7.0', '2.7.1'],
    ['2.9.0', '2.10.0'],
    ['v2.7.0', '2.8.0'],
    ['2.7.0', 'v2.8.0'],
    ['2.7.0-rc.1', '2.7.0'],
    ['2.7.0-rc.9', '2.7.0-rc.10'],
    ['2.7.0', '2.8.0-rc.1'],
    ['2.7.0+build.2', '2.7.0+build.1'],
    ['1.99.99', '2.0.0']
  ])('every tag moves from %s to %s', (held, next) => {
    for (const tag of floating) expect(checkTagMove(tag, held, next)).toEqual({ moves: true })
  })

  test.each([
    ['2.7.0', '2.6.9'],
    ['2.10.0', '2.9.0'],
    ['2.7.0', '2.7.0-rc.1'],
    ['2.7.1', 'v2.7.0'],
    ['3.0.0', '2.99.0']
  ])('every floating tag stays at %s when %s is published', (held, next) => {
    for (const tag of floating) {
      expect(checkTagMove(tag, held, next)).toEqual({
        moves: false,
        reason: `The tag '${tag}' stays at ${held}: ${next} is lower.`
      })
    }
  })

  test('the tag of a version always moves, whatever it names', () => {
    for (const tag of ['v2.6.9', '2.6.9-nanoserver'])
      expect(checkTagMove(tag, '2.7.0', '2.6.9')).toEqual({ moves: true })
  })

  test.each([undefined, '2.6', 'nightly'])('latest, N, N.M and variants stay at a version when %s follows', next => {
    for (const tag of ['latest', '2', 'v2.7', '2-nanoserver', 'nanoserver-latest']) {
      expect(checkTagMove(tag, 'v2.7.0', next)).toEqual({
        moves: false,
        reason: `The tag '${tag}' stays at v2.7.0: the version of the new image is not known.`
      })
    }
  })

  test('other tags move from a version to an unknown one, with a notice', () => {
    expect(checkTagMove('edge', 'v2.7.0', undefined)).toEqual({
      moves: true,
      notice: "The tag 'edge' moves, although the version of the new image is not known."
    })
  })

  test.each([
    ['the current image', undefined, '2.7.0'],
    ['the current image', 'nightly', '2.7.0'],
    ['the current image', '2.7', '2.7.0'],
    ['the new image', undefined, undefined]
  ])('latest moves with a notice when the version of %s is not known (%s to %s)', (which, held, next) => {
    expect(checkTagMove('latest', held, next)).toEqual({
      moves: true,
      notice: `The tag 'latest' moves, although the version of ${which} is not known.`
    })
    expect(checkTagMove('edge', held, next)).toEqual({ moves: true })
  })
})
