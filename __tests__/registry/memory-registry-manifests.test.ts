import { expect } from 'vitest'
import { digestOf } from '../support/memory-registry.js'
import {
  type Check,
  config,
  conform,
  descriptorOf,
  dockerList,
  dockerManifest,
  get,
  image,
  index,
  ociIndex,
  ociManifest,
  plain,
  put,
  type Step,
  upload
} from '../support/memory-registry/conformance.js'
import { raw } from '../support/memory-registry/raw.js'

const schema1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
const foreignType = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
const ociLayer = 'application/vnd.oci.image.layer.v1.tar+gzip'
const absent = digestOf('absent')
const url = 'https://example.com/layer'

const docker = image(dockerManifest)
const oci = image(ociManifest)
const list = index(dockerList, dockerManifest, docker)
const linux = index(dockerList, dockerManifest, docker, 'linux')
const ociList = index(ociIndex, ociManifest, oci)
const foreign = (more = {}): string => image(dockerManifest, descriptorOf(foreignType, 'elsewhere', more))
const ociForeign = (more = {}): string => image(ociManifest, descriptorOf(ociLayer, 'elsewhere', more))

type Write = readonly [
  name: string,
  reference: string,
  body: string,
  type: string | undefined,
  status?: number,
  ...codes: string[]
]
const invalid = [400, 'MANIFEST_INVALID'] as const
const unknownBlob = [400, 'MANIFEST_BLOB_UNKNOWN'] as const
const unusable = [500, 'UNKNOWN', 'UNKNOWN', 'MANIFEST_BLOB_UNKNOWN'] as const

// Without a status they are taken: 201, and told by digest where they are.
const writes: readonly Write[] = [
  ['a manifest', 'docker', docker, dockerManifest],
  ['a manifest by digest', digestOf(docker), docker, dockerManifest],
  ['a manifest by a wrong digest', absent, docker, dockerManifest, 400, 'DIGEST_INVALID'],
  ['a type with a parameter', 'docker', docker, `${dockerManifest}; charset=utf-8`],
  ['no type', 'x', docker, undefined, ...invalid],
  ['an unknown type', 'x', docker, 'application/json', ...invalid],
  ['a type that is not the one inside', 'x', docker, ociManifest, ...invalid],
  ['an index as a list', 'x', ociList, dockerList, ...invalid],
  ['no JSON', 'x', '{', dockerManifest, ...invalid],
  ['no object', 'x', '[]', dockerManifest, ...invalid],
  ['nothing', 'x', '', dockerManifest, ...invalid],
  ['a size that is no number', 'x', image(dockerManifest, { digest: absent, size: '1' }), dockerManifest, ...invalid],
  ['more than 4 MiB', 'x', docker.padEnd((4 << 20) + 1), dockerManifest, ...invalid],
  ['4 MiB', 'large', docker.padEnd(4 << 20), dockerManifest],
  ['a Docker manifest without its type', 'x', image(undefined), dockerManifest, ...invalid],
  ['an OCI manifest', 'oci', oci, ociManifest],
  ['an OCI manifest without its type', 'untyped', image(undefined), ociManifest],
  ['another schema version', 'x', oci.replace('Version":2', 'Version":1'), ociManifest, 500, 'UNKNOWN'],
  ['an absent layer', 'x', image(ociManifest, descriptorOf(ociLayer, 'absent')), ociManifest, ...unknownBlob],
  ['half a digest', 'x', image(dockerManifest, { digest: 'sha256:abc', size: 1 }), dockerManifest, ...unusable],
  ['no digest', 'x', image(dockerManifest, {}), dockerManifest, 400, 'DIGEST_INVALID', 'MANIFEST_BLOB_UNKNOWN'],
  ['a foreign layer', 'foreign', foreign({ urls: [url] }), dockerManifest],
  ['a foreign layer without a url', 'x', foreign(), dockerManifest, ...unusable],
  ['a foreign layer by ftp', 'x', foreign({ urls: ['ftp://example.com/x'] }), dockerManifest, ...unusable],
  ['an absent OCI layer with a url', 'oci-foreign', ociForeign({ urls: [url] }), ociManifest],
  ['an absent OCI layer by ftp', 'x', ociForeign({ urls: ['ftp://example.com/x'] }), ociManifest, ...unusable],
  ['a list', 'list', list, dockerList],
  ['a list with a Linux entry', 'linux', linux, dockerList],
  ['a list without entries', 'none', list.replace(/\[.*\]/, '[]'), dockerList],
  ['a list of an absent child', 'x', index(dockerList, dockerManifest, 'gone'), dockerList, ...unknownBlob],
  ['a list of a blob', 'blob', index(dockerList, dockerManifest, 'layer'), dockerList],
  ['an index of a Docker manifest', 'mixed', index(ociIndex, dockerManifest, docker), ociIndex],
  ['an index', 'index', ociList, ociIndex],
  ['an index without its type', 'untyped-index', index(undefined, ociManifest, oci), ociIndex],
  ['an index with layers', 'x', index(ociIndex, ociManifest, oci, 'windows', { layers: [] }), ociIndex, ...invalid],
  ['an OCI manifest with manifests', 'x', image(ociManifest, undefined, { manifests: [] }), ociManifest, ...invalid],
  ['a Docker manifest with manifests', 'odd', image(dockerManifest, undefined, { manifests: [] }), dockerManifest]
]

const writeSteps = writes.map(([name, reference, body, type, status = 201, ...codes]): Step => {
  const place: unknown = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v2\/app\/manifests\/sha256:[0-9a-f]{64}$/)
  const headers = status === 201 ? { 'docker-content-digest': digestOf(body), location: place } : {}
  return [`PUT ${name}`, to => put(to, reference, body, type), status, codes, headers]
})

type Read = readonly [name: string, reference: string, accept: string | undefined, type?: string, bytes?: string]

// Without a type they are not found.
const reads: readonly Read[] = [
  ['a manifest by tag', 'docker', dockerManifest, dockerManifest, docker],
  ['one of several types', 'docker', `${ociIndex};q=0.5, ${dockerManifest}`, dockerManifest, docker],
  ['a manifest by digest', digestOf(docker), dockerManifest, dockerManifest, docker],
  ['a manifest for an old client', 'docker', undefined, schema1],
  ['a manifest under */*', 'docker', '*/*', schema1],
  ['a manifest by digest under */*', digestOf(docker), '*/*', dockerManifest, docker],
  ['an OCI manifest', 'oci', ociManifest, ociManifest, oci],
  ['an OCI manifest that is not accepted', 'oci', `${dockerManifest}, */*`],
  ['an OCI manifest that is not accepted, by digest', digestOf(oci), dockerManifest],
  ['an OCI manifest without its type that is not accepted', 'untyped', dockerManifest],
  ['a list', 'list', `${dockerManifest}, ${dockerList}`, dockerList, list],
  ['a list of Windows entries that is not accepted', 'list', dockerManifest],
  ['a list of Windows entries that is not accepted, by digest', digestOf(list), dockerManifest, dockerList, list],
  ['a list with a Linux entry that is not accepted', 'linux', dockerManifest, dockerManifest, docker],
  ['an index', 'index', ociIndex, ociIndex, ociList],
  ['an index that is not accepted', 'index', `${ociManifest}, ${dockerList}`],
  ['an index that is not accepted, by digest', digestOf(ociList), dockerList],
  ['an index without its type under */*', 'untyped-index', '*/*', ociIndex]
]

const readSteps = reads.map(([name, reference, accept, type, bytes]): Step => {
  const read = `GET ${name}`
  if (type === undefined) return [read, to => get(to, reference, accept), 404, ['MANIFEST_UNKNOWN']]
  const digest = bytes === undefined ? {} : { 'docker-content-digest': digestOf(bytes), etag: `"${digestOf(bytes)}"` }
  const size = bytes === undefined ? {} : { 'content-length': String(bytes.length) }
  return [read, to => get(to, reference, accept), 200, [], { 'content-type': type, ...digest, ...size }]
})

const unchanged = { accept: dockerManifest, 'if-none-match': `"${digestOf(docker)}"` }
const others: readonly Step[] = [
  [
    'PUT into a repository without the blobs',
    to => put(to, 'x', docker, dockerManifest, 'empty'),
    400,
    ['MANIFEST_BLOB_UNKNOWN', 'MANIFEST_BLOB_UNKNOWN']
  ],
  [
    'PUT into a repository without the child',
    to => put(to, 'x', list, dockerList, 'empty'),
    400,
    ['MANIFEST_BLOB_UNKNOWN']
  ],
  ['GET what the client has', plain('GET', '/v2/app/manifests/docker', { headers: unchanged }), 304],
  ['DELETE a tag', plain('DELETE', '/v2/app/manifests/docker'), 400, ['DIGEST_INVALID']],
  ['DELETE a manifest', plain('DELETE', `/v2/app/manifests/${digestOf(docker)}`), 202],
  ['DELETE it again', plain('DELETE', `/v2/app/manifests/${digestOf(docker)}`), 404, ['MANIFEST_UNKNOWN']],
  ['GET its tag', to => get(to, 'docker', dockerManifest), 404, ['MANIFEST_UNKNOWN']],
  ['DELETE a blob', plain('DELETE', `/v2/app/blobs/${digestOf('layer')}`), 202],
  ['DELETE the blob again', plain('DELETE', `/v2/app/blobs/${digestOf('layer')}`), 404, ['BLOB_UNKNOWN']]
]

const fill = async (to: string, repository: string, reference: string): Promise<void> => {
  await upload(to, config, repository)
  await upload(to, 'layer', repository)
  expect((await put(to, reference, docker, dockerManifest, repository)).status).toBe(201)
}

const checks: readonly Check[] = [
  [
    'tags come all at once, whatever n and last say',
    async to => {
      const answer = await raw('GET', `${to}/v2/app/tags/list?n=1&last=z`)
      const { tags } = answer.json() as { tags: string[] }
      expect(tags).toEqual(expect.arrayContaining(['oci', 'list', 'index', 'untyped', 'foreign']))
      expect(answer.headers).not.toHaveProperty('link')
    }
  ],
  [
    'a repository whose manifest has no tag is not known to tags/list',
    async to => {
      await fill(to, 'untagged', digestOf(docker))
      expect((await raw('GET', `${to}/v2/untagged/tags/list`)).codes).toEqual(['NAME_UNKNOWN'])
    }
  ],
  [
    'a repository that lost its last tag has null for tags',
    async to => {
      await fill(to, 'emptied', 'only')
      await raw('DELETE', `${to}/v2/emptied/manifests/${digestOf(docker)}`)
      expect((await raw('GET', `${to}/v2/emptied/tags/list`)).json()).toEqual({ name: 'emptied', tags: null })
    }
  ],
  [
    'a HEAD has the headers of the GET, also of an error',
    async to => {
      const accept = { headers: { accept: ociManifest } }
      for (const [reference, options] of [
        ['oci', accept],
        ['nowhere', {}]
      ] as const) {
        const [head, full] = [
          await raw('HEAD', `${to}/v2/app/manifests/${reference}`, options),
          await raw('GET', `${to}/v2/app/manifests/${reference}`, options)
        ]
        expect({ ...head.headers, date: '' }).toEqual({ ...full.headers, date: '' })
        expect(head.body).toHaveLength(0)
      }
    }
  ]
]

conform('manifests', [...writeSteps, ...readSteps, ...others], checks)
