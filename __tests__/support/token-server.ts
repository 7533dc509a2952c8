import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { atExit } from './cleanup.js'
import { tls } from './tls.js'

/** Someone who may log in. */
export type Account = {
  password: string
  /** Actions by repository, `*` for every other one; without it everything is allowed. */
  rights?: Readonly<Record<string, readonly string[]>>
}

export type TokenServerOptions = {
  accounts: Readonly<Record<string, Account>>
  /** What who does not log in gets: a token to pull, a token without rights, or (by default) no token. */
  anonymous?: 'pull' | 'nothing' | 'refused'
  /** The refresh token of the first account. */
  refreshToken?: string
  /** Seconds that a token is valid. Distribution grants 60 more: below -60 a token is refused at once. */
  lifetime?: number
  /** What `expires_in` says, by default the lifetime; null leaves it and `issued_at` out. */
  expiresIn?: number | null | undefined
  /** The field that the token comes in, by default `token`. */
  field?: 'token' | 'access_token'
  /** Refuses every POST with this status, as servers without the OAuth2 endpoint do. */
  postStatus?: 404 | 405 | undefined
  /** Serves over https, with the certificate of {@link tls}. */
  tls?: boolean
}

/** A request as it came. */
export type TokenRequest = {
  method: string
  headers: IncomingMessage['headers']
  query: URLSearchParams
  /** The fields of a POST's form. */
  form: URLSearchParams
  status: number
}

/** A token server in this process. */
export type TokenServer = {
  realm: string
  service: string
  issuer: string
  /** All requests so far, oldest first. */
  requests: TokenRequest[]
  /** Changes how it answers from now on. */
  change: (options: Partial<Omit<TokenServerOptions, 'tls'>>) => void
  /** Makes a token without a request, by default for everything in the repository. */
  mint: (repository: string, actions?: readonly string[]) => string
  close: () => Promise<void>
}

type Access = { type: string; name: string; actions: string[] }

/** Who the service and the issuer are in every token. */
const service = 'registry.test'
const issuer = 'token-server.test'

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const signToken = (subject: string, access: readonly Access[], lifetime: number): string => {
  const { key, cert } = tls()
  const now = Math.floor(Date.now() / 1000)
  // Distribution finds the key in the certificate chain and checks that against its rootcertbundle.
  const header = { typ: 'JWT', alg: 'ES256', x5c: [new X509Certificate(cert).raw.toString('base64')] }
  const times = { iat: now, nbf: now - 10, exp: now + lifetime }
  const claims = { iss: issuer, sub: subject, aud: service, jti: randomUUID(), ...times, access }
  const content = `${base64url(header)}.${base64url(claims)}`
  const signature = sign('sha256', Buffer.from(content), { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' })
  return `${content}.${signature.toString('base64url')}`
}

const parseScope = (scope: string): Access => {
  const [, type = '', name = '', actions = ''] = /^([^:]*):(.*):([^:]*)$/.exec(scope) ?? []
  return { type, name, actions: actions.split(',') }
}

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

/** Starts a token server as the Distribution specification describes it, on a free loopback port. */
export const startTokenServer = async (initial: TokenServerOptions): Promise<TokenServer> => {
  let options = initial
  const requests: TokenRequest[] = []
  const refreshToken = (): string => options.refreshToken ?? 'a-refresh-token'

  const findAccount = (username: string, password: string): string | undefined =>
    options.accounts[username]?.password === password ? username : undefined

  /** The account that a request proves, null for none, undefined for a wrong proof. */
  const whoAsks = ({ headers, form, method }: Omit<TokenRequest, 'status'>): string | null | undefined => {
    if (method === 'POST' && form.get('grant_type') === 'refresh_token') {
      return form.get('refresh_token') === refreshToken() ? Object.keys(options.accounts)[0] : undefined
    }
    if (method === 'POST') return findAccount(form.get('username') ?? '', form.get('password') ?? '')
    if (headers.authorization === undefined) return null
    const [, basic = ''] = /^basic (.*)$/i.exec(headers.authorization) ?? []
    const [, username = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString()) ?? []
    return findAccount(username, password)
  }

  const grant = (username: string | null, { type, name, actions }: Access): Access => {
    const everything = ['pull', 'push', 'delete', '*']
    const ofAnonymous = options.anonymous === 'pull' && type === 'repository' ? ['pull'] : []
    const rights = username === null ? undefined : options.accounts[username]?.rights
    const allowed = username === null ? ofAnonymous : rights === undefined ? everything : (rights[name] ?? rights['*'])
    return { type, name, actions: actions.filter(action => allowed?.includes(action)) }
  }

  const answer = (request: Omit<TokenRequest, 'status'>): { status: number; body: object } => {
    if (request.method === 'POST' && options.postStatus !== undefined) return { status: options.postStatus, body: {} }
    const username = whoAsks(request)
    if (username === undefined || (username === null && (options.anonymous ?? 'refused') === 'refused')) {
      return { status: 401, body: { errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] } }
    }
    const fields = request.method === 'POST' ? request.form : request.query
    const scopes = fields.getAll('scope').flatMap(scope => scope.split(' ').filter(word => word !== ''))
    const access = scopes.map(scope => grant(username, parseScope(scope))).filter(({ actions }) => actions.length > 0)
    const { lifetime = 300, field = request.method === 'POST' ? 'access_token' : 'token' } = options
    const { expiresIn = lifetime } = options
    const offline = fields.get('access_type') === 'offline' || fields.get('offline_token') === 'true'
    const body = {
      [field]: signToken(username ?? '', access, lifetime),
      ...(expiresIn === null ? {} : { expires_in: expiresIn, issued_at: new Date().toISOString() }),
      ...(offline && username !== null ? { refresh_token: refreshToken() } : {})
    }
    return { status: 200, body }
  }

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const query = new URL(incoming.url ?? '/', 'http://localhost').searchParams
    const { method = 'GET', headers } = incoming
    const request = { method, headers, query, form: await readForm(incoming) }
    const { status, body } = answer(request)
    requests.push({ ...request, status })
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    handle(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error))
  }
  const server = initial.tls === true ? createHttpsServer(tls(), listener) : createHttpServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const takeBack = atExit(() => server.close())
  return {
    realm: `${initial.tls === true ? 'https' : 'http'}://127.0.0.1:${port}/token`,
    service,
    issuer,
    requests,
    change: changed => {
      options = { ...options, ...changed }
    },
    mint: (repository, actions = ['pull', 'push', 'delete']) =>
      signToken('minted', [{ type: 'repository', name: repository, actions: [...actions] }], 300),
    close: async () => {
      takeBack()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
