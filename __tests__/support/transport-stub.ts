import { Readable } from 'node:stream'
import { inspect } from 'node:util'
import { connectionError } from '../../src/registry/transport/connection-error.js'
import { RegistryError } from '../../src/registry/transport/errors.js'
import type { Request, Response, Transport } from '../../src/registry/transport/transport.js'
import type { Log } from '../../src/runner/log.js'

/** What a stub answers: a status (200 by default) with headers and a body, or an error that broke the connection. */
export type Reply = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | Readable
}

/** A transport that sends nothing, and what it was asked to send. */
export type Stub = { readonly transport: Transport; readonly requests: Request[] }

/** An error as Node's sockets throw them. */
export const socketError = (code: string, message = code): Error => Object.assign(new Error(message), { code })

const bodyOf = (body: Reply['body']): Readable => {
  if (body instanceof Readable) return body
  const bytes = Buffer.from(body ?? '')
  return Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false })
}

/**
 * A transport that answers by a function, after a turn of the event loop as a network would.
 *
 * @param answer gets the request and how many came before it
 */
export const stubTransport = (
  answer: (request: Request, before: number) => Reply | Error | Promise<Reply | Error>
): Stub => {
  const requests: Request[] = []
  const transport: Transport = async (request): Promise<Response> => {
    requests.push(request)
    const reply = await answer(request, requests.length - 1)
    await new Promise(resolve => setImmediate(resolve))
    if (reply instanceof Error) throw connectionError(request, reply)
    const { status = 200, headers = {}, body } = reply
    return { status, headers, url: request.url, body: bodyOf(body) }
  }
  return { transport, requests }
}

/** A request that reads a manifest. */
export const readRequest = (url: string, more: Partial<Request> = {}): Request => ({
  method: 'GET',
  url: new URL(url),
  action: 'reading registry.test/org/app:v1',
  ...more
})

/** The headers of a request, in lower case as they are sent. */
export const headersOf = (request: Request | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(request?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))

/** The value of an Authorization header for a user and a password. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** A log that keeps what it is told. */
export type RecordedLog = Log & {
  /** `warning: text`, in order; what is masked is `secret: value` */
  readonly lines: string[]
  /** the values that were masked */
  readonly secrets: string[]
}

export const recordingLog = (): RecordedLog => {
  const lines: string[] = []
  const secrets: string[] = []
  const to = (level: string) => (text: string) => {
    lines.push(`${level}: ${text}`)
  }
  return {
    lines,
    secrets,
    debug: to('debug'),
    info: to('info'),
    notice: to('notice'),
    warning: to('warning'),
    secret: value => {
      secrets.push(value)
      lines.push(`secret: ${value}`)
    },
    group: (_, body) => body()
  }
}

/** The error that a promise ends in; an error of its own where it does not. */
export const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  let result: unknown
  try {
    result = await work
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
  throw new Error(`it did not fail, but came to ${inspect(result, { depth: 1 })}`)
}

/** The registry error that a promise ends in. */
export const registryFailureOf = async (work: Promise<unknown>): Promise<RegistryError> => {
  const error = await failureOf(work)
  if (error instanceof RegistryError) return error
  throw new Error('it failed, but not with a RegistryError', { cause: error })
}
