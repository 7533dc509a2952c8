import { printable } from '../../runner/log.js'
import { abortable } from '../../common/abortable.js'
import { isRecord } from '../../common/json.js'
import { BodyError, headerOf, type Answer, type Request } from './transport.js'
import { registryOfHost } from '../../oci/reference.js'
import { parseRetryAfter } from './retry-after.js'

type Details = {
  /** what the user wanted: `reading ghcr.io/org/app:v1` */
  readonly doing: string
  readonly status?: number
  /** why it failed, as half a sentence */
  readonly why: string
  /** what to do about it, as a sentence */
  readonly remedy?: string | undefined
  readonly temporary?: boolean
  /** milliseconds that the registry asks to wait */
  readonly retryAfter?: number | undefined
  /** the connection had been idle and was closed by the other side: trying at once is right */
  readonly staleConnection?: boolean
  /** a write that may have been done all the same, and of which nobody can tell */
  readonly unsettled?: boolean
  readonly cause?: unknown
}

/** A request to a registry that failed: what was wanted, why it failed, what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly doing: string
  readonly status: number | undefined
  readonly why: string
  readonly temporary: boolean
  readonly retryAfter: number | undefined
  readonly staleConnection: boolean
  readonly unsettled: boolean

  constructor(private readonly details: Details) {
    const { doing, why, remedy } = details
    const sentence = `${doing.charAt(0).toUpperCase()}${doing.slice(1)} failed: ${why}.`
    super(remedy === undefined ? sentence : `${sentence} ${remedy}`, { cause: details.cause })
    this.doing = doing
    this.why = why
    this.status = details.status
    this.temporary = details.temporary ?? false
    this.retryAfter = details.retryAfter
    this.staleConnection = details.staleConnection ?? false
    this.unsettled = details.unsettled ?? false
  }

  /** The same failure for another request that waited for the outcome of this one. */
  of({ doing }: Pick<Request, 'doing'>): RegistryError {
    return doing === this.doing ? this : new RegistryError({ ...this.details, doing })
  }

  /** The same failure, of a write that may have been done all the same. */
  asUnsettled(): RegistryError {
    return new RegistryError({ ...this.details, unsettled: true })
  }
}

/** Waits for what other requests may wait for too: until the request is cancelled, and failing under its name. */
export const waitingFor = <T>(work: Promise<T>, request: Request): Promise<T> =>
  abortable(work, request.signal).catch((error: unknown) => {
    throw error instanceof RegistryError ? error.of(request) : error
  })

// --- answers -----------------------------------------------------------------------------------------------------

const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504])

/** Whether the same request may succeed a little later. */
export const isTransient = (status: number): boolean => transientStatuses.has(status)

/** What stands between us and the registry says these (RFC 9110, section 15.6), whatever the registry has done. */
const gatewayStatuses = new Set([502, 503, 504])

/** Whether a write that failed so may have been done all the same: the registry's own answer did not come, or made no sense. */
export const isUncertain = ({ status }: RegistryError): boolean => status === undefined || gatewayStatuses.has(status)

type Said = { readonly codes: readonly string[]; readonly messages: readonly string[]; readonly html: boolean }

const textOf = (value: unknown): string[] =>
  typeof value === 'string' && value !== '' ? [printable(value).slice(0, 500)] : []

const parseBody = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    // An error without a readable body is told by its status alone.
    return undefined
  }
}

/** Reads the error body of the distribution spec, `{"errors":[{"code","message","detail"}]}`, and of token servers. */
const readSaid = (answer: Answer): Said => {
  const html = (headerOf(answer, 'content-type') ?? '').includes('text/html')
  const body = html ? undefined : parseBody(answer.bytes)
  if (!isRecord(body)) return { codes: [], messages: [], html }
  const errors = (Array.isArray(body.errors) ? body.errors : [body]).slice(0, 10).filter(isRecord)
  return {
    codes: errors.flatMap(item => textOf(item.code ?? item.error)),
    messages: errors.flatMap(item => textOf(item.message ?? item.details ?? item.error_description)),
    html
  }
}

/** What to do about a login that the registry does not know. */
export const wrongLogin = 'Check the user name and the password or token (expired, revoked, or for another registry?).'

/** What the request needs rights for, as a verb. */
const needOf = ({ scopes = [] }: Pick<Request, 'scopes'>): string =>
  scopes.some(scope => scope.endsWith('push')) ? 'push to' : 'pull from'

/** What to do about a login that is known, but may not do what was asked for. */
export const missingRights = (registry: string, request: Pick<Request, 'scopes'>): string =>
  `The login that was used for ${registry} has no right to ${needOf(request)} this repository: check the account, the token's scopes (on ghcr.io also 'permissions: packages: write'), and the repository's name.`

const loginHint = (registry: string): string =>
  `Log in to ${registry} before this step (docker/login-action), or give the inputs 'username' and 'password'`

const waitHint = (retryAfter: number | undefined, now: number): string =>
  retryAfter === undefined
    ? 'Try again later, or log in: logged-in users have higher limits.'
    : `It asks to wait until ${new Date(now + retryAfter).toISOString()}. Try again then, or log in: logged-in users have higher limits.`

/** What to do about a 401 or 403. With a token a login was good already when it got the token; with Basic it was not. */
const denialRemedy = (request: Request, answer: Answer): string => {
  const registry = registryOfHost(request.url.host)
  if (answer.elsewhere === true)
    return `${registry} keeps its blobs at ${answer.url.host}, which refused it: run the job again, and look at the proxy or firewall of the runner.`
  const basic = /^\s*basic\b/i.test(headerOf(answer, 'www-authenticate') ?? '')
  if (answer.login === true) return answer.status === 401 && basic ? wrongLogin : missingRights(registry, request)
  const hint = loginHint(registry)
  return answer.status === 401
    ? `${hint}.`
    : `${hint}: without a login it may not be allowed to ${needOf(request)} this repository.`
}

/** What to do, by what the registry said. */
const remedyFor = (
  request: Request,
  answer: Answer,
  said: Said,
  retryAfter: number | undefined
): string | undefined => {
  const { status } = answer
  const registry = registryOfHost(request.url.host)
  if (/TAG_?ALREADY_?EXISTS|immutab/i.test([...said.codes, ...said.messages].join(' '))) {
    return 'The registry does not let a published tag be changed: publish under another tag, or allow changes in its settings.'
  }
  if (status === 429 || said.codes.includes('TOOMANYREQUESTS')) return waitHint(retryAfter, Date.now())
  if (status === 407) return 'The proxy asks for a login: put it into HTTPS_PROXY (http://user:password@host:port).'
  if (status === 401 || status === 403) return denialRemedy(request, answer)
  if (said.html && status < 600 && !isTransient(status))
    return `${registry} does not answer as a registry does: check the host in the input 'image'.`
  if (said.codes.includes('NAME_UNKNOWN'))
    return 'Check the name of the repository; some registries want it created before the first push.'
  if (retryAfter !== undefined && retryAfter > 0 && isTransient(status))
    return `The registry has trouble and asks to wait until ${new Date(Date.now() + retryAfter).toISOString()}: run the job again then.`
  if (status >= 500) return 'The registry has trouble: try again later, and look at its status page.'
  return undefined
}

/**
 * An answer that is no success, as an error that says why and what to do.
 *
 * @param passing codes of the registry that may pass, besides the statuses that always may
 */
export const answerError = (request: Request, answer: Answer, passing?: ReadonlySet<string>): RegistryError => {
  const said = readSaid(answer)
  const { status, url } = answer
  const retryAfter = parseRetryAfter(headerOf(answer, 'retry-after'), Date.now())
  const words = [...new Set([...said.codes, ...said.messages])].join(': ')
  return new RegistryError({
    doing: request.doing,
    status,
    why: `${url.host} answered ${status}${said.html ? ' with a web page' : ''}${words === '' ? '' : ` (${words})`}`,
    remedy: remedyFor(request, answer, said, retryAfter),
    temporary: isTransient(status) || said.codes.some(code => passing?.has(code)),
    retryAfter
  })
}

// --- connections -------------------------------------------------------------------------------------------------

/** Failures of name resolution, of the connection and of TLS that do not pass by themselves. */
const permanent: readonly (readonly [RegExp, string, string])[] = [
  [
    /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|DEPTH_ZERO|CERT_UNTRUSTED/,
    'its TLS certificate is not trusted',
    "Give the CA in NODE_EXTRA_CA_CERTS (a PEM file, set where the runner starts), or name the host in 'insecure-registries'."
  ],
  [/CERT_HAS_EXPIRED/, 'its TLS certificate has expired', 'Renew the certificate; check the clock of the runner.'],
  [
    /ERR_TLS_CERT_ALTNAME/,
    'its TLS certificate is for another host',
    "Check the host in the input 'image', and the proxy."
  ],
  [
    /ERR_INVALID_(CHAR|PROTOCOL)/,
    'the request cannot be sent',
    'Check the login, and the address that the registry gave.'
  ],
  [
    /EPROTO|ERR_SSL/,
    'it does not speak TLS',
    "Name the host in 'insecure-registries' if it speaks plain http; else check the host and the port."
  ]
]

const transient: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND/, 'the host name is unknown'],
  [/EAI_AGAIN/, 'the host name could not be looked up'],
  [/ECONNREFUSED/, 'nothing listens there (connection refused)'],
  [/EHOSTUNREACH|ENETUNREACH/, 'the host cannot be reached'],
  [/ETIMEDOUT|TIMEOUT/, 'it did not answer in time'],
  [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_|socket hang up|aborted/, 'the connection broke']
]

/** Node's code of an error (`ECONNRESET`); '' where it has none. */
const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** A request that got no whole answer, as an error that says why and what to do. */
export const connectionError = (request: Request, error: unknown, staleConnection = false): RegistryError => {
  if (error instanceof RegistryError) return error
  const code = codeOf(error)
  const lasting = permanent.find(([pattern]) => pattern.test(code))
  const passing = transient.find(([pattern]) => pattern.test(code))
  const why = lasting?.[1] ?? passing?.[1] ?? printable(error instanceof Error ? error.message : String(error))
  const remedy =
    lasting?.[2] ??
    (/ENOTFOUND|ECONNREFUSED|UNREACH/.test(code)
      ? "Check the host in the input 'image', the network of the runner, and HTTPS_PROXY."
      : undefined)
  return new RegistryError({
    doing: request.doing,
    why: `${request.url.host}: ${why}${code === '' ? '' : ` (${code})`}`,
    remedy,
    temporary: lasting === undefined && !(error instanceof BodyError),
    staleConnection: staleConnection && /ECONNRESET|EPIPE/.test(code),
    cause: error
  })
}

/** A request that was cancelled. Nothing speaks against sending it again. */
export const cancelledError = (request: Request, cause: unknown): RegistryError =>
  new RegistryError({
    doing: request.doing,
    why: `it was cancelled${cause instanceof Error ? ` (${printable(cause.message)})` : ''}`,
    temporary: true,
    cause
  })

/** The other side sent something that it must not send; trying again is no use. */
export const protocolError = (request: Request, why: string, remedy?: string, cause?: unknown): RegistryError =>
  new RegistryError({ doing: request.doing, why, remedy, cause })

/** The proxy gave no way to the host. What it answers is not the registry's: TLS does not vouch for it. */
export const proxyError = (request: Request, status: number): RegistryError =>
  new RegistryError({
    doing: request.doing,
    why: `the proxy answered ${status} when it was asked for a way to ${request.url.host}`,
    remedy:
      status === 407
        ? 'The proxy asks for a login: put it into HTTPS_PROXY (http://user:password@host:port).'
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows that host and port.',
    temporary: isTransient(status)
  })
