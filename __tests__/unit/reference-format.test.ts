import { describe, expect, it } from 'vitest'
import { formatReference, parseReference, qualifiedReference, readableReference } from '../../src/oci/reference.js'
import { digestNo } from '../support/samples.js'

const digest = digestNo(7)

describe('qualifiedReference', () => {
  it.each([
    ['golang:1.26', 'docker.io/library/golang:1.26'],
    ['org/app', 'docker.io/org/app'],
    [
      `mcr.microsoft.com/windows/nanoserver:ltsc2022@${digest}`,
      `mcr.microsoft.com/windows/nanoserver:ltsc2022@${digest}`
    ]
  ])('names the registry of %s', (text, shown) => {
    expect(qualifiedReference(parseReference(text))).toBe(shown)
  })
})

describe('readableReference', () => {
  it.each([
    ['golang:1.26', 'golang:1.26'],
    [`golang:1.26@${digest}`, 'golang:1.26'],
    [`golang@${digest}`, `golang@${digest}`],
    ['golang', 'golang']
  ])('shows %s by its tag, else by its digest: %s', (text, shown) => {
    expect(readableReference(parseReference(text))).toBe(shown)
  })
})

describe('formatReference', () => {
  it.each([
    ['docker.io/library/app:v1', 'app:v1'],
    ['docker.io/org/app', 'org/app'],
    ['index.docker.io/org/app:v1', 'org/app:v1'],
    ['library/app', 'app'],
    ['ghcr.io/library/app', 'ghcr.io/library/app'],
    ['localhost:5000/app:v1', 'localhost:5000/app:v1'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    [`app:v1@${digest}`, `app:v1@${digest}`],
    [`ghcr.io/app@${digest}`, `ghcr.io/app@${digest}`]
  ])('writes %s as docker shows it: %s', (text, shown) => {
    expect(formatReference(parseReference(text))).toBe(shown)
  })

  it.each(['app', 'org/app:v1', 'docker.io/a/b/c', 'localhost/app', 'LOCALHOST/app', 'GHCR.io/a', '[::1]:1/a'])(
    'writes %s so that it is read as the same again',
    text => {
      const reference = parseReference(text)

      expect(parseReference(formatReference(reference))).toEqual(reference)
    }
  )

  it('refuses an owner in upper case, which docker takes for a host', () => {
    expect(() => parseReference('Org/app')).toThrow('lower case')
  })

  it.each([
    // distribution's FamiliarName strips `library/` from names of two parts only.
    'docker.io/library/team/app'
  ])('writes %s so that it is read as the same again', text => {
    const reference = parseReference(text)

    expect(parseReference(formatReference(reference))).toEqual(reference)
  })
})
