import { readFile, writeFile } from 'node:fs/promises'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

import { digestOf } from '../src/oci/digest.js'
import type { ListedEntry } from '../src/oci/listed.js'
import { mediaTypes } from '../src/oci/media-types.js'
import { describeStart, pullTable } from '../src/report/pulls.js'
import { table } from '../src/report/markdown.js'
import { engines, type PullEngine } from '../src/windows/engines.js'
import { commonHosts, server2019, server2022, server2025, windows11, type Host } from '../src/windows/hosts.js'
import type { PlatformSpec } from '../src/windows/platform-match.js'
import { simulatePulls, startOn } from '../src/windows/pull-simulation.js'
import { findRelease } from '../src/windows/releases.js'
import { replaceBetween } from './readme.js'

const pagePath = fileURLToPath(new URL('../docs/how-a-host-chooses.md', import.meta.url))

const releases = ['ltsc2025', 'ltsc2022', 'ltsc2019', 'ltsc2016']

const windows = (osVersion: string): PlatformSpec => ({ os: 'windows', architecture: 'amd64', osVersion })

const imageOf = (name: string): PlatformSpec => {
  const release = findRelease(name)
  if (release?.os !== 'windows') throw new Error(`${name} is not a Windows release`)
  return windows(`10.0.${release.build}.1000`)
}

/** A list of these images; its descriptors say what the configs say, unless they are given. */
const listOf = (images: readonly PlatformSpec[], platforms = images): readonly ListedEntry[] =>
  images.map((image, i) => {
    const name = `image ${i}`
    const descriptor = { mediaType: mediaTypes.dockerManifest, digest: digestOf(name), size: 1 }
    return { platform: platforms[i] ?? image, image, entry: { descriptor, platform: image, reference: name } }
  })

const client = (name: string, build: number): Host => ({ name, build, client: true, architecture: 'amd64' })

/** Those of the step summary, and older Windows clients. */
const allHosts: readonly Host[] = [
  ...commonHosts,
  client('Windows 11 22H2, 23H2', 22_631),
  client('Windows 10', 19_045)
]

const starts = (): string =>
  table(
    ['Host \\ image', ...releases],
    allHosts.map(host => [
      `${host.name} (${host.build})`,
      ...releases.map(release => describeStart({ host, start: startOn(host, 'docker', imageOf(release)) }))
    ])
  )

/** Which of several images that fit an engine takes, found by asking it. */
const preferenceOf = ({ pick }: PullEngine): string => {
  const isSecondTaken = (first: string, second: string, osFeatures: readonly string[] = []): boolean =>
    pick(server2025, listOf([windows(first), { ...windows(second), osFeatures }]))[0] === 1
  if (isSecondTaken('10.0.26100.1', '10.0.20348.2')) return 'the highest revision, of an older build too'
  if (isSecondTaken('10.0.26100.33296', '10.0.26100.4061')) return 'the greatest os.version, compared as a string'
  if (isSecondTaken('10.0.20348.1', '10.0.26100.1'))
    return "one of the host's own build; otherwise the first in the list"
  return isSecondTaken('10.0.26100.1', '10.0.26100.1', ['win32k'])
    ? 'the one with more `os.features`; otherwise the first in the list'
    : 'the first in the list'
}

const takes = (): string => {
  const hosts = [server2019, server2022, server2025, windows11]
  return table(
    ['Engine', ...hosts.map(({ name }) => name), 'Of several it takes', 'People run it on'],
    engines.map(engine => [
      engine.name,
      ...hosts.map(
        host => releases.filter(release => engine.pick(host, listOf([imageOf(release)])).length > 0).join(', ') || '–'
      ),
      preferenceOf(engine),
      engine.hosts.map(({ name }) => name).join(', ') || '–'
    ])
  )
}

/** A good list, one in the wrong order, and two that lack a release. */
const lists: readonly (readonly string[])[] = [
  ['ltsc2025', 'ltsc2022', 'ltsc2019'],
  ['ltsc2019', 'ltsc2022', 'ltsc2025'],
  ['ltsc2022', 'ltsc2019'],
  ['ltsc2025', 'ltsc2019']
]

const outcome = (names: readonly string[]): string => {
  const list = listOf(names.map(imageOf))
  return `**${names.join(', ')}**\n\n${pullTable(simulatePulls(list), list)}`
}

/** The list that `docker buildx imagetools create` makes of single images: their configs are right, the list says nothing. */
const withoutVersions = (): string => {
  const images = ['ltsc2019', 'ltsc2022', 'ltsc2025'].map(imageOf)
  const list = listOf(
    images,
    images.map(({ os, architecture }) => ({ os, architecture }))
  )
  return pullTable(simulatePulls(list), list)
}

/** The page with its tables as the code has them, set as `npm run format` sets them. */
export const updateHostsPage = async (page: string): Promise<string> => {
  const options = { ...(await resolveConfig(pagePath)), parser: 'markdown' }
  const parts = {
    starts: starts(),
    takes: takes(),
    outcomes: lists.map(outcome).join('\n\n'),
    unversioned: withoutVersions()
  }
  let updated = page
  for (const [name, part] of Object.entries(parts)) updated = replaceBetween(updated, name, await format(part, options))
  return updated
}

// Tests import this file; only the command line runs it.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(pagePath, await updateHostsPage(await readFile(pagePath, 'utf8')))
}
