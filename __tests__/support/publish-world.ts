import { digestOf, type Digest } from '../../src/oci/digest.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { formatReference, parseRepository } from '../../src/oci/reference.js'
import type { Content } from '../../src/oci/types.js'
import { connectionError } from '../../src/registry/transport/connection-error.js'
import { PublishError } from '../../src/registry/publish-error.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import type { RetryPolicy } from '../../src/registry/transport/retry.js'
import type { Target } from '../../src/registry/targets.js'
import { transfers, type Transfers } from '../../src/registry/transfers.js'
import { contentOf } from './documents.js'
import { failureOf, readRequest, socketError } from './transport-stub.js'

/** The list that is published. */
export const list = contentOf(mediaTypes.dockerList, 'the new list')

/** What tags named before. */
export const oldDigest = digestOf('the old list')

/** How a registry behaves for some tags. */
type Behaviour = {
  /** why a write fails */
  readonly fails?: Readonly<Record<string, string>>
  /** tags of which nobody can tell whether a write was done */
  readonly unsettled?: readonly string[]
  /** tags that cannot be read */
  readonly unreadable?: readonly string[]
  /** milliseconds until a write can be read */
  readonly lag?: number
  /** what another job writes under the tag right after */
  readonly overwritten?: Readonly<Record<string, Digest>>
  /** what the registry stores instead of what is written */
  readonly rewritten?: Readonly<Record<string, Content>>
  /** the digests that HEAD shows for tags, whatever they name */
  readonly shown?: Readonly<Record<string, Digest>>
  /** resolves before a write is answered */
  readonly slow?: Readonly<Record<string, Promise<unknown>>>
}

/** Registries with a clock, which the sleep of the policy moves on, and a journal of what was asked. */
export const makeWorld = (): {
  journal: string[]
  logged: string[]
  slept: number[]
  policy: RetryPolicy
  registry: Transfers
  open: (name: string, behaviour?: Behaviour) => (tag: string, current?: Digest) => Target
} => {
  const [journal, logged, slept]: [string[], string[], number[]] = [[], [], []]
  let now = 0
  const silent = (): undefined => undefined
  const info = (text: string): void => {
    logged.push(text)
  }
  const policy: RetryPolicy = {
    tries: 1,
    random: () => 0,
    log: { debug: silent, info, notice: silent, warning: silent, secret: silent, group: (_, body) => body() },
    sleep: ms => {
      slept.push(ms)
      now += ms
      return Promise.resolve()
    }
  }
  const open = (name: string, behaviour: Behaviour = {}) => {
    const { fails = {}, unsettled = [], unreadable = [], lag = 0, slow = {} } = behaviour
    const { overwritten = {}, rewritten = {}, shown = {} } = behaviour
    const repository = parseRepository(name)
    const tags = new Map<
      string,
      { readonly digest: Digest; readonly from: number; readonly before: Digest | undefined }
    >()
    const nameOf = (identifier: string): string =>
      identifier.startsWith('sha256:') ? `${name}@digest` : formatReference({ ...repository, tag: identifier })
    const contents = new Map<Digest, Content>()
    const digestAt = (tag: string): Digest | undefined => {
      const held = tags.get(tag)
      return held !== undefined && now < held.from ? held.before : held?.digest
    }
    const client: RepositoryClient = {
      withSignal: () => client,
      repository,
      head: (tag: string) => {
        journal.push(`HEAD ${nameOf(tag)}`)
        if (unreadable.includes(tag)) return Promise.reject(new Error('no answer'))
        return Promise.resolve(shown[tag] ?? digestAt(tag))
      },
      get: async (tag: string) => {
        const found = await client.content(tag)
        return found === undefined ? undefined : { ...found, kind: 'index', manifests: [], annotations: {} }
      },
      content: (tag: string) => {
        journal.push(`GET ${nameOf(tag)}`)
        const digest = digestAt(tag)
        const other = digest === undefined ? undefined : { bytes: Buffer.from('{}'), mediaType: '', digest }
        return Promise.resolve(digest === undefined ? undefined : (contents.get(digest) ?? other))
      },
      put: async (identifier: string, content: Content) => {
        journal.push(`PUT ${nameOf(identifier)}`)
        await slow[identifier]
        const why = fails[identifier]
        if (why !== undefined) throw new Error(why)
        if (unsettled.includes(identifier))
          throw connectionError(readRequest(`https://${name}`), socketError('EPIPE')).withUnknownOutcome()
        const stored = rewritten[identifier] ?? content
        contents.set(stored.digest, stored)
        const digest = overwritten[identifier] ?? stored.digest
        tags.set(identifier, { digest, from: now + lag, before: tags.get(identifier)?.digest })
        journal.push(`DONE ${nameOf(identifier)}`)
      }
    } as unknown as RepositoryClient
    return (tag: string, current?: Digest): Target => {
      if (current !== undefined) tags.set(tag, { digest: current, from: 0, before: undefined })
      return {
        client,
        tag,
        name: nameOf(tag),
        current,
        contents: Promise.resolve(undefined),
        readAt: performance.now()
      }
    }
  }
  return { journal, logged, slept, policy, registry: transfers(policy), open }
}

/** The error that a publication ends in. */
export const publishFailureOf = async (work: Promise<unknown>): Promise<PublishError> => {
  const error = await failureOf(work)
  if (error instanceof PublishError) return error
  throw new Error('it failed, but not with a PublishError', { cause: error })
}

/** What the lines of one kind in a journal are about. */
export const only = (kind: string, journal: readonly string[]): readonly string[] =>
  journal.filter(line => line.startsWith(kind)).map(line => line.slice(kind.length + 1))
