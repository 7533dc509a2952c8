import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal } from '../support/fan-in.js'
import { type Aim, aims } from '../support/fault-cases.js'
import { digests, startWorld, type World } from '../support/fault-world.js'
import { runAgainst } from '../support/hostile.js'
import type { FaultEffect, RegisteredFault } from '../support/memory-registry.js'

let world: World
let before: object
beforeEach(async () => {
  world = await startWorld(3000)
  before = world.state()
})
afterEach(() => world.close())

/** The requests of a fan-in that are answered before anything is written, and what an error says of them. */
const sites: readonly (readonly [aim: string, says: RegExp])[] = [
  ['the manifest of a leg', /Reading \S+\/org\/app:v2\.7\.0-ltsc2022 failed/],
  ['the manifest of a source', /Reading \S+\/org\/other:linux failed/],
  ['the config of a leg', /Reading the config of \S+\/org\/app@sha256:\S+ failed/],
  ['a layer that is copied', /Reading sha256:\S+ of \S+\/org\/other failed/],
  ['the start of an upload', /Uploading sha256:\S+ to \S+\/org\/app failed/],
  ['a token', /\S+\/org\/app\S* failed/]
]

/** Those that read: a redirect of what writes is an answer like any other. */
const reads = sites.filter(([name]) => name !== 'the start of an upload')

const aimOf = (name: string): Aim => {
  const aim = aims(digests).find(one => one.name === name)
  if (aim === undefined) throw new Error(`there is no request '${name}'`)
  return aim
}

/** Runs the fan-in while a registry does this to every request of a kind. */
const runUnder = async (
  name: string,
  effect: FaultEffect
): Promise<{ result: ActionResult; fault: RegisteredFault }> => {
  const { registry, match } = aimOf(name)
  const fault = world[registry].fault({ ...match, ...effect, times: Infinity })
  const result = await runAgainst({ inputs: { ...world.inputs, retries: '2' } })
  expect(fault.happened).toBeGreaterThan(0)
  return { result, fault }
}

/** Checks that the step ended in one error that says these things, and that no tag was written. */
const expectStopped = (result: ActionResult, ...texts: readonly (string | RegExp)[]): void => {
  expectRefusal(result, texts)
  expect(world.state()).toEqual(before)
}

const expectHungUp = (): Promise<void> =>
  expect
    .poll(() =>
      [...world.target.requests, ...world.source.requests]
        .filter(({ fault }) => fault === 'endless-body')
        .every(({ broken }) => broken)
    )
    .toBe(true)

describe('an answer without an end is not read any further', () => {
  test.each(sites)('where it is %s', async (name, says) => {
    const { result } = await runUnder(name, { type: 'endless-body' })
    expectStopped(result, says, /larger than/)
    await expectHungUp()
  })

  test.each(sites)('where it refuses %s', async (name, says) => {
    const { result, fault } = await runUnder(name, { type: 'endless-body', status: 500 })
    expectStopped(result, says, /answered 500/)
    // It may pass: a second try is right.
    expect(fault.happened).toBeGreaterThan(1)
    await expectHungUp()
  })

  test('where a mount has one, and the blob is uploaded instead', async () => {
    const { result } = await runUnder('a mount', { type: 'endless-body', status: 202 })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(world.state()).toEqual({ 'v2.7.0': 'new', '2.7': 'new', latest: 'new' })
    await expectHungUp()
  })
})

describe('content is refused', () => {
  const contents = reads.filter(([name]) => name !== 'a token')

  test.each(contents)('that is not what its digest says: %s', async (name, says) => {
    const { result } = await runUnder(name, { type: 'wrong-body' })
    expectStopped(result, says, /does not match its digest|has the digest/)
  })

  test.each(contents)('of which there is more than there should be: %s', async (name, says) => {
    const { result } = await runUnder(name, { type: 'wrong-length', how: 'long' })
    expectStopped(result, says, /does not match its digest|is larger than the \d+ bytes/)
  })

  test.each(contents)('of which less comes than was promised: %s', async (name, says) => {
    const { result, fault } = await runUnder(name, { type: 'wrong-length', how: 'short' })
    expectStopped(result, says, 'the connection broke')
    expect(fault.happened).toBeGreaterThan(1)
  })
})

describe('a digest that the registry gives does not count beside the content', () => {
  const expectPublished = (result: ActionResult): void => {
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(world.state()).toEqual({ 'v2.7.0': 'new', '2.7': 'new', latest: 'new' })
  }

  test.each(['the manifest of a leg', 'the manifest of a source'])('of a tag, with a warning: %s', async name => {
    const { result } = await runUnder(name, { type: 'wrong-digest-header' })
    expectPublished(result)
    expect(result.warnings.filter(text => text.includes('Docker-Content-Digest'))).toHaveLength(1)
  })

  test('that was read by digest: the config of a leg', async () => {
    const { result } = await runUnder('the config of a leg', { type: 'wrong-digest-header' })
    expectPublished(result)
    expect(result.warnings).toEqual([])
  })
})

describe('redirects lead nowhere', () => {
  test.each(reads)('in a circle: %s', async (name, says) => {
    const { registry, match } = aimOf(name)
    const here = world[registry]
    const path =
      name === 'a token'
        ? '/token'
        : `/v2/${match.repository ?? 'org/other'}/manifests/${match.reference ?? 'linux'}`.replace(
            'manifests/sha256',
            'blobs/sha256'
          )
    const { result, fault } = await runUnder(name, { type: 'redirect', to: `${here.url}${path}` })
    expectStopped(result, says, 'more than 5 redirects')
    expect(fault.happened).toBeGreaterThanOrEqual(6)
  })

  test.each(
    reads.flatMap(([name, says]) =>
      ['ftp://127.0.0.1/x', 'file:///etc/passwd', 'javascript:alert(1)', 'data:,x'].map(to => [name, to, says] as const)
    )
  )('to another scheme: %s to %s', async (name, to, says) => {
    const { result } = await runUnder(name, { type: 'redirect', to })
    expectStopped(result, says, 'redirects from http:// to', 'which is not safe')
  })

  test.each(reads)('over plain http to a host that is not here: %s', async (name, says) => {
    const { result } = await runUnder(name, { type: 'redirect', to: 'http://forged.example/x' })
    expectStopped(result, says, 'forged.example asks for a request over plain http', "'insecure-registries'")
  })

  test.each(reads)('to another registry, which has something else there: %s', async (name, says) => {
    const { registry } = aimOf(name)
    const elsewhere = registry === 'target' ? world.source : world.target
    const { result } = await runUnder(name, { type: 'redirect', to: `${elsewhere.url}/` })
    expectStopped(result, says)
    const led = elsewhere.requests.filter(({ path }) => path === '/')
    expect(led.length).toBeGreaterThan(0)
    expect(led.map(({ headers }) => headers.authorization)).toEqual(led.map(() => undefined))
  })
})

describe('an upload is not sent', () => {
  const open = (location: string): FaultEffect => ({ type: 'status', status: 202, headers: { location } })

  test.each([
    ['over another scheme', 'ftp://127.0.0.1/upload', 'which is not safe'],
    ['as a script', 'javascript:alert(1)', 'which is not safe'],
    ['over plain http to a host that is not here', 'http://forged.example/upload', 'over plain http'],
    ['to what is no address', 'http://[', 'opened an upload without a valid address']
  ])('%s', async (_, location, why) => {
    const { result } = await runUnder('the start of an upload', open(location))
    expectStopped(result, /Uploading sha256:\S+ to \S+\/org\/app failed/, why)
  })

  test('where nobody says where', async () => {
    const { result } = await runUnder('the start of an upload', { type: 'status', status: 202 })
    expectStopped(result, 'opened an upload without a valid address')
  })
})

describe('a token is not taken', () => {
  test.each([
    ['with a line break', { token: 'a\r\nX-Forged: yes' }],
    ['with a line break at its end', { token: 'a\n' }],
    ['with a control character', { token: 'a\u0085b' }],
    ['that is empty', { token: '' }],
    ['that is no text', { token: ['a'] }],
    ['that is not there', null]
  ])('%s', async (_, body) => {
    const answer = { type: 'status', status: 200, html: JSON.stringify(body) } as const
    const { result } = await runUnder('a token', answer)
    expectStopped(result, `the token server ${world.target.host} did not return a usable token`)
    expect(world.target.requests.some(({ headers }) => 'x-forged' in headers)).toBe(false)
  })

  test('that is a workflow command for anything else', async () => {
    const answer = { type: 'status', status: 200, html: JSON.stringify({ token: '%0A::error::forged' }) } as const
    const { result } = await runUnder('a token', answer)
    expectStopped(result, /\/org\/app\S* failed/)
    expect(result.masks).toContain('%0A::error::forged')
  })

  test('as a word that the log is to hide, where nobody has a login', async () => {
    const answer = { type: 'status', status: 200, html: JSON.stringify({ token: 'sha256' }) } as const
    const fault = world.source.fault({ ...answer, kind: 'token', times: Infinity })
    const result = await runAgainst({ inputs: { ...world.inputs, retries: '2' } })
    expect(fault.happened).toBeGreaterThan(0)
    expectStopped(result, /Reading \S+\/org\/other:linux failed/)
    expect(result.masks).not.toContain('sha256')
  })
})
