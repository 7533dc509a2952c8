import { createHash } from 'node:crypto'

/** A body that can be larger than memory: it is made while it is sent. */
export type Body = { readonly size: number; readonly chunks: () => Iterable<Buffer> }

/** What a handler says; nothing is on the wire yet, so that a fault can still change it. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body?: Body
}

/** The registry's error codes with the status and the words that Distribution 2.8 gives them. */
const errors = {
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_INVALID: [404, 'blob upload invalid'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  DENIED: [403, 'requested access to the resource is denied'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  MANIFEST_BLOB_UNKNOWN: [400, 'blob unknown to registry'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  NAME_INVALID: [400, 'invalid repository name'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  PAGINATION_NUMBER_INVALID: [400, 'invalid number of results requested'],
  RANGE_INVALID: [416, 'invalid content range'],
  SIZE_INVALID: [400, 'provided length did not match content length'],
  TAG_INVALID: [400, 'manifest tag did not match URI'],
  TOOMANYREQUESTS: [429, 'too many requests'],
  UNAUTHORIZED: [401, 'authentication required'],
  UNAVAILABLE: [503, 'service unavailable'],
  UNKNOWN: [500, 'unknown error'],
  UNSUPPORTED: [405, 'The operation is unsupported.']
} as const satisfies Record<string, readonly [number, string]>

export type ErrorCode = keyof typeof errors

/** One entry of an error body. `detail: undefined` leaves the field out, as Distribution does. */
export type ErrorEntry = { readonly code: ErrorCode; readonly message?: string; readonly detail?: unknown }

/** `sha256:<hex>` of some bytes. */
export const digestOf = (bytes: Uint8Array | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

export const bodyOf = (bytes: Uint8Array | string): Body => {
  const buffer = Buffer.from(bytes)
  return { size: buffer.length, chunks: () => (buffer.length === 0 ? [] : [buffer]) }
}

export const emptyAnswer = (status: number, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { ...headers, 'content-length': '0' }
})

export const jsonAnswer = (status: number, value: unknown, headers: Answer['headers'] = {}): Answer =>
  textAnswer(status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`, headers)

export const textAnswer = (status: number, type: string, text: string, headers: Answer['headers'] = {}): Answer => {
  const body = bodyOf(text)
  return { status, headers: { ...headers, 'content-type': type, 'content-length': String(body.size) }, body }
}

/** What the router says before any handler is asked. */
export const notFound = (): Answer => textAnswer(404, 'text/plain; charset=utf-8', '404 page not found\n')

export const methodNotAllowed = (allowed: readonly string[]): Answer =>
  textAnswer(405, 'text/plain; charset=utf-8', 'Method not allowed\n', { allow: allowed.join(', ') })

/** A body of several errors; the first one's status is the answer's. */
export const errorsAnswer = (entries: readonly ErrorEntry[], headers: Answer['headers'] = {}): Answer =>
  jsonAnswer(
    errors[entries[0]?.code ?? 'UNKNOWN'][0],
    { errors: entries.map(({ code, message, detail }) => ({ code, message: message ?? errors[code][1], detail })) },
    headers
  )

export const errorAnswer = (code: ErrorCode, detail?: unknown, message?: string): Answer =>
  errorsAnswer([{ code, detail, ...(message === undefined ? {} : { message }) }])
