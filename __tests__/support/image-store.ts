import { createHash } from 'node:crypto'
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** Where images can be put: a registry over http, or one in memory. */
export type ImageStore = {
  putBlob: (repository: string, bytes: Buffer) => unknown
  /** May answer the digest that the store gave the manifest. */
  putManifest: (repository: string, reference: string, bytes: Buffer, mediaType: string) => unknown
}

/** A registry by its address, with what it takes to write to it. */
export type HttpTarget = {
  /** Such as `http://127.0.0.1:5000`. */
  url: string
  username?: string
  password?: string
  /** Such as an `authorization` with a token that was minted for the repository. */
  headers?: Readonly<Record<string, string>>
  /** The authority behind its certificate, as PEM. */
  ca?: string
}

/** A whole answer. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** The digest of some bytes. */
export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/**
 * Sends one request and reads the whole answer, on a connection of its own. Nothing is retried or followed.
 *
 * @param path beneath the target's address, or a whole address of the same server
 */
export const send = (
  target: HttpTarget,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: Buffer
): Promise<Answer> => {
  const url = new URL(path, target.url)
  const credentials = target.username === undefined ? {} : { auth: `${target.username}:${target.password ?? ''}` }
  const options = {
    method,
    agent: false as const,
    headers: { ...target.headers, ...headers, ...(body === undefined ? {} : { 'content-length': body.length }) },
    ...credentials,
    ...(target.ca === undefined ? {} : { ca: target.ca })
  }
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, incoming => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const expectStatus = (what: string, answer: Answer, status: number): void => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.body.toString('utf8')}`)
}

/** A registry over http as a store. */
export const httpStore = (target: HttpTarget): ImageStore => ({
  putBlob: async (repository, bytes) => {
    const digest = digestOf(bytes)
    const start = await send(target, 'POST', `/v2/${repository}/blobs/uploads/`)
    expectStatus(`POST upload to ${repository}`, start, 202)
    const location = new URL(start.headers.location ?? '', target.url)
    location.searchParams.set('digest', digest)
    const type = { 'content-type': 'application/octet-stream' }
    expectStatus(`PUT ${digest}`, await send(target, 'PUT', location.href, type, bytes), 201)
  },
  putManifest: async (repository, reference, bytes, mediaType) => {
    const path = `/v2/${repository}/manifests/${reference}`
    const answer = await send(target, 'PUT', path, { 'content-type': mediaType }, bytes)
    expectStatus(`PUT ${path}`, answer, 201)
    return answer.headers['docker-content-digest']
  }
})
