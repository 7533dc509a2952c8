import { describe, expect, test } from 'vitest'
import { remedyFor, type Refusal } from '../../src/registry/transport/remedies.js'
import type { ErrorBody } from '../../src/registry/transport/error-body.js'
import type { StatusFault } from '../support/memory-registry.js'
import { refusals } from '../support/refusals.js'

const silent: ErrorBody = { codes: [], messages: [], details: [], html: false }
const saying = (...words: string[]): ErrorBody => ({ ...silent, codes: ['DENIED'], messages: words })

const push: Refusal = {
  status: 403,
  body: silent,
  registry: 'registry.test',
  pushes: true,
  writes: true,
  login: 'used',
  challenges: []
}

/** A refusal as a registry sends it. */
const sent = ({ status, code = '', message = '', detail }: StatusFault, more: Partial<Refusal> = {}): Refusal => {
  const { message: told, description } = (detail ?? {}) as Record<string, string | undefined>
  const details = [told ?? description ?? ''].filter(Boolean)
  return { ...push, status, body: { codes: [code], messages: [message], details, html: false }, ...more }
}

const remedy = (more: Partial<Refusal>): string => remedyFor({ ...push, ...more }) ?? ''
const logins = ['used', 'unused', 'none'] as const

describe('the remedy for what a registry says', () => {
  test.each([
    ['acrFirewall', /firewall/],
    ['harborQuota', /quota or limit/],
    ['digitalOceanPlan', /quota or limit/],
    ['ecrTags', /quota or limit/],
    ['ecrImages', /quota or limit/],
    ['harborReadOnly', /read-only/],
    ['harborProxy', /proxy project/],
    ['ghcrPackage', /Manage Actions access.*'Write'.*packages: write/],
    ['quaySchema', /Docker list/],
    ['artifactoryOverwrite', /overwrite/]
  ] as const)('%s has nothing to do with logging in', (name, expected) => {
    for (const login of logins) {
      const text = remedyFor(sent(refusals[name], { login })) ?? ''
      expect(text).toMatch(expected)
      expect(text).not.toMatch(/'username'|log in/i)
    }
  })

  test.each([
    ['deadline exceeded', 500],
    ['quota', 503]
  ])("'%s' with %d is a problem of the server", (words, status) => {
    expect(remedy({ status, body: saying(words) })).toMatch(/The registry is having problems/)
  })

  test.each([
    [
      'org/firewall',
      404,
      'NAME_UNKNOWN',
      "The repository with name 'org/firewall' does not exist",
      /name of the repository/
    ],
    ['org/quota', 404, 'NAME_UNKNOWN', "The repository with name 'org/quota' does not exist", /name of the repository/],
    ['net/firewall', 401, 'UNAUTHORIZED', 'unauthorized to access repository: net/firewall', /no right to push/],
    ['org/quota', 403, 'DENIED', 'org/quota: access denied', /no right to push/],
    ['org/immutable-infra', 403, 'DENIED', 'denied: org/immutable-infra', /no right to push/],
    ['pull-through-demo', 403, 'DENIED', 'pull-through-demo: requested access is denied', /no right to push/]
  ])('does not take a name for a reason: %s, %d', (name, status, code, message, expected) => {
    const body = { ...silent, codes: [code], messages: [message] }
    expect(remedy({ status, body, names: name.split('/') })).toMatch(expected)
  })

  test.each([
    ['QUOTA_EXCEEDED', '', /quota or limit/],
    ['DENIED', 'The requested tag already exists and cannot be overwritten', /another tag/]
  ])('is found in %s %s', (code, message, expected) => {
    expect(remedy({ body: { ...silent, codes: [code], messages: [message] } })).toMatch(expected)
  })

  test('of a limit does not propose a login where another host set it', () => {
    const limited = { status: 429, login: 'none', writes: false } as const
    expect(remedy(limited)).toContain('or log in')
    expect(remedy({ ...limited, redirectedTo: 'store.test' })).not.toContain('log in')
  })

  test('does not speak of the registry where another host said it', () => {
    const text = remedy({ body: saying('quota'), redirectedTo: 'store.test', pushes: false, writes: false })
    expect(text).toMatch(/redirects this read to store.test/)
  })

  test('that a package cannot be read names the right to read it', () => {
    const text = remedy({ body: saying('permission_denied: read_package'), pushes: false })
    expect(text).toMatch(/'Read'.*packages: read/)
  })
})

describe('the remedy for a refused login', () => {
  test.each([
    [401, 'used', ['basic'], /Check the user name and the password/],
    [401, 'used', ['bearer'], /has no right to push to/],
    [401, 'unused', ['negotiate'], /a login in a way that is not supported \(negotiate\)/],
    [401, 'unused', ['**any**'], /a login in a way that is not supported: it/],
    [401, 'none', ['bearer'], /Log in to registry.test/],
    [403, 'none', [], /Log in to registry.test .* without a login it may not be allowed to push to/]
  ] as const)('%d with a login that was %s, and challenges %j', (status, login, challenges, expected) => {
    expect(remedy({ status, login, challenges, body: saying('no') })).toMatch(expected)
  })

  test('never asks for a login that is there', () => {
    for (const status of [401, 403, 429])
      for (const login of ['used', 'unused'] as const)
        for (const body of [silent, saying('no'), { ...silent, html: true }])
          expect(remedy({ status, login, body })).not.toMatch(/'username'|log in/i)
  })

  test('that was not asked for says so', () => {
    expect(remedy({ login: 'unused' })).toMatch(/did not ask for it/)
  })

  test('without a reason says that there is none', () => {
    expect(remedy({})).toMatch(/gave no reason/)
    expect(remedy({ body: saying('requested access to the resource is denied') })).toMatch(/has no right to push to/)
  })

  test('at GitHub names the settings of the package', () => {
    for (const registry of ['ghcr.io', 'containers.company.ghe.com'])
      expect(remedy({ registry, body: saying('denied') })).toMatch(/Manage Actions access/)
    expect(remedy({ body: saying('denied') })).not.toMatch(/Manage Actions access/)
  })

  test("at Microsoft's registry knows that there are no logins", () => {
    for (const status of [401, 403])
      for (const login of logins) {
        const text = remedy({ status, login, registry: 'mcr.microsoft.com', pushes: false, writes: false })
        expect(text).toMatch(/refuses the address of this runner.*Run the job again/)
        expect(text).not.toMatch(/'username'|log in/i)
      }
    expect(remedy({ status: 429, login: 'none', registry: 'mcr.microsoft.com' })).not.toMatch(/log in/)
  })
})

describe('the remedy for a limit', () => {
  test('of requests proposes a login only where there is none', () => {
    expect(remedy({ status: 429, login: 'none' })).toMatch(/Try again later, or log in/)
    expect(remedy({ status: 429, login: 'used', retryAfter: 60_000 })).toMatch(
      /^It asks to wait until \S+Z\. Try again then\.$/
    )
    expect(remedy({ status: 403, body: { ...silent, codes: ['TOOMANYREQUESTS'] } })).toMatch(/Try again later/)
  })

  test('of the size of bodies names the size of what was sent', () => {
    const html = { ...silent, html: true }
    const text = remedy({ status: 413, body: html, sent: { what: 'blob', size: 123_456_789 } })
    expect(text).toMatch(/The blob is 123\.5 MB.*client_max_body_size/)
    expect(remedy({ status: 413, body: html })).toBe('')
  })
})

describe('other remedies', () => {
  test.each([
    ['a push that is not allowed', { status: 405 }, /pull-through cache or a proxy project/],
    ['a read that is not allowed', { status: 405, writes: false }, /^$/],
    ['a lost upload', { status: 404, body: { ...silent, codes: ['BLOB_UPLOAD_UNKNOWN'] } }, /http\.secret/],
    ['an unknown repository', { status: 404, body: { ...silent, codes: ['NAME_UNKNOWN'] } }, /Check the name/],
    ['a web page', { status: 404, body: { ...silent, html: true } }, /does not look like a registry/],
    ['a proxy that requires a login', { status: 407 }, /HTTPS_PROXY/],
    ['a locked tag', { status: 405, body: { ...silent, codes: ['REGISTRY_DISALLOWED_OPERATION'] } }, /locked/],
    ['a failure of the server', { status: 500 }, /is having problems/],
    ['one with an end', { status: 503, retryAfter: 1000 }, /asks to wait until/],
    ['anything else', { status: 418 }, /^$/]
  ])('for %s', (_, refusal, expected) => {
    expect(remedy(refusal)).toMatch(expected)
  })
})
