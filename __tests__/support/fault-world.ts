import { setTimeout as delay } from 'node:timers/promises'
import { readContext } from '../../src/inputs/context.js'
import { readManifestInputs } from '../../src/inputs/manifest.js'
import { inputReader } from '../../src/inputs/reader.js'
import { manifest } from '../../src/modes/manifest.js'
import { startJournal } from '../../src/report/journal.js'
import { registryClient } from '../../src/registry/client.js'
import type { Limits } from '../../src/registry/transport/http.js'
import { commit, ofCommit } from './fan-in.js'
import { buildImage, buildIndex } from './image-builder.js'
import { type Image, manifestOf, pushImage } from './images.js'
import { type MemoryRegistry, startMemoryRegistry } from './memory-registry.js'
import { recordingLog } from './transport-stub.js'

const account = { username: 'builder', password: 'correct:horse battery+staple=' }

const image = (os: string, architecture: string, version: string, osVersion?: string): Image =>
  buildImage({
    os,
    architecture,
    labels: { ...ofCommit, 'org.opencontainers.image.version': version },
    // Each has a layer of its own, so that each is copied.
    layers: [{ files: { name: `${os} ${architecture} ${version}` }, size: 20_000 }],
    ...(osVersion === undefined ? {} : { osVersion })
  })

const parts = {
  ltsc2022: image('windows', 'amd64', '2.7.0', '10.0.20348.5499'),
  ltsc2019: image('windows', 'amd64', '2.7.0', '10.0.17763.8027'),
  mounted: image('linux', 'amd64', '2.7.0'),
  copied: image('linux', 'arm64', '2.7.0'),
  old: buildIndex({ entries: [image('windows', 'amd64', '2.6.0', '10.0.20348.1')] })
}

const part = (of: Image, index: number): string => {
  const { config, layers = [] } = manifestOf(of)
  return [config, ...layers][index]?.digest ?? ''
}

/** The config of a leg, and the layer that goes from one registry to the other. */
export const digests = { config: part(parts.ltsc2022, 0), layer: part(parts.copied, 1) }

/** The tags that are published; `latest` holds an older list, the others nothing. */
export const tags = ['v2.7.0', '2.7', 'latest'] as const

const held = { 'v2.7.0': undefined, '2.7': undefined, latest: parts.old.digest }

/** Two registries: one holds the legs and a source in another repository, the other one a further source. */
export type World = {
  readonly target: MemoryRegistry
  readonly source: MemoryRegistry
  /** The inputs of the fan-in, with its login. */
  readonly inputs: Readonly<Record<string, string>>
  /** Runs the fan-in as a step of its own: with its own connections, logins and tokens. */
  readonly run: () => Promise<{ error?: Error; ms: number; lines: readonly string[] }>
  /** What each tag names: `old` is what it did before, `new` the whole list. */
  readonly state: () => Readonly<Record<(typeof tags)[number], string>>
  readonly close: () => Promise<void>
}

const everyDigest = ({ bytes }: { bytes: Buffer }): string[] => bytes.toString().match(/sha256:[0-9a-f]{64}/g) ?? []

/** What a repository lacks of a list, or nothing. */
const lacking = (registry: MemoryRegistry, digest: string): string[] => {
  const list = registry.getManifest('org/app', digest)
  if (list === undefined) return [digest]
  return everyDigest(list).flatMap(child => {
    const found = registry.getManifest('org/app', child)
    if (found === undefined) return [child]
    return everyDigest(found).filter(blob => !registry.hasBlob('org/app', blob))
  })
}

/**
 * @param limit of whatever the client waits for, in milliseconds
 * @param tries of the client in all
 */
export const startWorld = async (limit: number, tries = 3): Promise<World> => {
  const limits: Limits = { connect: 3000, headers: limit, commit: limit, idle: limit }
  const target = await startMemoryRegistry({ auth: 'token', ...account })
  const source = await startMemoryRegistry({ auth: 'token', anonymousPull: true })
  await pushImage(target, 'org/app', 'v2.7.0-ltsc2022', parts.ltsc2022)
  await pushImage(target, 'org/app', 'v2.7.0-ltsc2019', parts.ltsc2019)
  await pushImage(target, 'org/app', 'latest', parts.old)
  await pushImage(target, 'org/base', 'linux', parts.mounted)
  await pushImage(source, 'org/other', 'linux', parts.copied)

  const given: Readonly<Record<string, string>> = {
    image: `${target.host}/org/app`,
    tags: tags.join('\n'),
    releases: 'ltsc2019, ltsc2022',
    sources: `${target.host}/org/base:linux, ${source.host}/org/other:linux`
  }
  const inputs = await readManifestInputs(
    inputReader(name => given[name] ?? ''),
    readContext({ GITHUB_SHA: commit, GITHUB_EVENT_NAME: 'push' })
  )

  const run: World['run'] = async () => {
    const log = recordingLog()
    const registry = registryClient({
      credentials: name => Promise.resolve(name === target.host ? { kind: 'password', ...account } : undefined),
      log,
      tries,
      insecure: new Set(),
      limits,
      // The pauses themselves are tested elsewhere.
      sleep: ms => delay(Math.min(ms, 2))
    })
    const started = performance.now()
    const error = await manifest(inputs, { registry, log, journal: startJournal() }).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)))
    )
    const ms = performance.now() - started
    registry.close()
    return { ...(error === undefined ? {} : { error }), ms, lines: log.lines }
  }

  const stateOf = (tag: (typeof tags)[number]): string => {
    const names = target.tags('org/app').get(tag)
    if (names === held[tag]) return 'old'
    const list = target.getManifest('org/app', names ?? '')
    const wanted = [parts.ltsc2022, parts.ltsc2019, parts.mounted, parts.copied].map(({ digest }) => digest)
    if (list === undefined || everyDigest(list).join() !== wanted.join()) return `something else: ${names ?? 'nothing'}`
    const missing = lacking(target, names ?? '')
    return missing.length === 0 ? 'new' : `a list that lacks ${missing.join(', ')}`
  }

  return {
    target,
    source,
    inputs: { mode: 'manifest', ...given, ...account },
    run,
    state: () => ({ 'v2.7.0': stateOf('v2.7.0'), '2.7': stateOf('2.7'), latest: stateOf('latest') }),
    close: async () => {
      await Promise.all([target.close(), source.close()])
    }
  }
}

/** The tags that a message lists behind some words of it. */
const listed = (message: string, words: string): string[] =>
  (new RegExp(`${words}: (.*?)\\. (?:These|Run|A new)`).exec(message)?.[1] ?? '')
    .split(', ')
    .map(reference => reference.split(':').at(-1) ?? '')
    .filter(tag => tag !== '')

/** What a failure says of the tags: which name the new list, which were not changed. */
export const claimsOf = (message: string): Partial<Readonly<Record<string, string>>> => {
  const untouched = message.includes('No tag was changed') ? tags : listed(message, 'These tags were not changed')
  const written = listed(message, 'These tags name the new list')
  const claims = [...untouched.map(tag => [tag, 'old'] as const), ...written.map(tag => [tag, 'new'] as const)]
  return Object.fromEntries<string>(claims)
}

/** Nothing of these may stand in a message. */
export const secretsOf = ({ target, source }: World): readonly string[] => [
  account.password,
  Buffer.from(`${account.username}:${account.password}`).toString('base64'),
  ...target.issuedTokens,
  ...source.issuedTokens
]
