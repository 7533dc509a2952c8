import { describe, expect, it } from 'vitest'
import { findPin, tagForHost } from '../../src/docker/base-pin.js'
import { linesOf, nameBase, type BaseSource } from '../../src/docker/base-source.js'
import type { BaseTools } from '../../src/docker/base.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { parseBaseTemplate } from '../../src/oci/base-reference.js'
import { formatReference, parseReference } from '../../src/oci/reference.js'
import { RegistryError } from '../../src/registry/transport/errors.js'
import { releaseNamed } from '../support/samples.js'

const host = { build: 20348, revision: 5499 }

describe('the tag for a host', () => {
  it.each([
    [['10.0.20348.5499', '10.0.20348.9', '10.0.20348.5500'], '10.0.20348.5499'],
    [['10.0.20348.9', '10.0.20348.100'], '10.0.20348.100'],
    [['10.0.17763.1', 'ltsc2022', '10.0.20348', 'x'], undefined]
  ])('of %j is %s', (tags, tag) => {
    expect(tagForHost(tags, host)).toBe(tag)
  })
})

const source = (text: string, more: Partial<BaseSource> = {}): BaseSource => ({
  release: releaseNamed('ltsc2022'),
  dockerfile: {
    ...parseDockerfile(text, { isClassic: true, os: 'windows' }),
    bytes: Buffer.from(text),
    locate: line => (line === undefined ? undefined : { file: 'Dockerfile', startLine: line })
  },
  args: { BASE: 'ltsc2022' },
  baseImage: undefined,
  ...more
})

describe('a base in place of one that is newer than the host', () => {
  const toolsWith = (tags: () => Promise<readonly string[]>): BaseTools => {
    const log = { info: () => undefined }
    return { docker: {}, registry: { open: () => ({ tags }) }, retry: { policy: { log } } } as unknown as BaseTools
  }
  const tags = (): Promise<readonly string[]> => Promise.resolve(['10.0.20348.1', '10.0.20348.6000'])
  const pin = (reference: string, list = tags): ReturnType<typeof findPin> =>
    findPin(parseReference(reference), host, toolsWith(list))

  it.each(['mcr.test/servercore:ltsc2022', 'mcr.test/servercore:ltsc2022-amd64', 'mcr.test/servercore'])(
    'is another tag of its repository: %s',
    async reference => {
      expect(await pin(reference)).toEqual({ reference: parseReference('mcr.test/servercore:10.0.20348.1') })
    }
  )

  it.each([
    ['a/b:ltsc2022', () => Promise.resolve(['ltsc2022', '10.0.20348']), /b has no tag of the host's patch level/],
    [
      'a/b:ltsc2022',
      () => Promise.reject(new RegistryError({ action: 'listing tags', reason: 'gone' })),
      /has no tag .* like 10\.0\.20348\.5499: name an older tag .*'isolation: hyperv', or take a runner/
    ],
    ['a/b:10.0.20348.6000', tags, /kept as it is written: name an older one/],
    [`a/b:ltsc2022@sha256:${'0'.repeat(64)}`, tags, /kept as it is written/]
  ])('does not exist for %s, and says why', async (reference, list, problem) => {
    expect(await pin(reference, list)).toEqual({ problem: expect.stringMatching(problem) as string })
  })
})

describe('the base of a leg', () => {
  const named = (text: string, more: Partial<BaseSource> = {}): unknown => {
    const found = nameBase(source(text, more))
    return found === undefined ? undefined : `${formatReference(found.reference)} ${found.where}`
  }

  it('is named by the input, else by the Dockerfile', () => {
    const baseImage = parseBaseTemplate('other.test/nanoserver')
    const text = 'ARG BASE\n\nFROM a.test/base:$BASE\n'
    expect(named(text)).toBe('a.test/base:ltsc2022 (line 3 of the Dockerfile)')
    expect(named(text, { baseImage })).toBe("other.test/nanoserver:ltsc2022 of 'base-image'")
    expect(named('FROM scratch\n')).toBeUndefined()
    expect(named(text, { dockerfile: undefined })).toBeUndefined()
  })

  it('cannot be what is not a reference', () => {
    expect(() => named('FROM A/b:$BASE\n')).toThrow(/^Line 1 of the Dockerfile, FROM .*Take the base by 'ARG BASE'/)
  })

  it('is found at every FROM that resolves to it, however it is written', () => {
    const text = `ARG BASE
ARG IMAGE=docker.io/library/base:$BASE
FROM base:$BASE AS one
FROM base:ltsc2019 AS two
FROM \
  $IMAGE
FROM one
`
    const lines = (reference: string): readonly number[] => linesOf(source(text), parseReference(reference))
    expect([lines('base:ltsc2022'), lines('base:ltsc2019'), lines('base')]).toEqual([[3, 5], [4], []])
  })
})
