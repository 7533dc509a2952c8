import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Digest } from '../../src/oci/digest.js'
import { openBlobs, type BlobClient } from '../../src/registry/blobs.js'
import type { Connection } from '../../src/registry/connection.js'
import { newQuirks } from '../../src/registry/quirks.js'
import { bufferResponse } from '../../src/registry/transport/transport.js'
import { recordingLog, registryFailureOf, socketError, stubTransport } from '../support/transport-stub.js'

const digest: Digest = `sha256:${'a'.repeat(64)}`
const policy = { tries: 1, log: recordingLog(), sleep: () => Promise.resolve(), random: () => 0 }
const repository = { registry: 'registry.test', path: 'org/app' }

/** The blobs of the repository, of whose registry nothing is known. */
const blobsBy = (connection: Pick<Connection, 'exchange' | 'transport'>): BlobClient => {
  const quirks = newQuirks()
  const access = { repository, scope: 'repository:org/app:pull,push', quirks, log: recordingLog() }
  return openBlobs(access, { ...connection, quirks }, policy)
}

/** The blobs of a registry behind https that opens uploads there. */
const opening = (location: string): BlobClient => {
  const { transport } = stubTransport(() => ({ status: 202, headers: { location } }))
  const exchange = async (request: Parameters<typeof transport>[0]): ReturnType<typeof bufferResponse> =>
    bufferResponse(await transport(request))
  return blobsBy({ exchange, transport })
}

describe('an upload', () => {
  test.each([
    ['/v2/org/app/blobs/uploads/1?state=a', 'https://registry.test/v2/org/app/blobs/uploads/1?state=a'],
    ['https://blobs.test/upload', 'https://blobs.test/upload'],
    // Registries behind a proxy that ends TLS may call themselves http.
    ['http://registry.test/upload', 'https://registry.test/upload']
  ])('goes where the registry says: %s', async (location, url) => {
    expect((await opening(location).start(digest)).href).toBe(url)
  })

  test.each([
    'http://127.0.0.1:2375/x',
    'http://blobs.test/x',
    'ftp://blobs.test/x',
    'file:///x',
    'javascript:alert(1)'
  ])('does not leave https: %s', async location => {
    const error = await registryFailureOf(opening(location).start(digest))
    expect(error.message).toMatch(/^Uploading sha256:a+ to registry\.test\/org\/app failed: .*which is not safe/)
    expect(error.temporary).toBe(false)
  })
})

describe('an error whose body breaks', () => {
  const broken = (status: number): BlobClient => {
    const { transport } = stubTransport(() => ({
      status,
      body: new Readable({
        read() {
          this.destroy(socketError('ECONNRESET'))
        }
      })
    }))
    const unused = (): never => {
      throw new Error('blobs are streamed')
    }
    return blobsBy({ exchange: unused, transport })
  }

  test('is a failure of the read that may pass', async () => {
    const blob = { mediaType: 'application/octet-stream', digest, size: 1 }
    const error = await registryFailureOf(broken(500).open(blob, () => undefined))
    expect(error).toMatchObject({ action: `reading ${digest} of registry.test/org/app`, temporary: true })
  })

  test('is a failure of the upload that may pass', async () => {
    const body = { size: 1, open: () => Readable.from(['x']) }
    const error = await registryFailureOf(broken(403).send(new URL('https://registry.test/upload'), digest, body))
    expect(error).toMatchObject({ action: `uploading ${digest} to registry.test/org/app`, temporary: true })
  })
})
