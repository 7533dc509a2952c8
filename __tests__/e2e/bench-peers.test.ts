import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { manifestBench } from '../../bench/manifest.js'
import { rebaseBench } from '../../bench/rebase.js'
import { type Folder, makeFolder } from '../support/folder.js'
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
      '[ "$1" = index ] || exit 0',
      'list=$3; shift 5; legs=; for leg; do [ "$leg" = --ref ] || legs="$legs $leg"; done',
      '/usr/bin/docker manifest create "$list" $legs && /usr/bin/docker manifest push "$list"'
    )
    const [report] = await manifestBench(short)
    const rows = report?.measurements[0]?.rows.map(({ name }) => name)
    expect(rows).toContain('regctl index create')
    expect(report?.notes.join()).toMatch(/^Not installed, and so not measured: (?!.*regctl)/)
    const legs = ['ltsc2019', 'ltsc2022', 'ltsc2025'].map(release => `--ref host/app:v2.7.0-${release}`)
    const type = '--media-type application/vnd.docker.distribution.manifest.list.v2+json'
    expect(calls()).toEqual([`index create host/app:v2.7.0 ${type} ${legs.join(' ')}`])
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
