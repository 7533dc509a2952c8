import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Answer, emptyAnswer, notFound, textAnswer } from './memory-registry/answer.js'
import { type Access, accessFor, createAuth } from './memory-registry/auth.js'
import { answerBlob, answerTags, redirectAnswer } from './memory-registry/blobs.js'
import { type Exchange, readAll } from './memory-registry/exchange.js'
import { createFaults } from './memory-registry/faults.js'
import { answerManifest } from './memory-registry/manifests.js'
import { inFront as oddityInFront, onTheWay } from './memory-registry/oddities.js'
import { kindOf, type Route, routeOf } from './memory-registry/route.js'
import { createStore } from './memory-registry/store.js'
import { strike } from './memory-registry/strike.js'
import type { MemoryRegistry, MemoryRegistryOptions, RecordedRequest } from './memory-registry/types.js'
import { answerUpload, answerUploads } from './memory-registry/uploads.js'
import { Broken, createWire } from './memory-registry/wire.js'

export type { Fault, FaultEffect, FaultMatch, RegisteredFault, StatusFault } from './memory-registry/fault-types.js'
export type {
  LocationForm,
  MemoryRegistry,
  MemoryRegistryOptions,
  RecordedRequest,
  RequestKind,
  StoredManifest
} from './memory-registry/types.js'
export { digestOf } from './memory-registry/answer.js'

const tokenFormLimit = 64 * 1024

const discardAbove = (discard: boolean | number | undefined): number =>
  typeof discard === 'number' ? discard : discard ? 0 : Infinity

/** Go routes by the decoded path: `sha256%3Aabc…` is a digest as well. */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const recordOf = (req: IncomingMessage, url: URL, route: Route): RecordedRequest => {
  const method = req.method ?? 'GET'
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: req.headers,
    kind: kindOf(route, method, url.searchParams),
    repository: 'repository' in route ? route.repository : undefined,
    reference: 'reference' in route ? route.reference : (url.searchParams.get('mount') ?? undefined),
    port: req.socket.remotePort,
    status: undefined,
    received: 0,
    sent: 0,
    fault: undefined,
    broken: false
  }
}

/**
 * A registry in this process, on a free port of the loopback interface. It answers as Distribution 2.8 does, except
 * where an option says otherwise, and fails in the ways that `fault` asks for.
 */
export const startMemoryRegistry = async (options: MemoryRegistryOptions = {}): Promise<MemoryRegistry> => {
  const store = createStore({ discardAbove: discardAbove(options.discardBlobs), readLag: options.readLag ?? 0 })
  const auth = createAuth(options)
  const faults = createFaults()
  const requests: RecordedRequest[] = []
  const registry = { store, options }

  const accessOf = (exchange: Exchange, route: Route): readonly Access[] =>
    'repository' in route ? accessFor(exchange.method, route.repository, exchange.query.get('from')) : []

  const refuse = (exchange: Exchange, route: Route): Answer | undefined => {
    const odd = oddityInFront(options, exchange, route)
    if (odd) return odd
    const { authorization } = exchange.headers
    if (options.refuseAuthorization && authorization !== undefined) {
      return textAnswer(400, 'application/xml', '<Error><Code>InvalidArgument</Code></Error>')
    }
    if (route.to !== 'ping' && !('repository' in route)) return undefined
    return auth.check({ authorization, origin: exchange.origin }, accessOf(exchange, route))
  }

  const answerOf = async (exchange: Exchange, route: Route): Promise<Answer> => {
    switch (route.to) {
      case 'root':
        return emptyAnswer(200, { 'cache-control': 'no-cache' })
      case 'ping':
        return textAnswer(200, 'application/json; charset=utf-8', '{}')
      case 'slash':
        return redirectAnswer(301, route.location, exchange.method)
      case 'token':
        if (options.auth !== 'token') return notFound()
        return auth.token(exchange.method, exchange.query, exchange.headers.authorization, async () => {
          return (await readAll(exchange, tokenFormLimit)) ?? Buffer.alloc(0)
        })
      case 'manifest':
        return answerManifest(registry, exchange, route.repository, route.reference)
      case 'blob':
        return answerBlob(registry, exchange, route.repository, route.reference)
      case 'uploads':
        return answerUploads(registry, exchange, route.repository)
      case 'upload':
        return answerUpload(registry, exchange, route.repository, route.uuid)
      case 'tags':
        return answerTags(registry, exchange, route.repository)
      case 'nowhere':
        return notFound()
    }
  }

  const handle = async (exchange: Exchange, route: Route): Promise<Answer> =>
    onTheWay(options, exchange, route, await answerOf(exchange, route))

  const serve = async (req: IncomingMessage, res: ServerResponse, awaitsContinue: boolean): Promise<void> => {
    const url = new URL(req.url ?? '/', 'http://registry.invalid')
    const route = routeOf(decoded(url.pathname))
    const record = recordOf(req, url, route)
    requests.push(record)
    const wire = createWire(req, res, record, awaitsContinue)
    const { method, path, query, headers } = record
    const scheme = headers['x-forwarded-proto'] ?? (options.tls ? 'https' : 'http')
    const origin = `${String(scheme)}://${headers.host ?? host}`
    const exchange: Exchange = { method, path, query, headers, origin, body: wire.body }
    if (path.startsWith('/v2')) {
      res.setHeader('docker-distribution-api-version', 'registry/2.0').setHeader('x-content-type-options', 'nosniff')
    }

    const expired = (): Answer => auth.expired(origin, accessOf(exchange, route))
    const inFront = faults.take(record, true)
    if (inFront) {
      const letIn = async (): Promise<Answer> => refuse(exchange, route) ?? handle(exchange, route)
      return strike(inFront, { method, wire, expired, handle: letIn })
    }
    const refusal = refuse(exchange, route)
    if (refusal) return wire.send(refusal)
    const struck = faults.take(record, false)
    if (struck) return strike(struck, { method, wire, expired, handle: () => handle(exchange, route) })
    return wire.send(await handle(exchange, route))
  }

  const listen = (awaitsContinue: boolean): RequestListener => {
    return (req, res) => {
      serve(req, res, awaitsContinue).catch((error: unknown) => {
        if (error instanceof Broken || req.socket.destroyed) return
        // A defect of this registry: say so to whoever runs the test.
        console.error(error)
        if (res.headersSent) req.socket.destroy()
        else res.writeHead(500).end(String(error))
      })
    }
  }

  const server = options.tls ? createTlsServer(options.tls, listen(false)) : createServer(listen(false))
  server.on('checkContinue', listen(true))
  // Go's server closes no idle connection and limits no upload.
  server.keepAliveTimeout = 0
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    host,
    url: `${options.tls ? 'https' : 'http'}://${host}`,
    requests,
    issuedTokens: auth.issued,
    putBlob: store.putBlob,
    putGeneratedBlob: (repository, size, seed = 1) => store.putGeneratedBlob(repository, size, seed),
    hasBlob: (repository, digest) => store.blob(repository, digest) !== undefined,
    getBlob: (repository, digest) => store.blob(repository, digest)?.bytes,
    blobs: store.blobs,
    deleteBlob: store.deleteBlob,
    putManifest: store.putManifest,
    getManifest: store.manifest,
    deleteManifest: store.deleteManifest,
    tags: store.tags,
    repositories: store.repositories,
    openUploads: store.openUploads,
    fault: faults.add,
    clearFaults: faults.clear,
    revokeTokens: auth.revoke,
    clearRequests: () => {
      requests.length = 0
    },
    reset: () => {
      store.clear()
      faults.clear()
      auth.clear()
      requests.length = 0
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
}
