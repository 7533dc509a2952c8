import { abortable } from '../../common/abortable.js'
import { UserError } from '../../common/user-error.js'
import type { Digest } from '../../oci/digest.js'
import { printable } from '../../runner/foreign-text.js'
import type { Request } from './transport.js'

type Details = {
  /** what the user wanted: `reading ghcr.io/org/app:v1` */
  readonly action: string
  readonly status?: number
  /** why it failed, as half a sentence */
  readonly reason: string
  /** what to do about it, as a sentence */
  readonly remedy?: string | undefined
  readonly temporary?: boolean
  /** milliseconds that the registry asks to wait */
  readonly retryAfter?: number | undefined
  /** the other side had closed an idle connection: retry at once */
  readonly staleConnection?: boolean
  /** a write that may have succeeded, and it is not known whether */
  readonly outcomeUnknown?: boolean
  /** the registry's codes, such as `DENIED` */
  readonly codes?: readonly string[]
  /** the digest under which the registry stored a manifest, where it changed it */
  readonly storedAs?: Digest
  readonly cause?: unknown
}

/** A request to a registry that failed: what was wanted, why it failed, what to do. */
export class RegistryError extends UserError {
  override readonly name = 'RegistryError'
  readonly action: string
  readonly status: number | undefined
  readonly temporary: boolean
  readonly retryAfter: number | undefined
  readonly staleConnection: boolean
  readonly outcomeUnknown: boolean
  readonly codes: readonly string[]
  readonly storedAs: Digest | undefined

  constructor(private readonly details: Details) {
    const { action, reason, remedy, cause } = details
    super({ what: `${action} failed`, why: reason, remedy, cause })
    this.action = action
    this.status = details.status
    this.temporary = details.temporary ?? false
    this.retryAfter = details.retryAfter
    this.staleConnection = details.staleConnection ?? false
    this.outcomeUnknown = details.outcomeUnknown ?? false
    this.codes = details.codes ?? []
    this.storedAs = details.storedAs
  }

  /** Why it failed, as half a sentence. */
  override get reason(): string {
    return this.details.reason
  }

  /** The same failure for another request that waited for this one. */
  of({ action }: Pick<Request, 'action'>): RegistryError {
    return action === this.action ? this : new RegistryError({ ...this.details, action })
  }

  /** The same failure, with another remedy. */
  withRemedy(remedy: string): RegistryError {
    return new RegistryError({ ...this.details, remedy })
  }

  /** The same failure, which lasts. */
  asPermanent(remedy: string): RegistryError {
    return new RegistryError({ ...this.details, remedy, temporary: false })
  }

  /** The same failure of a write that may have succeeded. */
  withUnknownOutcome(): RegistryError {
    return new RegistryError({ ...this.details, outcomeUnknown: true })
  }
}

/** Waits for work that requests share, until this request is cancelled. A failure gets the action of this request. */
export const awaitShared = <T>(work: Promise<T>, request: Request): Promise<T> =>
  abortable(work, request.signal).catch((error: unknown) => {
    throw error instanceof RegistryError ? error.of(request) : error
  })

const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504])

/** Whether the same request may succeed later. */
export const isTransient = (status: number): boolean => transientStatuses.has(status)

/** Gateways and proxies return these, whatever the registry has done (RFC 9110, section 15.6). */
const gatewayStatuses = new Set([502, 503, 504])

/**
 * Whether a write that failed in this way may have succeeded: the response of the registry was lost, or unusable. A
 * registry that says what it stored has answered.
 */
export const mayHaveSucceeded = ({ status, storedAs }: RegistryError): boolean =>
  storedAs === undefined && (status === undefined || gatewayStatuses.has(status))

/** The error of a cancelled request. The same request may succeed later. */
export const cancelledError = (request: Request, cause: unknown): RegistryError =>
  new RegistryError({
    action: request.action,
    reason: `it was cancelled${cause instanceof Error ? ` (${printable(cause.message)})` : ''}`,
    temporary: true,
    cause
  })

/** The error of a response that violates the protocol: a retry does not help. */
export const protocolError = (request: Request, reason: string, remedy?: string, cause?: unknown): RegistryError =>
  new RegistryError({ action: request.action, reason, remedy, cause })

/** What to do about a proxy that requires a login. */
export const proxyLoginRemedy = 'The proxy requires a login: put it into HTTPS_PROXY (http://user:password@host:port).'

/**
 * The error of a proxy that refuses to connect. Its response is not the registry's, because TLS does not protect it.
 */
export const proxyError = (request: Request, status: number): RegistryError =>
  new RegistryError({
    action: request.action,
    reason: `the proxy answered ${status} to CONNECT ${request.url.host}`,
    remedy:
      status === 407
        ? proxyLoginRemedy
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows that host and port.',
    temporary: isTransient(status)
  })
