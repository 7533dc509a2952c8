import { describe, expect, it } from 'vitest'
import { findPin, tagForHost } from '../../src/docker/base-pin.js'
import { nameBase, type BaseSource, warnIgnoredArg } from '../../src/docker/base-source.js'
import type { BaseTools } from '../../src/docker/base.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { parseBaseTemplate } from '../../src/oci/base-reference.js'
import { formatReference, formatRepository, parseReference, type Repository } from '../../src/oci/reference.js'
import { RegistryError } from '../../src/registry/transport/errors.js'
import { releaseNamed } from '../support/samples.js'
import { recordingLog } from '../support/transport-stub.js'

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
    locate: line => (line === undefined ? undefined : { file: 'Dockerfile', startLine: line })
  },
  argsWith: tag => ({ BASE: tag }),
  baseArg: 'BASE',
  baseImage: undefined,
  ...more
})

describe('a base in place of one that is newer than the host', () => {
  const base = { reference: parseReference('mcr.test/servercore:ltsc2022'), platform: {}, labels: {}, diffIds: [] }

  /** A registry that has these references. */
  const toolsWith = (existing: readonly string[], tags: () => Promise<readonly string[]>): BaseTools => {
    const open = (repository: Repository): unknown => ({
      tags,
      get: (tag: string) =>
        Promise.resolve(
          existing.includes(`${formatRepository(repository)}:${tag}`) ? { kind: 'index', manifests: [] } : undefined
        )
    })
    const log = { info: () => undefined }
    return { docker: {}, registry: { open }, retry: { policy: { log } } } as unknown as BaseTools
  }
  const tags = (): Promise<readonly string[]> => Promise.resolve(['10.0.20348.1', '10.0.20348.6000'])
  const pin = (text: string, tools: BaseTools): ReturnType<typeof findPin> =>
    findPin(source(text), base, host, true, tools)

  const plain = 'ARG BASE\nFROM mcr.test/servercore:$BASE\n'
  const staged = `ARG BASE\nFROM mcr.test/golang:$BASE AS build\nFROM mcr.test/servercore:$BASE\n`

  it('is another tag of it', async () => {
    expect(await pin(plain, toolsWith([], tags))).toEqual({ tag: '10.0.20348.1' })
    expect(await pin(staged, toolsWith(['mcr.test/golang:10.0.20348.1'], tags))).toEqual({ tag: '10.0.20348.1' })
  })

  it.each([
    [
      'is written in another way',
      plain.replace('$BASE', 'v-$BASE'),
      tags,
      /not written exactly as <repository>:\$BASE/
    ],
    ['has no such tag', plain, () => Promise.resolve(['ltsc2022']), /no tag for this patch level or an older one/],
    [
      'cannot be asked for tags',
      plain,
      () => Promise.reject(new RegistryError({ action: 'listing tags', reason: 'gone' })),
      /no tag for this patch level or an older one/
    ],
    [
      'shares its argument with an image that has no such tag',
      staged,
      tags,
      /mcr\.test\/golang:10\.0\.20348\.1 \(line 2 of the Dockerfile\) also uses BASE and has no such tag/
    ]
  ])('does not exist where it %s, and says why', async (_, text, list, problem) => {
    expect(await pin(text, toolsWith([], list))).toEqual({ problem: expect.stringMatching(problem) as string })
  })
})

describe('the base of a leg', () => {
  const named = (text: string, more: Partial<BaseSource> = {}, tag = 'ltsc2022'): unknown => {
    const found = nameBase(source(text, more), tag)
    return found === undefined ? undefined : `${formatReference(found.reference)} ${found.where}`
  }

  it('is named by the input, else by the Dockerfile', () => {
    const baseImage = parseBaseTemplate('other.test/nanoserver')
    const text = 'ARG BASE\n\nFROM a.test/base:$BASE\n'
    expect(named(text)).toBe('a.test/base:ltsc2022 (line 3 of the Dockerfile)')
    expect(named(text, { baseImage })).toBe("other.test/nanoserver:ltsc2022 of 'base-image'")
    expect(named(text, { baseImage }, '10.0.20348.1')).toBe("other.test/nanoserver:10.0.20348.1 of 'base-image'")
    expect(named('FROM scratch\n')).toBeUndefined()
    expect(named(text, { dockerfile: undefined })).toBeUndefined()
  })

  it('cannot be what is not a reference', () => {
    expect(() => named('FROM A/b:$BASE\n')).toThrow(/^Line 1 of the Dockerfile, FROM .*Take the base by 'ARG BASE'/)
  })

  it('depends on the build argument, or there is a warning', () => {
    const fixed = '\nFROM a.test/base:ltsc2022\n'
    const warnings = (of: BaseSource): unknown[] => {
      const warned: unknown[] = []
      warnIgnoredArg(of, { ...recordingLog(), warning: (...args) => warned.push(args) })
      return warned
    }
    expect(warnings(source(fixed))).toEqual([
      [expect.stringMatching(/^Line 2 .* does not use the build argument BASE/), { file: 'Dockerfile', startLine: 2 }]
    ])
    expect(warnings(source(fixed, { release: releaseNamed('linux-amd64') }))).toEqual([])
    expect(warnings(source('ARG BASE\nFROM a.test/base:$BASE\n'))).toEqual([])
    expect(warnings(source('FROM scratch\n'))).toEqual([])
  })
})
