import { describe, expect, it } from 'vitest'
import { baseOfRelease, familyOf, floatingBase, parseBaseTemplate } from '../../src/oci/base-reference.js'
import { formatReference, parseReference, InvalidReferenceError } from '../../src/oci/reference.js'
import { findRelease, windowsReleases, type WindowsRelease } from '../../src/windows/releases.js'

const release = (name: string): WindowsRelease => {
  const found = findRelease(name)
  if (found?.os !== 'windows') throw new Error(`there is no release ${name}`)
  return found
}

describe('the base of a release', () => {
  it.each([
    ['mcr.microsoft.com/windows/nanoserver', 'ltsc2025', 'mcr.microsoft.com/windows/nanoserver:ltsc2025'],
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'ltsc2025', 'mcr.microsoft.com/windows/nanoserver:ltsc2025'],
    [
      'mcr.microsoft.com/windows/servercore:10.0.20348.5499',
      'ltsc2022',
      'mcr.microsoft.com/windows/servercore:ltsc2022'
    ],
    [
      'mcr.microsoft.com/windows/servercore:ltsc2022-amd64',
      'ltsc2019',
      'mcr.microsoft.com/windows/servercore:ltsc2019-amd64'
    ],
    ['a/aspnet:8.0-nanoserver-{{release}}', 'ltsc2025', 'a/aspnet:8.0-nanoserver-ltsc2025'],
    ['a/aspnet:8.0-nanoserver-{{ release }}-x', 'ltsc2025', 'a/aspnet:8.0-nanoserver-ltsc2025-x'],
    ['a/aspnet:4.8-windowsservercore-ltsc2022', 'ltsc2025', 'a/aspnet:4.8-windowsservercore-ltsc2025'],
    ['a/aspnet:8.0-nanoserver-1809', 'ltsc2022', 'a/aspnet:8.0-nanoserver-ltsc2022'],
    ['a/aspnet:8.0-nanoserver-20H2', 'ltsc2022', 'a/aspnet:8.0-nanoserver-ltsc2022'],
    ['a/nanoserver:ltsc2025-arm64', 'ltsc2025', 'a/nanoserver:ltsc2025'],
    ['a/nanoserver:ltsc2025', 'ltsc2025-arm64', 'a/nanoserver:ltsc2025-arm64'],
    // Of several parts that could be releases the last one is meant.
    ['a/tool:2004-windowsservercore-ltsc2022', 'ltsc2025', 'a/tool:2004-windowsservercore-ltsc2025'],
    // What names the release already, by whatever name, stays: the repository need not have the other one.
    ['a/aspnet:8.0-nanoserver-1809', 'ltsc2019', 'a/aspnet:8.0-nanoserver-1809'],
    ['a/nanoserver:sac2016', 'ltsc2016', 'a/nanoserver:sac2016'],
    ['a/tool:20h2', '20H2', 'a/tool:20h2'],
    // No part of it is a release: it may be a list of all.
    ['golang:1.26', 'ltsc2025', 'golang:1.26'],
    ['a/tool:v1809x', 'ltsc2025', 'a/tool:v1809x']
  ])('of %s for %s is %s', (template, name, expected) => {
    expect(formatReference(baseOfRelease(parseBaseTemplate(template), release(name)))).toBe(expected)
  })

  it.each([
    ['a/nanoserver', 'ltsc2019', ['1809']],
    ['a/nanoserver', 'ltsc2022', []],
    ['a/aspnet:8.0-nanoserver-{{release}}', 'ltsc2019', ['8.0-nanoserver-1809']],
    ['a/aspnet:8.0-nanoserver-ltsc2022-amd64', 'ltsc2019', ['8.0-nanoserver-1809-amd64']],
    ['a/nanoserver:10.0.14393.953', 'ltsc2016', ['sac2016']],
    ['a/aspnet:8.0-nanoserver-1809', 'ltsc2019', undefined],
    ['a/aspnet:8.0-nanoserver-ltsc2019', '1809', undefined],
    ['a/aspnet:8.0-nanoserver-ltsc2022', '1809', ['8.0-nanoserver-ltsc2019']],
    ['a/nanoserver', '1809', ['ltsc2019']],
    ['golang:1.26', 'ltsc2019', undefined]
  ])('of %s for %s may have the tags %o too', (template, name, tags) => {
    expect(baseOfRelease(parseBaseTemplate(template), release(name)).aliasTags).toEqual(tags)
  })

  it.each(windowsReleases.map(({ name }) => name))('is found for %s from that of every other one', name => {
    for (const { name: other } of windowsReleases) {
      const template = parseBaseTemplate(`a/b:8.0-nanoserver-${other}`)
      expect(baseOfRelease(template, release(name)).tag).toBe(`8.0-nanoserver-${name}`)
    }
  })

  it.each([
    '',
    'a b',
    'a/b:{{version}}',
    'A/b',
    `a/b:ltsc2022@sha256:${'a'.repeat(64)}`,
    '{{release}}.example.com/b',
    'a b:{{release}}',
    'a/b@{{release}}'
  ])('cannot be made of %o, which is told as it is written', text => {
    expect(() => parseBaseTemplate(text)).toThrow(InvalidReferenceError)
    expect(() => parseBaseTemplate(text)).toThrow(`'${text}'`)
    expect(() => parseBaseTemplate(text)).not.toThrow('release.placeholder')
  })
})

describe('familyOf', () => {
  it.each([
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'nanoserver'],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', 'servercore'],
    ['mcr.microsoft.com/windows/server:ltsc2022', 'server'],
    ['mcr.microsoft.com/windows:1809', 'windows'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022', 'nanoserver'],
    ['golang:1.26-windowsservercore-ltsc2022', 'servercore'],
    ['ghcr.io/org/base:v1', undefined],
    ['ghcr.io/org/windows-tools:v1', undefined]
  ])('of %s is %s', (text, family) => {
    expect(familyOf(parseReference(text))).toBe(family)
  })
})

describe('the newest base', () => {
  it.each([
    ['a/framework:4.8-20250909-windowsservercore-ltsc2022', 'ltsc2022', '4.8-windowsservercore-ltsc2022'],
    ['a/framework:4.8-20250909-windowsservercore-ltsc2022', 'ltsc2025', '4.8-windowsservercore-ltsc2025'],
    ['a/servercore:ltsc2022-KB5036909', 'ltsc2022', 'ltsc2022'],
    ['a/servercore:ltsc2022-kb5036909-amd64', 'ltsc2022', 'ltsc2022-amd64'],
    ['a/servercore:10.0.20348.2402-KB5036909', 'ltsc2022', 'ltsc2022'],
    ['a/tool:20250909-ltsc2022', 'ltsc2022', 'ltsc2022']
  ])('of one on %s, for %s, is called %s', (template, name, tag) => {
    expect(floatingBase(parseBaseTemplate(template), release(name)).tag).toBe(tag)
  })

  it('may have no other tag than that of an update', () => {
    expect(floatingBase(parseBaseTemplate('a/tool:20250909-ltsc2019'), release('ltsc2019')).aliasTags).toEqual([
      '20250909-ltsc2019'
    ])
    expect(floatingBase(parseBaseTemplate('a/tool:20250909-ltsc2022'), release('ltsc2019')).aliasTags).toEqual([
      '1809',
      '20250909-ltsc2019'
    ])
  })

  it.each([
    'a/tool:20250909',
    'a/tool:KB5036909',
    'a/tool:12345678-x',
    'a/tool:1.20250909',
    'a/tool',
    'a/tool:8.0-KB12'
  ])('of one on %s is called as it is', text => {
    const template = parseBaseTemplate(text)
    expect(floatingBase(template, release('ltsc2022'))).toEqual(baseOfRelease(template, release('ltsc2022')))
  })
})
