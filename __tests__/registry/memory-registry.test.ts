import { expect } from 'vitest'
import { digestOf } from '../support/memory-registry.js'
import {
  conform,
  dockerManifest,
  image,
  plain,
  put,
  type Step,
  upload
} from '../support/memory-registry/conformance.js'
import { openUpload, raw, withDigest } from '../support/memory-registry/raw.js'

const json = { 'content-type': 'application/json; charset=utf-8' }
const absent = digestOf('absent')
const layer = digestOf('layer')
const location: unknown = expect.stringMatching(
  /^http:\/\/127\.0\.0\.1:\d+\/v2\/app\/blobs\/uploads\/[-0-9a-f]{36}\?_state=/
)

const session = (url: string): Promise<string> => openUpload(url, 'app')

const paths: readonly Step[] = [
  ['the ping', plain('GET', '/v2/'), 200, [], { ...json, 'docker-distribution-api-version': 'registry/2.0' }],
  ['a ping without its slash', plain('GET', '/v2'), 301, [], { location: '/v2/' }],
  ['a path of no route', plain('GET', '/v2/x'), 404, [], { 'content-type': 'text/plain; charset=utf-8' }],
  ['capitals in a repository', plain('GET', '/v2/app/Web/tags/list'), 404, []],
  ['capitals in what may be a domain', plain('GET', '/v2/Host/web/tags/list'), 404, ['NAME_UNKNOWN']],
  ['a tag that is none', plain('GET', '/v2/app/manifests/-x'), 404, []],
  ['a tag of 129 characters', url => put(url, 'a'.repeat(129), '{}', dockerManifest), 404, []],
  [
    'a method of no use',
    plain('POST', '/v2/app/manifests/x', { body: '' }),
    405,
    [],
    { allow: 'DELETE, GET, HEAD, PUT' }
  ],
  ['tags of no repository', plain('GET', '/v2/none/tags/list'), 404, ['NAME_UNKNOWN']],
  ['a tag of no repository', plain('GET', '/v2/none/manifests/x'), 404, ['MANIFEST_UNKNOWN']],
  ['an absent tag', plain('HEAD', '/v2/app/manifests/x'), 404, [], json],
  ['an absent digest', plain('GET', `/v2/app/manifests/${absent}`), 404, ['MANIFEST_UNKNOWN']],
  ['half a digest of a manifest', plain('GET', '/v2/app/manifests/sha256:abc'), 500, ['UNKNOWN']],
  ['an absent blob', plain('GET', `/v2/app/blobs/${absent}`), 404, ['BLOB_UNKNOWN']],
  ['half a digest of a blob', plain('GET', '/v2/app/blobs/sha256:abc'), 400, ['DIGEST_INVALID']],
  [
    'a manifest asked for as a blob',
    plain('GET', `/v2/app/blobs/${digestOf(image(dockerManifest))}`),
    404,
    ['BLOB_UNKNOWN']
  ],
  ['a blob asked for as a manifest', plain('GET', `/v2/app/manifests/${layer}`), 500, ['UNKNOWN']],
  [
    'a blob',
    plain('GET', `/v2/app/blobs/${layer}`),
    200,
    [],
    {
      'content-length': '5',
      'content-type': 'application/octet-stream',
      'docker-content-digest': layer,
      etag: `"${layer}"`
    }
  ],
  ['a digest with an encoded colon', plain('HEAD', `/v2/app/blobs/${encodeURIComponent(layer)}`), 200]
]

const uploads: readonly Step[] = [
  ['a session', plain('POST', '/v2/app/blobs/uploads/', { body: '' }), 202, [], { location, range: '0-0' }],
  ['a POST with the whole blob', plain('POST', `/v2/app/blobs/uploads/?digest=${absent}`, { body: 'absent' }), 202],
  ['the whole blob', url => upload(url, 'whole'), 201, [], { 'docker-content-digest': digestOf('whole') }],
  ['an empty blob', url => upload(url, ''), 201],
  [
    'a chunked body',
    async url => {
      const target = withDigest(url, await session(url), digestOf('chunked'))
      return raw('PUT', target, { body: 'chunked', chunked: true })
    },
    201
  ],
  [
    'a wrong digest',
    async url => raw('PUT', withDigest(url, await session(url), absent), { body: 'x' }),
    400,
    ['DIGEST_INVALID']
  ],
  ['no digest', async url => raw('PUT', await session(url), { body: 'x' }), 400, ['DIGEST_INVALID']],
  [
    'half a digest',
    async url => raw('PUT', withDigest(url, await session(url), 'sha256:abc'), { body: 'x' }),
    400,
    ['DIGEST_INVALID']
  ],
  [
    'a session without its state',
    async url => raw('PUT', (await session(url)).replace(/\?.*/, ''), { body: 'x' }),
    404,
    ['BLOB_UPLOAD_INVALID']
  ],
  [
    'a session of another repository',
    async url => raw('PATCH', (await session(url)).replace('/app/', '/other/'), { body: 'x' }),
    404,
    ['BLOB_UPLOAD_INVALID']
  ],
  [
    'a session that is over',
    async url => {
      const opened = await session(url)
      await raw('PUT', withDigest(url, opened, digestOf('over')), { body: 'over' })
      return raw('PUT', withDigest(url, opened, digestOf('over')), { body: 'over' })
    },
    404,
    ['BLOB_UPLOAD_UNKNOWN']
  ],
  [
    'a session after a wrong digest',
    async url => {
      const opened = await session(url)
      await raw('PUT', withDigest(url, opened, absent), { body: 'x' })
      return raw('GET', opened)
    },
    404,
    ['BLOB_UPLOAD_INVALID']
  ],
  ['the state of a session', async url => raw('GET', await session(url)), 204, [], { range: '0-0', location }],
  ['a cancelled session', async url => raw('DELETE', await session(url)), 204],
  [
    'a stream',
    async url => raw('PATCH', await session(url), { body: 'hello', chunked: true }),
    202,
    [],
    { range: '0-4', location }
  ],
  [
    'a range, which is not checked',
    async url => raw('PATCH', await session(url), { body: 'hello', headers: { 'content-range': '7-11' } }),
    202,
    [],
    { range: '0-4' }
  ],
  [
    'a part of another type',
    async url => raw('PATCH', await session(url), { body: 'x', headers: { 'content-type': 'text/plain' } }),
    500,
    ['UNKNOWN']
  ],
  [
    'a part sent to the Location before last',
    async url => {
      const opened = await session(url)
      await raw('PATCH', opened, { body: 'hello' })
      return raw('PATCH', opened, { body: 'world' })
    },
    404,
    ['BLOB_UPLOAD_INVALID']
  ],
  [
    'parts, the last one with the PUT',
    async url => {
      const patched = await raw('PATCH', await session(url), { body: 'hello' })
      return raw('PUT', withDigest(url, patched.headers.location ?? '', digestOf('helloworld')), { body: 'world' })
    },
    201,
    [],
    { 'docker-content-digest': digestOf('helloworld') }
  ],
  [
    'a mount',
    plain('POST', `/v2/other/blobs/uploads/?mount=${layer}&from=app`, { body: '' }),
    201,
    [],
    { 'docker-content-digest': layer }
  ],
  ['a mounted blob', plain('HEAD', `/v2/other/blobs/${layer}`), 200],
  [
    'a mount of an absent blob',
    plain('POST', `/v2/other/blobs/uploads/?mount=${absent}&from=app`, { body: '' }),
    202,
    [],
    { range: '0-0' }
  ],
  ['a mount from no repository', plain('POST', `/v2/other/blobs/uploads/?mount=${layer}&from=none`, { body: '' }), 202],
  ['a mount that names no source', plain('POST', `/v2/other/blobs/uploads/?mount=${layer}`, { body: '' }), 202],
  ['tags of a repository of blobs only', plain('GET', '/v2/other/tags/list'), 404, ['NAME_UNKNOWN']]
]

conform('paths and blobs', paths)

conform('uploads', uploads, [
  [
    'a session whose client went away in the middle of its body is of no use',
    async url => {
      const opened = await session(url)
      const half = raw('PATCH', opened, { body: 'half', headers: { 'content-length': 8 }, abortAfter: 200 })
      await expect(half).rejects.toThrow()
      await expect.poll(async () => (await raw('GET', opened)).codes).toEqual(['BLOB_UPLOAD_INVALID'])
    }
  ]
])
