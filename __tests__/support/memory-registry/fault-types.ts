import type { RecordedRequest, RequestKind } from './types.js'

/** Which requests a fault is for. Everything given must fit. */
export type FaultMatch = {
  kind?: RequestKind | readonly RequestKind[]
  repository?: string
  reference?: string
  when?: (request: RecordedRequest) => boolean
  /** The first fitting request that it strikes, counted from 1. */
  nth?: number
  /** How often it strikes: once by default, or Infinity. */
  times?: number
  /**
   * Strike in front of the check of credentials, as a proxy would. By default only requests that the registry lets in
   * are counted and struck, so that the first, unauthorised request of a client does not use the fault up.
   */
  beforeAuth?: boolean
}

/**
 * An error status instead of the effect. With `code` the body is a registry's, with `html` a proxy's, with `text` plain
 * text, else empty.
 */
export type StatusFault = {
  type: 'status'
  status: number
  code?: string
  message?: string
  detail?: unknown
  /** Seconds, or the moment as an HTTP date. */
  retryAfter?: number | Date
  html?: boolean | string
  text?: string
  headers?: Record<string, string>
  /** Answer at once; by default the request's body is read to its end first. */
  early?: boolean
}

/** What is done to a request. Those that change an answer wait for one that succeeds. */
export type FaultEffect =
  | StatusFault
  /** The connection is destroyed before anything happened. */
  | { type: 'cut-before' }
  /** Destroyed in the middle of the request's body, or of the answer's where the request has none. */
  | { type: 'cut-in-body' }
  /** The request takes effect and its answer is lost. */
  | { type: 'cut-after' }
  /** Docker-Content-Digest lies, or with `null` is not sent. */
  | { type: 'wrong-digest-header'; value?: string | null }
  /** One byte of the answer's body is another, its length the same. */
  | { type: 'wrong-body' }
  /** `short`: Content-Length promises more than comes. `long`: chunked, and more comes than there is. */
  | { type: 'wrong-length'; how: 'short' | 'long' }
  /** The request takes effect; its answer starts after so many milliseconds (Infinity: never). */
  | { type: 'slow'; ms: number }
  /** Half of the answer's body (of the request's where it has one), then nothing, and no end. */
  | { type: 'stall' }
  /** The answer's body in small pieces, slowly: it moves, and ends well. */
  | { type: 'drip'; piece?: number; every?: number }
  /** 401 with a challenge although the token is valid. */
  | { type: 'expired-token' }
  | { type: 'redirect'; to: string; status?: 301 | 302 | 303 | 307 | 308 }
  /** Chunks without end until the client hangs up; with `status` instead of the effect. */
  | { type: 'endless-body'; status?: number }

export type Fault = FaultMatch & FaultEffect

/** A fault that was registered, and how often it struck so far. */
export type RegisteredFault = Fault & { readonly happened: number }
