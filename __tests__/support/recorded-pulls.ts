import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { defined } from '../../src/common/defined.js'
import type { Host } from '../../src/windows/hosts.js'
import type { PlatformSpec } from '../../src/windows/platform-match.js'
import type { ListedImage } from '../../src/windows/pull.js'

type WrittenPlatform = {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
  readonly 'os.version'?: string
  readonly 'os.features'?: readonly string[]
}

type Recording = {
  readonly engines: readonly string[]
  /** `20348/amd64` */
  readonly hosts: readonly string[]
  readonly lists: readonly {
    readonly name?: string
    readonly platforms: readonly WrittenPlatform[]
    readonly picks: readonly { readonly engines: readonly string[] | 'all'; readonly at: readonly number[] }[]
  }[]
}

/** A list, and what the engines' own code took of it. */
export type RecordedList = {
  /** of those that come from a public registry */
  readonly name?: string
  readonly images: readonly ListedImage[]
  /** positions by host, in the order of {@link recordedHosts}; -1: none */
  readonly taken: (engine: string) => readonly number[]
}

// 529 lists, with what the matching code of 31 engine versions takes of them on 13 hosts.
const file = new URL('../fixtures/pulls.json.gz', import.meta.url)
const recording = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Recording

export const recordedEngines = recording.engines

export const recordedHosts: readonly Host[] = recording.hosts.map(name => {
  const [build, architecture] = name.split('/')
  return { name, build: Number(build), client: false, architecture: architecture === 'arm64' ? 'arm64' : 'amd64' }
})

const platformOf = ({ os, architecture, variant, ...written }: WrittenPlatform): PlatformSpec => ({
  os,
  architecture,
  ...defined({ variant, osVersion: written['os.version'], osFeatures: written['os.features'] })
})

export const recordedLists: readonly RecordedList[] = recording.lists.map(({ name, platforms, picks }) => ({
  ...defined({ name }),
  images: platforms.map(platformOf).map(platform => ({ platform, image: platform })),
  taken: engine => {
    const pick = picks.find(({ engines }) => engines === 'all' || engines.includes(engine))
    if (pick === undefined) throw new Error(`${engine} has no pick`)
    return pick.at
  }
}))
