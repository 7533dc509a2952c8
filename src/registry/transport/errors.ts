import { abortable } from '../../common/abortable.js'
import { UserError } from '../../common/user-error.js'
import { printable } from '../../runner/log.js'
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
  /** the connection had been idle and was closed by the other side: trying at once is right */
  readonly staleConnection?: boolean
  /** a write that may have been done all the same, and of which nobody can tell */
  readonly outcomeUnknown?: boolean
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

  constructor(private readonly details: Details) {
    const { action, reason, remedy, cause } = details
    super({ what: `${action} failed`, why: reason, remedy, cause })
    this.action = action
    this.status = details.status
    this.temporary = details.temporary ?? false
    this.retryAfter = details.retryAfter
    this.staleConnection = details.staleConnection ?? false
    this.outcomeUnknown = details.outcomeUnknown ?? false
  }

  /** Why it failed, as half a sentence. */
  override get reason(): string {
    return this.details.reason
  }

  /** The same failure for another request that waited for the outcome of this one. */
  of({ action }: Pick<Request, 'action'>): RegistryError {
    return action === this.action ? this : new RegistryError({ ...this.details, action })
  }

  /** The same failure, of a write that may have been done all the same. */
  withUnknownOutcome(): RegistryError {
    return new RegistryError({ ...this.details, outcomeUnknown: true })
  }
}

/** Waits for what other requests may wait for too: until the request is cancelled, and failing under its name. */
export const awaitShared = <T>(work: Promise<T>, request: Request): Promise<T> =>
  abortable(work, request.signal).catch((error: unknown) => {
    throw error instanceof RegistryError ? error.of(request) : error
  })

const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504])

/** Whether the same request may succeed a little later. */
export const isTransient = (status: number): boolean => transientStatuses.has(status)

/** What stands between us and the registry says these (RFC 9110, section 15.6), whatever the registry has done. */
const gatewayStatuses = new Set([502, 503, 504])

/** Whether a write that failed so may have been done all the same: the registry's own answer did not come, or made no sense. */
export const mayHaveSucceeded = ({ status }: RegistryError): boolean =>
  status === undefined || gatewayStatuses.has(status)

/** A request that was cancelled. Nothing speaks against sending it again. */
export const cancelledError = (request: Request, cause: unknown): RegistryError =>
  new RegistryError({
    action: request.action,
    reason: `it was cancelled${cause instanceof Error ? ` (${printable(cause.message)})` : ''}`,
    temporary: true,
    cause
  })

/** The other side sent something that it must not send; trying again is no use. */
export const protocolError = (request: Request, reason: string, remedy?: string, cause?: unknown): RegistryError =>
  new RegistryError({ action: request.action, reason, remedy, cause })

/** The proxy gave no way to the host. What it answers is not the registry's: TLS does not vouch for it. */
export const proxyError = (request: Request, status: number): RegistryError =>
  new RegistryError({
    action: request.action,
    reason: `the proxy answered ${status} when it was asked for a way to ${request.url.host}`,
    remedy:
      status === 407
        ? 'The proxy requires a login: put it into HTTPS_PROXY (http://user:password@host:port).'
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows that host and port.',
    temporary: isTransient(status)
  })
