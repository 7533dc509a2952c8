import { describe, expect, test } from 'vitest'
import { responseError } from '../../src/registry/transport/response-error.js'
import { connectionError } from '../../src/registry/transport/connection-error.js'
import { isTransient, protocolError, RegistryError } from '../../src/registry/transport/errors.js'
import { newQuirks } from '../../src/registry/quirks.js'
import { openRepository } from '../../src/registry/repository.js'
import { sendOnce, withRetry } from '../../src/registry/transport/retry.js'
import { BodyError, type BufferedResponse, type Request } from '../../src/registry/transport/transport.js'
import { push } from '../support/auth-stub.js'
import {
  failureOf,
  readRequest,
  recordingLog,
  type Reply,
  socketError,
  stubTransport
} from '../support/transport-stub.js'

type Given = {
  status?: number
  body?: string | object
  headers?: Readonly<Record<string, string>>
  login?: 'used' | 'unused'
  url?: string
  request?: Partial<Request>
}

const secret = 'X-Signature=geheim'

const errorOf = ({ status = 500, body = '', headers = {}, login, url, request }: Given): RegistryError => {
  const asked = readRequest(`https://registry.test/v2/org/app/manifests/v1?${secret}`, { scopes: [push], ...request })
  const answer: BufferedResponse = {
    status,
    headers,
    url: url === undefined ? asked.url : new URL(url),
    bytes: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    ...(login === undefined ? {} : { login })
  }
  return responseError(asked, answer)
}

const said = (code: string, message = ''): object => ({ errors: [{ code, message }] })
const html = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><h1>Hello</h1></html>' }

describe('an error says what failed, why, and what to do', () => {
  test.each<[string, Given, RegExp]>([
    [
      'not logged in',
      { status: 401 },
      /answered 401\. Log in to registry\.test before this step .*'username' and 'password'/
    ],
    [
      'not logged in, told by 403',
      { status: 403, body: said('DENIED') },
      /403 \(DENIED\)\. Log in to registry\.test.*push to/
    ],
    [
      'no permission',
      { status: 403, login: 'used', body: said('DENIED', 'denied') },
      /\(DENIED: denied\)\. The login .* no right to push to/
    ],
    [
      'no permission to read',
      { status: 403, login: 'used', body: said('DENIED'), request: { scopes: ['repository:org/app:pull'] } },
      /no right to pull from /
    ],
    [
      'no such repository',
      { status: 404, body: said('NAME_UNKNOWN', 'unknown') },
      /404 \(NAME_UNKNOWN: unknown\)\. Check the name of the repository/
    ],
    [
      'an immutable tag',
      { status: 400, body: said('TAG_INVALID', 'cannot be overwritten because the tag is immutable') },
      /another tag, or allow changes/
    ],
    [
      'an immutable tag, as ECR says it',
      { status: 400, body: said('ImageTagAlreadyExistsException') },
      /another tag, or allow changes/
    ],
    [
      'an immutable tag, as Azure says it',
      { status: 409, body: said('TAG_ALREADY_EXISTS') },
      /another tag, or allow changes/
    ],
    [
      'a rate limit',
      { status: 429, body: said('TOOMANYREQUESTS', 'slow down') },
      /429 \(TOOMANYREQUESTS: slow down\)\. Try again later, or log in/
    ],
    [
      'a registry that is down',
      { status: 503, body: said('UNAVAILABLE') },
      /503 \(UNAVAILABLE\)\. The registry is having problems.*status page/
    ],
    [
      'no registry',
      { status: 404, ...html },
      /404 with a web page\. registry\.test does not look like a registry: check the host/
    ],
    ['a proxy that asks for a login', { status: 407 }, /407\. The proxy requires a login: put it into HTTPS_PROXY/]
  ])('%s', (_, given, message) => {
    const error = errorOf(given)
    expect(error.message).toMatch(/^Reading registry\.test\/org\/app:v1 failed: registry\.test answered /)
    expect(error.message).toMatch(message)
  })

  test('a rate limit says until when', () => {
    const before = Date.now()
    const error = errorOf({ status: 429, headers: { 'retry-after': '600' } })
    const until = Date.parse(/It asks to wait until (\S+)\. /.exec(error.message)?.[1] ?? '')
    expect(until - before).toBeGreaterThanOrEqual(600_000)
    expect(until - before).toBeLessThan(602_000)
    expect(error.retryAfter).toBe(600_000)
  })

  test.each<[string, string, boolean, RegExp]>([
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      '',
      false,
      /certificate is not trusted.*NODE_EXTRA_CA_CERTS.*'insecure-registries'/
    ],
    ['SELF_SIGNED_CERT_IN_CHAIN', '', false, /certificate is not trusted/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', '', false, /certificate is not trusted/],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', '', false, /certificate is not trusted/],
    ['CERT_HAS_EXPIRED', '', false, /certificate has expired.*clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', '', false, /certificate is for another host/],
    ['EPROTO', 'wrong version number', false, /does not speak TLS.*'insecure-registries'/],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND', true, /the host name is unknown.*Check the host in the input 'image'/],
    ['EAI_AGAIN', '', true, /could not be looked up/],
    [
      'ECONNREFUSED',
      'connect ECONNREFUSED',
      true,
      /connection refused.*Check the host in the input 'image'.*HTTPS_PROXY/
    ],
    ['EHOSTUNREACH', '', true, /cannot be reached.*Check the host/],
    ['ETIMEDOUT', '', true, /the connection timed out/],
    ['ECONNRESET', 'socket hang up', true, /the connection broke/],
    ['EPIPE', '', true, /the connection broke/],
    ['HPE_INVALID_CONSTANT', '', true, /the connection broke/]
  ])('a connection that failed with %s (%s)', (code, text, temporary, message) => {
    const request = readRequest(`https://registry.test:5000/v2/?${secret}`)
    const error = connectionError(request, socketError(code, text))
    expect(error.message).toMatch(/^Reading registry\.test\/org\/app:v1 failed: registry\.test:5000: /)
    expect(error.message).toMatch(message)
    expect(error).toMatchObject({ temporary, status: undefined, cause: { code } })
  })

  test('an error that is one already stays as it is', () => {
    const error = errorOf({})
    expect(connectionError(readRequest('https://other.test/'), error)).toBe(error)
  })

  test('content that does not end is not asked for again', () => {
    expect(connectionError(readRequest('https://registry.test/'), new BodyError({ what: 'too large' })).temporary).toBe(
      false
    )
  })

  test('Docker Hub is named as users know it', () => {
    const request = { url: new URL('https://registry-1.docker.io/v2/library/app/manifests/v1') }
    expect(errorOf({ status: 401, request }).message).toContain('Log in to docker.io before')
  })

  // Basic has no rights: 401 means that the login itself was turned down, a token that has run out for instance.
  test('a wrong password for a registry with Basic logins', () => {
    const error = errorOf({ status: 401, login: 'used', headers: { 'www-authenticate': 'Basic realm="x"' } })
    expect(error.message).toMatch(/user name|password/)
    expect(error.message).not.toContain('has no right')
  })

  // Sign-in pages of company networks and other servers answer in many ways.
  test.each([405, 501])('no registry, told by %d and a web page', status => {
    expect(errorOf({ status, ...html }).message).toContain('does not look like a registry')
  })
})

describe('a registry that is none', () => {
  const reading = async (reply: Reply): Promise<Error> => {
    const { transport } = stubTransport(() => reply)
    const policy = { tries: 1, log: recordingLog(), sleep: () => Promise.resolve(), random: () => 0 }
    const connection = { exchange: withRetry(policy)(sendOnce(transport)), transport, quirks: newQuirks() }
    return failureOf(
      openRepository({ registry: 'registry.test', path: 'org/app' }, 'pull', connection, policy).get('v1')
    )
  }

  test('but has no page of that name is not taken for one without the image', async () => {
    expect((await reading({ status: 404, ...html })).message).toMatch(/does not look like a registry/)
  })

  // The page of a sign-in, or of a redirect that ends at one.
  test('but has a page of that name says so', async () => {
    expect((await reading({ status: 200, ...html })).message).toMatch(/web page.*check the host/s)
  })
})

describe('whether an error passes', () => {
  test.each([
    [408, true],
    [425, true],
    [429, true],
    [500, true],
    [502, true],
    [503, true],
    [504, true],
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [407, false],
    [501, false]
  ])('%d: %s', (status, expected) => {
    expect([isTransient(status), errorOf({ status }).temporary]).toEqual([expected, expected])
  })

  test('is also told by codes that the caller knows', () => {
    const answer: BufferedResponse = {
      status: 400,
      headers: {},
      url: new URL('https://registry.test/'),
      bytes: Buffer.from(JSON.stringify(said('MANIFEST_BLOB_UNKNOWN')))
    }
    const request = readRequest('https://registry.test/')
    expect(responseError(request, answer, new Set(['MANIFEST_BLOB_UNKNOWN'])).temporary).toBe(true)
    expect(responseError(request, answer, new Set(['OTHER'])).temporary).toBe(false)
    expect(responseError(request, answer).temporary).toBe(false)
  })
})

describe('what a registry says', () => {
  test.each<[string, string | object, string]>([
    ['as the specification has it', said('DENIED', 'no'), ' (DENIED: no)'],
    ['several times over', { errors: [{ code: 'A', message: 'a' }, { code: 'B' }, { code: 'A' }] }, ' (A: B: a)'],
    ['as token servers do', { details: 'no account' }, ' (no account)'],
    ['as OAuth does', { error: 'invalid_grant', error_description: 'gone' }, ' (invalid_grant: gone)'],
    ['in plain words', 'no', ''],
    ['not at all', '', ''],
    ['as null', 'null', ''],
    ['as a text', '"no"', ''],
    ['as a list', '[1]', ''],
    ['with errors of other kinds', { errors: [null, 7, 'x', [], { code: 7, message: {} }] }, ''],
    ['without errors', { errors: [] }, '']
  ])('is read %s', (_, body, shown) => {
    const error = errorOf({ status: 400, body })
    expect(error.reason).toBe(`registry.test answered 400${shown}`)
  })

  test('is cut, however much it is', () => {
    const errors = Array.from({ length: 1000 }, (_, i) => ({ code: `C${i}`, message: `${i} ${'x'.repeat(10_000)}` }))
    expect(errorOf({ body: { errors } }).message.length).toBeLessThan(12_000)
  })

  test.each([
    '\n::error::injected',
    '\r\n::add-mask::x',
    '\u0085::warning::x',
    '\u001b[31mred\u001b[0m',
    '\u0000\u0007\u007f\u009b',
    'a\tb\vc\fd'
  ])('cannot be taken for a command or paint the log: %j', text => {
    for (const body of [said(text, text), { error: text, error_description: text }, { details: text }]) {
      const { message, reason } = errorOf({ status: 400, body })

      expect(`${message}${reason}`).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/)
      expect(message).toMatch(/^Reading registry/)
    }
  })

  test.each(['\n::error::injected', '\u001b[31m'])('nor can the words of an error of Node: %j', text => {
    const { message } = connectionError(readRequest('https://registry.test/'), new Error(text))

    expect(message).not.toMatch(/[\u0000-\u001f]/)
  })
})

describe('no secret is in an error', () => {
  const url = `https://user:geheim@cdn.test/blob?${secret}`

  test.each<[string, RegistryError]>([
    ['an answer', errorOf({ status: 403, url })],
    ['an answer to an address with a user', errorOf({ status: 403, url, request: { url: new URL(url) } })],
    ['a connection', connectionError(readRequest(url), socketError('ECONNRESET'))],
    ['a protocol error', protocolError(readRequest(url), 'nonsense')],
    [
      'an Authorization header',
      errorOf({ status: 401, login: 'used', request: { headers: { authorization: 'Bearer geheim' } } })
    ]
  ])('of %s', (_, error) => {
    const { message, reason, action, stack } = error
    for (const text of [message, reason, action, stack]) expect(text).not.toMatch(/geheim|X-Signature|user:/)
  })
})
