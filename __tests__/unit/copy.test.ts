import { expect, test } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { parseDocument } from '../../src/oci/document.js'
import { parseRepository } from '../../src/oci/reference.js'
import type { Content } from '../../src/oci/types.js'
import { copier } from '../../src/registry/copy.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import { recordingLog } from '../support/transport-stub.js'

const content = (mediaType: string, json: object): Content => {
  const bytes = new TextEncoder().encode(JSON.stringify(json))
  return { bytes, mediaType, digest: digestOf(bytes) }
}

// Nobody can tell what such a document refers to; an index that names it would be refused without it.
test('a part of a list that is of an unknown type is copied byte by byte, before the list', async () => {
  const unknown = content('application/vnd.example.report+json', { what: 'ever' })
  const { mediaType, digest, bytes } = unknown
  const list = content(mediaTypes.ociIndex, {
    schemaVersion: 2,
    mediaType: mediaTypes.ociIndex,
    manifests: [{ mediaType, digest, size: bytes.length }]
  })
  const held = new Map([unknown, list].map(one => [one.digest as string, one]))
  const read: string[] = []
  const from = {
    repository: parseRepository('ghcr.io/org/app'),
    content: identifier => {
      read.push(identifier)
      return Promise.resolve(held.get(identifier))
    },
    get: identifier => Promise.resolve(parseDocument(held.get(identifier) ?? unknown))
  } as RepositoryClient
  const written: Content[] = []
  const to = {
    repository: parseRepository('docker.io/org/app'),
    head: () => Promise.resolve(undefined),
    put: (_, one) => {
      written.push(one)
      return Promise.resolve()
    }
  } as Pick<RepositoryClient, 'repository' | 'head' | 'put'> as RepositoryClient
  const log = recordingLog()
  const policy = { tries: 1, log, sleep: () => Promise.resolve(), random: () => 0 }

  await copier({ policy, log }).copy(from, to, list.digest)

  expect(written).toEqual([unknown, list])
  expect(read).toEqual([list.digest, unknown.digest])
})
