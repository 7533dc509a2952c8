import { addAbortSignal, Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'
import { mediaTypes } from '../../src/oci/media-types.js'
import { parseDocument } from '../../src/oci/document.js'
import { parseRepository } from '../../src/oci/reference.js'
import type { Content, Descriptor } from '../../src/oci/types.js'
import { connectionError } from '../../src/registry/transport/connection-error.js'
import type { BlobClient } from '../../src/registry/blobs.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import { transfers } from '../../src/registry/transfers.js'
import type { RetryPolicy } from '../../src/registry/transport/retry.js'
import type { StreamBody } from '../../src/registry/transport/transport.js'
import { contentOf } from '../support/documents.js'
import { failureOf, readRequest, recordingLog, socketError } from '../support/transport-stub.js'

// Nobody can tell what such a document refers to; an index that names it would be refused without it.
test('a part of a list that is of an unknown type is copied byte by byte, before the list', async () => {
  const unknown = contentOf('application/vnd.example.report+json', { what: 'ever' })
  const { mediaType, digest, bytes } = unknown
  const list = contentOf(mediaTypes.ociIndex, {
    schemaVersion: 2,
    mediaType: mediaTypes.ociIndex,
    manifests: [{ mediaType, digest, size: bytes.length }]
  })
  const held = new Map([unknown, list].map(one => [one.digest as string, one]))
  const read: string[] = []
  const from: RepositoryClient = {
    repository: parseRepository('ghcr.io/org/app'),
    content: (identifier: string) => {
      read.push(identifier)
      return Promise.resolve(held.get(identifier))
    },
    get: (identifier: string) => Promise.resolve(parseDocument(held.get(identifier) ?? unknown)),
    withSignal: () => from
  } as unknown as RepositoryClient
  const written: Content[] = []
  const to: RepositoryClient = {
    repository: parseRepository('docker.io/org/app'),
    head: () => Promise.resolve(undefined),
    put: (_, one) => {
      written.push(one)
      return Promise.resolve()
    },
    withSignal: () => to
  } as Pick<RepositoryClient, 'repository' | 'head' | 'put' | 'withSignal'> as RepositoryClient
  const log = recordingLog()
  const policy = { tries: 1, log, sleep: () => Promise.resolve(), random: () => 0 }

  await transfers(policy).copy(from, to, list.digest)

  expect(written).toEqual([unknown, list])
  expect(read).toEqual([list.digest, unknown.digest])
})

describe('the first failure of a copy', () => {
  const blobs: readonly Descriptor[] = Array.from({ length: 12 }, (_, i) => {
    const { mediaType, digest, bytes } = contentOf('application/vnd.oci.image.layer.v1.tar+gzip', { layer: i })
    return { mediaType, digest, size: bytes.length }
  })
  const refused = new Error('the registry refuses it')

  /** Copies the blobs into a repository that receives them as `send` does, and tells of what was begun and broken. */
  const run = async (
    send: (digest: string, content: Readable) => Promise<void>,
    pause: () => Promise<unknown> = () => Promise.resolve()
  ): Promise<{ error: Error; begun: string[]; ended: number }> => {
    const begun: string[] = []
    let ended = 0
    const withSignal = (signal: AbortSignal): Partial<RepositoryClient> => ({
      repository: parseRepository('ghcr.io/org/app'),
      blobs: {
        open: () => Promise.resolve(addAbortSignal(signal, new Readable({ read: () => undefined })))
      } as Partial<BlobClient> as BlobClient
    })
    const from = { withSignal } as RepositoryClient
    const to: RepositoryClient = {
      withSignal: () => to,
      repository: parseRepository('docker.io/org/app'),
      blobs: {
        has: () => Promise.resolve(false),
        start: () => Promise.resolve(new URL('https://docker.io/upload')),
        send: async (_: URL, digest: string, body: StreamBody) => {
          begun.push(digest)
          await send(digest, await body.open()).finally(() => ended++)
        }
      }
    } as unknown as RepositoryClient
    const policy: RetryPolicy = { tries: 3, log: recordingLog(), sleep: pause, random: () => 0 }
    const error = await failureOf(transfers(policy, 3).copyBlobs(from, to, blobs))
    const result = { error, begun: [...begun], ended }
    for (let i = 0; i < 20; i++) await turn()
    expect(begun).toEqual(result.begun)
    return result
  }

  /** Takes as long as its body does not break. */
  const endless = (body: Readable): Promise<void> =>
    new Promise((_, reject) => {
      body.once('error', error => {
        reject(connectionError(readRequest('https://docker.io/upload'), error))
      })
    })

  test('starts none that waits, and ends those under way before it is told', async () => {
    const { error, begun, ended } = await run(async (digest, body) => {
      if (digest === blobs[1]?.digest) throw refused
      await endless(body)
    })
    expect(error).toBe(refused)
    expect([begun.length, ended]).toEqual([3, 3])
  })

  test('keeps those that pause from trying again', async () => {
    let refuse = (): void => undefined
    const refusing = new Promise<void>((_, reject) => {
      refuse = () => {
        reject(refused)
      }
    })
    const { error, begun } = await run(
      digest =>
        digest === blobs[1]?.digest
          ? refusing
          : Promise.reject(connectionError(readRequest('https://docker.io/upload'), socketError('EPIPE'))),
      async () => {
        refuse()
        await turn()
      }
    )
    expect(error).toBe(refused)
    expect(begun).toHaveLength(3)
  })
})
