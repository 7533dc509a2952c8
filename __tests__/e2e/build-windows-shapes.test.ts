import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import {
  baseFixture,
  buildRule,
  type FixtureRelease,
  fixtureReleases,
  hosts,
  labelled,
  legFixture,
  runOnWindows
} from '../support/windows-cases.js'

/** A pipeline as publishers have them: its Dockerfile, the inputs that stand for its matrix, and what docker gets. */
type Shape = {
  /** `HOST` is the registry */
  readonly files: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>>
  /** what is behind `docker build`, less the isolation */
  readonly argv: readonly string[]
  readonly base: string
  readonly release?: FixtureRelease
}

const digests = Object.fromEntries(
  fixtureReleases.map(release => [release, readFixture(baseFixture(release)).digest])
) as Record<FixtureRelease, string>

const copies = 'COPY app.exe /\n'

const shapes: Readonly<Record<string, Shape>> = {
  'the release as a tag': {
    files: { Dockerfile: `ARG BASE\nFROM HOST/windows/servercore:$BASE\n${copies}` },
    inputs: {},
    argv: ['--build-arg', 'BASE=ltsc2022', '.'],
    base: 'windows/servercore:ltsc2022'
  },
  'the release as a part of a tag': {
    files: { Dockerfile: `ARG BASE\nFROM HOST/powershell:nanoserver-\${BASE}\n${copies}` },
    inputs: { releases: '1809' },
    argv: ['--build-arg', 'BASE=1809', '.'],
    base: 'powershell:nanoserver-1809',
    release: 'ltsc2019'
  },
  'an argument that is a whole reference': {
    files: { Dockerfile: `ARG BASE_IMAGE\nFROM $BASE_IMAGE\n${copies}` },
    inputs: { 'build-args': 'BASE_IMAGE=HOST/windows/servercore:{{release}}' },
    argv: ['--build-arg', 'BASE_IMAGE=HOST/windows/servercore:ltsc2022', '.'],
    base: 'windows/servercore:ltsc2022'
  },
  'BASE itself as a whole reference': {
    files: { Dockerfile: `ARG BASE=HOST/windows/servercore:ltsc2022\nFROM $BASE\n${copies}` },
    inputs: {},
    argv: ['.'],
    base: 'windows/servercore:ltsc2022'
  },
  'two arguments': {
    files: {
      Dockerfile: `ARG REPO=HOST/windows/servercore\nARG WINDOWS_TAG=ltsc2019\nFROM \${REPO}:\${WINDOWS_TAG}\n${copies}`
    },
    inputs: { 'build-args': 'WINDOWS_TAG={{release}}\nREPO=HOST/windows/servercore' },
    argv: ['--build-arg', 'WINDOWS_TAG=ltsc2022', '--build-arg', 'REPO=HOST/windows/servercore', '.'],
    base: 'windows/servercore:ltsc2022'
  },
  'a whole reference in two stages': {
    files: {
      Dockerfile: `ARG BASE_IMAGE\nFROM $BASE_IMAGE AS build\nRUN build.cmd\nFROM $BASE_IMAGE\nCOPY --from=build app.exe /\n`
    },
    inputs: { 'build-args': 'BASE_IMAGE=HOST/windows/servercore:{{release}}' },
    argv: ['--build-arg', 'BASE_IMAGE=HOST/windows/servercore:ltsc2022', '.'],
    base: 'windows/servercore:ltsc2022'
  },
  'a fixed stage beside it': {
    files: {
      Dockerfile: `FROM HOST/golang:1.26-windowsservercore-ltsc2022 AS build\nRUN go build\nFROM HOST/windows/servercore:ltsc2022\nCOPY --from=build app.exe /\n`
    },
    inputs: {},
    argv: ['.'],
    base: 'windows/servercore:ltsc2022'
  },
  'a year': {
    files: { Dockerfile: `ARG WIN_VERSION=2022\nFROM HOST/windows/servercore:ltsc\${WIN_VERSION}\n${copies}` },
    inputs: { releases: 'ltsc2019', 'build-args': 'WIN_VERSION={{year}}' },
    argv: ['--build-arg', 'WIN_VERSION=2019', '.'],
    base: 'windows/servercore:ltsc2019',
    release: 'ltsc2019'
  },
  'a stage for each year, and bases by digest': {
    files: {
      Dockerfile: `ARG WIN_YEAR\nARG TARGETARCH\nFROM HOST/windows/servercore@${digests.ltsc2019} AS base-2019-amd64\nFROM HOST/windows/servercore@${digests.ltsc2022} AS base-2022-amd64\nFROM base-\${WIN_YEAR}-\${TARGETARCH}\n${copies}`
    },
    inputs: { 'build-args': 'WIN_YEAR={{year}}\nTARGETARCH=amd64' },
    argv: ['--build-arg', 'WIN_YEAR=2022', '--build-arg', 'TARGETARCH=amd64', '.'],
    base: `windows/servercore@${digests.ltsc2022}`
  },
  'a stage for each release as the target': {
    files: {
      Dockerfile: `FROM HOST/windows/servercore:ltsc2019 AS app-ltsc2019\n${copies}FROM HOST/windows/servercore:ltsc2022 AS app-ltsc2022\n${copies}`
    },
    inputs: { target: 'app-{{release}}' },
    argv: ['--target', 'app-ltsc2022', '.'],
    base: 'windows/servercore:ltsc2022'
  },
  '1809 under a name of its own': {
    files: { Dockerfile: `ARG WINDOWS_VERSION\nFROM HOST/windows/servercore:$WINDOWS_VERSION\n${copies}` },
    inputs: { releases: '1809', 'build-args': 'WINDOWS_VERSION={{release}}' },
    argv: ['--build-arg', 'WINDOWS_VERSION=1809', '.'],
    base: 'windows/servercore:1809',
    release: 'ltsc2019'
  },
  'BASE as another tag of the release': {
    files: { Dockerfile: `ARG BASE\nFROM HOST/powershell:\${BASE}\n${copies}` },
    inputs: { releases: '1809', 'build-args': 'BASE=nanoserver-{{release}}' },
    argv: ['--build-arg', 'BASE=nanoserver-1809', '.'],
    base: 'powershell:nanoserver-1809',
    release: 'ltsc2019'
  },
  'an argument that is a digest': {
    files: { Dockerfile: `ARG DIGEST\nFROM HOST/windows/servercore@\${DIGEST}\n${copies}` },
    inputs: { 'build-args': `DIGEST=${digests.ltsc2022}` },
    argv: ['--build-arg', `DIGEST=${digests.ltsc2022}`, '.'],
    base: `windows/servercore@${digests.ltsc2022}`
  },
  'a Dockerfile for each release': {
    files: {
      'Dockerfile.ltsc2019': `FROM HOST/windows/servercore:ltsc2019\n${copies}`,
      'Dockerfile.ltsc2022': `FROM HOST/windows/servercore:ltsc2022\n${copies}`
    },
    inputs: { file: 'Dockerfile.{{release}}' },
    argv: ['--file', 'Dockerfile.ltsc2022', '.'],
    base: 'windows/servercore:ltsc2022'
  },
  'a context for each year': {
    files: { 'windows/2022/Dockerfile': `FROM HOST/windows/servercore:ltsc2022\n${copies}` },
    inputs: { context: 'windows/{{year}}' },
    argv: ['windows/2022'],
    base: 'windows/servercore:ltsc2022'
  },
  'an argument in another case': {
    files: { Dockerfile: `ARG BASE_IMAGE_TAG\nFROM HOST/windows/servercore:\${base_image_tag}\n${copies}` },
    inputs: { 'build-args': 'BASE_IMAGE_TAG={{release}}' },
    argv: ['--build-arg', 'BASE_IMAGE_TAG=ltsc2022', '.'],
    base: 'windows/servercore:ltsc2022'
  }
}

let registry: MemoryRegistry
beforeAll(async () => {
  registry = await startMemoryRegistry()
  for (const release of fixtureReleases) {
    const names = release === 'ltsc2019' ? [release, '1809'] : [release]
    for (const name of names) {
      await pushFixture(registry, 'org/app', `v2.7.0-${name}`, legFixture(release))
      await pushFixture(registry, 'windows/servercore', name, baseFixture(release))
      await pushFixture(registry, 'powershell', `nanoserver-${name}`, baseFixture(release))
    }
  }
  await pushFixture(registry, 'golang', '1.26-windowsservercore-ltsc2022', baseFixture('ltsc2022'))
})
afterAll(() => registry.close())

test.each(Object.entries(shapes))('A Dockerfile is built as its publisher builds it: %s', async (_, shape) => {
  const { files, inputs, argv, base, release = 'ltsc2022' } = shape
  const filled = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.replaceAll('HOST', registry.host)]))
  const host = { ltsc2019: hosts.server2019, ltsc2022: hosts.server2022, ltsc2025: hosts.server2025 }[release]
  const step = await runOnWindows(
    host,
    { image: `${registry.host}/org/app`, tags: 'v2.7.0', ...filled(inputs) },
    { files: filled(files), rules: [buildRule(release)] }
  )
  expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
  const build = step.commands.find(([command]) => command === 'build')
  expect(build?.map(word => word.replaceAll(registry.host, 'HOST'))).toEqual([
    'build',
    '--isolation',
    'process',
    ...argv
  ])
  expect(step.outputs['base-name']).toBe(`${registry.host}/${base}`)
  expect(labelled(step.calls)[0]?.labels).toMatchObject({
    'org.opencontainers.image.base.name': `${registry.host}/${base}`,
    'org.opencontainers.image.base.digest': digests[release]
  })
})
