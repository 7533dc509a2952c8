import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { racerOf } from '../../bench/fan-in.js'
import type { FarRegistry } from '../../bench/far-registry.js'
import { manifestBench } from '../../bench/manifest.js'
import { rebaseBench } from '../../bench/rebase.js'
import type { BenchReport } from '../../bench/report.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { buildIndex } from '../support/image-builder.js'
import { type Image, platformOf, pushImage } from '../support/images.js'
import { versionImage } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

/** The shortest bench that there is. */
const short = { rtts: [0], runs: 1, trace: false, size: 4 }

describeWith(['docker', 'docker-registry', 'openssl'], 'a peer on PATH', () => {
  const folders: Folder[] = []
  let path = ''
  beforeEach(() => {
    const folder = makeFolder('peers')
    folders.push(folder)
    path = folder.path
    vi.stubEnv('PATH', `${path}:/usr/bin:/bin`)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })
  afterAll(() => {
    for (const folder of folders) folder.remove()
  })

  /** A program that writes down how it is called, before it does anything. */
  const install = (name: string, ...lines: readonly string[]): void => {
    const script = ['#!/bin/sh', `echo "$*" >>'${join(path, 'calls')}'`, ...lines, ''].join('\n')
    writeFileSync(join(path, name), script, { mode: 0o755 })
  }
  /** How it was called; the registry's port, and the place among those who run, are not its own. */
  const calls = (): string[] =>
    readFileSync(join(path, 'calls'), 'utf8')
      .trimEnd()
      .replace(/0\.0\.0\.0:\d+\/org\/app-0-\d/g, 'host/app')
      .split('\n')

  test('gets a row when it has made the list', async () => {
    // docker does its work: this is about how it is called, and in what environment.
    install(
      'regctl',
      '[ "$1" = image ] && exec skopeo copy --all "docker://$3" "docker://$4"',
      '[ "$1" = index ] || exit 0',
      'list=$3; shift 5; legs=; for leg; do [ "$leg" = --ref ] || legs="$legs $leg"; done',
      '/usr/bin/docker manifest create "$list" $legs && /usr/bin/docker manifest push "$list"'
    )
    const reports = await manifestBench(short)
    expect(reports).toHaveLength(3)
    for (const { measurements, peers, notes } of reports) {
      const row = measurements[0]?.rows.find(({ name }) => name === 'regctl index create')
      expect(row).toBeDefined()
      expect(row).not.toHaveProperty('fault')
      expect(peers).toContain('regctl index create')
      expect(notes.join()).toMatch(/^Not installed, and so not measured: (?!.*regctl)/)
    }
    const legs = ['ltsc2019', 'ltsc2022', 'ltsc2025'].map(release => `--ref host/app:v2.7.0-${release}`)
    const type = '--media-type application/vnd.docker.distribution.manifest.list.v2+json'
    const create = `index create host/app:v2.7.0 ${type} ${legs.join(' ')}`
    const others = ['2.7', '2', 'latest'].map(tag => `image copy host/app:v2.7.0 host/app:${tag}`)
    expect(calls().slice(0, 5)).toEqual([create, create, ...others])
  })

  test('is asked for several tags only where one run makes them', async () => {
    install('docker', 'exec /usr/bin/docker "$@"')
    const [one, four] = await manifestBench(short)
    const namesOf = (report: BenchReport | undefined): readonly string[] =>
      report?.measurements[0]?.rows.map(({ name }) => name) ?? []
    expect(namesOf(one)).toContain('docker manifest')
    expect(namesOf(four)).not.toContain('docker manifest')
    expect(four?.notes).toContain('Measured with one tag alone: docker manifest, which makes one in a run.')
  })

  test.each(['docker-buildx', 'buildx'])('is buildx by the name of %s', async name => {
    install(name, 'echo no registry >&2; exit 4')
    await expect(manifestBench(short)).rejects.toThrow(/^docker buildx imagetools create: [^]* ended with 4 /)
    const legs = ['ltsc2019', 'ltsc2022', 'ltsc2025'].map(release => `host/app:v2.7.0-${release}`)
    expect(calls()).toEqual([`imagetools create --tag host/app:v2.7.0 ${legs.join(' ')}`])
  })

  test('ends the bench with its name and what it said when it fails', async () => {
    install('crane', 'echo unknown flag >&2; exit 3')
    await expect(manifestBench(short)).rejects.toThrow(/^crane index append: [^]* ended with 3 [^]*unknown flag/)
  })

  test('ends the bench when it has not made the list', async () => {
    install('manifest-tool')
    await expect(manifestBench(short)).rejects.toThrow(/^manifest-tool push: GET .*\/manifests\/v2\.7\.0: 404/)
    expect(calls()).toEqual(['push from-spec list.yaml'])
  })

  test('ends the bench when what it left is not the rebased image', async () => {
    install('crane')
    await expect(rebaseBench(short)).rejects.toThrow(/^crane rebase: layers of v2\.7\.0-ltsc2022: /)
    const image = 'host/app:v2.7.0-ltsc2022'
    const bases = 'host/app/servercore'
    expect(calls()).toEqual([
      `rebase ${image} --old_base ${bases}:10.0.20348.5499 --new_base ${bases}:ltsc2022 --platform windows/amd64 --tag ${image}`
    ])
  })
})

describe('a list that a peer left', () => {
  const leg = versionImage('v2.7.0', '10.0.20348.1')
  const faultOf = async (list: Image): Promise<string | undefined> => {
    const registry = await memoryTestRegistry()
    const far = { near: () => ({ url: `http://${registry.host}` }) } as unknown as FarRegistry
    const fanIn = { tags: ['v2.7.0'], legs: new Map([['ltsc2022', leg]]) } as const
    const racer = racerOf({ name: 'peer', run: () => Promise.resolve(0) }, fanIn)
    try {
      await pushImage(registry.store('org/app'), 'org/app', 'v2.7.0', list)
      return await racer.check(far, 'org/app')
    } finally {
      await registry.close()
    }
  }

  test('is right where it tells hosts its versions', async () => {
    expect(await faultOf(buildIndex({ entries: [leg] }))).toBeUndefined()
  })

  test('has a fault where it has no os.version to choose by', async () => {
    const { 'os.version': _, ...platform } = platformOf(leg)
    expect(await faultOf(buildIndex({ entries: [{ image: leg, platform }] }))).toBe('no os.version in the list')
  })

  test('ends the bench where other images are in it', async () => {
    const other = versionImage('v2.7.0', '10.0.26100.1')
    await expect(faultOf(buildIndex({ entries: [leg, other] }))).rejects.toThrow('is not the list of the legs')
  })
})
