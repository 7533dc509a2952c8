import { afterEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, runBare, runManifest } from '../support/fan-in.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage } from '../support/published.js'
import { refusals } from '../support/refusals.js'
import { memoryTestRegistry } from '../support/registries.js'

const legs = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
}
const inputs = { tags: 'v2.7.0', releases: 'ltsc2022,ltsc2025' }

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options: MemoryRegistryOptions, tags: Readonly<Record<string, Image>> = legs): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags, 'org/app')
}

const publish = (
  { registry, image }: Place,
  more: Readonly<Record<string, string>> = registry.login
): Promise<ActionResult> => runBare([registry], { image, ...inputs, ...more })

const expectPublished = ({ registry }: Place, result: ActionResult): void => {
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(memoryOf(registry).tags('org/app').get('v2.7.0')).toBe(result.outputs.digest)
}

const countOf = ({ registry }: Place, kind: string): number =>
  memoryOf(registry).requests.filter(request => request.kind === kind).length

describe('a registry that challenges at /v2/ alone', () => {
  test.each([
    [403, 'basic'],
    [404, 'basic'],
    [403, 'token'],
    [404, 'token']
  ] as const)(
    'and answers %d to others gets the login (%s), and is asked for its challenge once',
    async (status, auth) => {
      const place = await start({ auth, challengeAtPingOnly: status })
      expectPublished(place, await publish(place))
      expect(countOf(place, 'ping')).toBe(1)
    }
  )

  test('is not asked for its challenge where there is no login', async () => {
    const place = await start({ auth: 'basic', challengeAtPingOnly: 404 })
    expectRefusal(await publish(place, {}), [`${place.image}:v2.7.0-ltsc2022`])
    expect(countOf(place, 'ping')).toBe(0)
  })

  test('is not asked for its challenge where everything is read and written without a login', async () => {
    const place = await start({})
    expectPublished(place, await publish(place, { username: 'ada', password: 'correct horse' }))
    expect(countOf(place, 'ping')).toBeLessThanOrEqual(1)
  })

  test.each([503, 429])('and answers %d there once gets the login all the same', async status => {
    const place = await start({ auth: 'token', challengeAtPingOnly: 404 })
    memoryOf(place.registry).fault({ type: 'status', status, kind: 'ping', beforeAuth: true })
    expectPublished(place, await publish(place))
    expect(countOf(place, 'ping')).toBe(2)
  })

  test('and has none there either is told to have asked for no login', async () => {
    const place = await start({ challengeAtPingOnly: 403 })
    const result = await publish(place, { username: 'ada', password: 'correct horse', retries: '1' })
    expectRefusal(result, ['answered 403', 'did not ask for'])
    expect(result.errors[0]).not.toContain("'username'")
    expect(countOf(place, 'ping')).toBe(1)
  })
})

describe('a challenge with a scope of its own', () => {
  test.each(['required', 'refused'] as const)('is asked for beside ours, where tokens with it are %s', async tokens => {
    const place = await start({ auth: 'token', challengeScope: { scope: 'aws', tokens } })
    expectPublished(place, await publish(place))
  })

  test.each(['insufficient-scope', 'denied', 'token-denied'] as const)(
    'is asked for without the login too, where a public image is closed to the account: %s',
    async deniedAnswer => {
      const source = await start({
        auth: 'token',
        anonymousPull: true,
        challengeScope: { scope: 'aws', tokens: 'required' },
        closedToAccount: ['org/app'],
        deniedAnswer
      })
      const target = await start({}, {})
      const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
      const more = { image: target.image, tags: 'v2.7.0', sources: sources.join() }
      expectPublished(target, await runManifest([source.registry, target.registry], more))
    }
  )

  test('of a gateway that names the repository otherwise is asked for with the rights that are needed', async () => {
    const place = await start({ auth: 'token', scopePrefix: 'tenant/' })
    expectPublished(place, await publish(place))
    const asked = memoryOf(place.registry)
      .requests.filter(({ kind }) => kind === 'token')
      .flatMap(({ query }) => query.getAll('scope'))
    expect(new Set(asked)).toEqual(new Set(['repository:org/app:pull,push', 'repository:tenant/org/app:pull,push']))
  })
})

describe('an expired token', () => {
  /** Publishes the legs of another registry, whose blobs have to be uploaded. */
  const copy = async (place: Place): Promise<ActionResult> => {
    const source = await start({})
    const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
    const more = { image: place.image, tags: 'v2.7.0,2.7', sources: sources.join(), retries: '1' }
    return runManifest([place.registry, source.registry], more)
  }

  test('that is refused by 400 without a challenge is renewed', async () => {
    // Without 'expires_in' a token counts as valid for a minute.
    const place = await start({ auth: 'token', expiredTokens: 400, tokenLifetime: 4, omitExpiresIn: true }, {})
    memoryOf(place.registry).fault({ type: 'slow', ms: 4300, kind: 'upload-post' })
    expectPublished(place, await copy(place))
    expect(missingFrom(memoryOf(place.registry), 'org/app', 'v2.7.0')).toEqual([])
    const refused = memoryOf(place.registry).requests.filter(({ status }) => status === 400)
    expect(refused.length).toBeGreaterThan(0)
  })

  test.each(['upload-put', 'manifest-put'] as const)('is renewed once, and the body is sent again: %s', async kind => {
    const place = await start({ auth: 'token', expiredTokens: 400 }, {})
    const fault = memoryOf(place.registry).fault({ type: 'expired-token', kind })
    expectPublished(place, await copy(place))
    expect(fault.happened).toBe(1)
    expect(countOf(place, 'token')).toBe(2)
    expect(missingFrom(memoryOf(place.registry), 'org/app', 'v2.7.0')).toEqual([])
  })

  test('is reported as such where a new one is refused, too', async () => {
    const place = await start({ auth: 'token', expiredTokens: 400 })
    memoryOf(place.registry).fault({ type: 'expired-token', kind: 'manifest-put', times: Infinity })
    const result = await publish(place)
    expectRefusal(result, ['Your Authorization Token is invalid', 'has expired', 'log in again', 'No tag was changed'])
    // The first attempt, and the one with a new token.
    expect(countOf(place, 'manifest-put')).toBe(2)
  })

  test('does not explain every 400: another one is not sent again', async () => {
    const place = await start({ auth: 'token' })
    memoryOf(place.registry).fault({ type: 'status', status: 400, code: 'TAG_INVALID', kind: 'manifest-put' })
    expectRefusal(await publish(place), ['TAG_INVALID'])
    expect(countOf(place, 'manifest-put')).toBe(1)
  })
})

describe('an expired login of Amazon ECR', () => {
  test('is reported with the plain text of the registry, and a login to repeat', async () => {
    const place = await start({ auth: 'basic' })
    const { text } = refusals.ecrExpired
    memoryOf(place.registry).fault({ ...refusals.ecrExpired, times: Infinity })
    const result = await publish(place)
    expectRefusal(result, [text, 'amazon-ecr-login'])
    expect(result.errors[0]).not.toContain("'username'")
  })
})

describe('a token that is refused for a public source of the registry', () => {
  test.each(['insufficient-scope', 'denied', 'token-denied'] as const)(
    'is followed by a try without a login (%s)',
    async deniedAnswer => {
      const options = { auth: 'token', anonymousPull: true, closedToAccount: ['org/public'], deniedAnswer } as const
      const place = await start(options, {})
      const source = await placeIn(place.registry, legs, 'org/public')
      const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
      const result = await runManifest(place.registry, { image: place.image, tags: 'v2.7.0', sources: sources.join() })
      expectPublished(place, result)
      expect(missingFrom(memoryOf(place.registry), 'org/app', 'v2.7.0')).toEqual([])
    }
  )

  test('is told with the refusal of the login where nobody may read it', async () => {
    const place = await start({ auth: 'token', denied: ['org/private'] }, {})
    const source = await placeIn(place.registry, legs, 'org/private')
    const sources = `${source.image}:v2.7.0-ltsc2022`
    const result = await runManifest(place.registry, { image: place.image, tags: 'v2.7.0', sources })
    expectRefusal(result, [source.image, 'has no right to pull from'])
  })
})
