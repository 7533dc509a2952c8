import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'

import { digestOf } from '../../src/oci/digest.js'
import { formatRepository, parseRepository } from '../../src/oci/reference.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import { localSource, oncePerRegistry, type BlobSource, type SendBlob } from '../../src/registry/upload.js'
import { failureOf } from '../support/transport-stub.js'

const bytes = Buffer.from('a layer')
const blob = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: digestOf(bytes), size: bytes.length }
const source: BlobSource = { blob, open: () => Promise.resolve(Readable.from([bytes])) }

/** Repositories that have the blob or not, of registries that mount it or not, and a journal of what is asked of them. */
const start = (
  has: readonly string[] = [],
  refusing: readonly string[] = []
): {
  readonly journal: string[]
  readonly bring: (name: string) => Promise<void>
  readonly failWith: (error: Error | undefined) => void
} => {
  const journal: string[] = []
  let failure: Error | undefined
  const open = (name: string): RepositoryClient => {
    const repository = parseRepository(name)
    const blobs: Pick<RepositoryClient['blobs'], 'has' | 'mount'> = {
      has: () => Promise.resolve(has.includes(name)),
      mount: (_, from) => {
        const refused = refusing.includes(name)
        journal.push(`${refused ? 'refused' : 'mounted'} ${name} from ${formatRepository(from)}`)
        return Promise.resolve(refused ? new URL(`https://${repository.registry}/session`) : 'mounted')
      }
    }
    return { repository, blobs } as RepositoryClient
  }
  const send: SendBlob = async (to, _, session) => {
    await new Promise(resolve => setImmediate(resolve))
    if (failure !== undefined) throw failure
    journal.push(`sent ${formatRepository(to.repository)}${session === undefined ? '' : ` to ${session.href}`}`)
  }
  const bring = oncePerRegistry(send)
  return {
    journal,
    bring: name => bring(open(name), source),
    failWith: error => {
      failure = error
    }
  }
}

describe('a blob for several repositories', () => {
  test('goes once to each registry, where the others mount it once it is there', async () => {
    const { journal, bring } = start()
    await Promise.all(['ghcr.io/a/a', 'ghcr.io/a/b', 'quay.io/a/a', 'ghcr.io/a/c'].map(bring))
    expect(journal.filter(line => line.includes('quay.io'))).toEqual(['sent quay.io/a/a'])
    expect(journal.filter(line => line.includes('ghcr.io'))).toEqual([
      'sent ghcr.io/a/a',
      'mounted ghcr.io/a/b from ghcr.io/a/a',
      'mounted ghcr.io/a/c from ghcr.io/a/a'
    ])
  })

  test('is mounted from the repository that has it already', async () => {
    const { journal, bring } = start(['ghcr.io/a/a'])
    await Promise.all(['ghcr.io/a/a', 'ghcr.io/a/b'].map(bring))
    expect(journal).toEqual(['mounted ghcr.io/a/b from ghcr.io/a/a'])
  })

  test('is not waited for by a repository that has it already', async () => {
    const { journal, bring } = start(['ghcr.io/a/b'])
    const first = bring('ghcr.io/a/a')
    await bring('ghcr.io/a/b')
    expect(journal).toEqual([])
    await first
    expect(journal).toEqual(['sent ghcr.io/a/a'])
  })

  test('is sent where the registry refuses the mount, into the session that it opened instead', async () => {
    const { journal, bring } = start([], ['ghcr.io/a/b'])
    await Promise.all(['ghcr.io/a/a', 'ghcr.io/a/b'].map(bring))
    expect(journal.slice(1)).toEqual([
      'refused ghcr.io/a/b from ghcr.io/a/a',
      'sent ghcr.io/a/b to https://ghcr.io/session'
    ])
  })

  test('that could not be sent fails for all of them, and is sent again by the next one', async () => {
    const { journal, bring, failWith } = start()
    const broken = new Error('broken')
    failWith(broken)
    const failures = await Promise.all(['ghcr.io/a/a', 'ghcr.io/a/b'].map(name => failureOf(bring(name))))
    expect(failures).toEqual([broken, broken])
    failWith(undefined)
    await bring('ghcr.io/a/b')
    expect(journal).toEqual(['sent ghcr.io/a/b'])
  })
})

describe('a blob from here', () => {
  const read = async (content: string): Promise<Buffer> => {
    const stream = await localSource({ blob, open: () => Readable.from([Buffer.from(content)]) }).open(() => undefined)
    return Buffer.concat((await stream.toArray()) as Buffer[])
  }

  test('is read as it is', async () => {
    expect(await read('a layer')).toEqual(bytes)
  })

  test.each(['another', 'a layer and more'])(
    'that has changed meanwhile does not come to its end: %s',
    async content => {
      expect((await failureOf(read(content))).message).toMatch(/has the digest|larger than/)
    }
  )
})
