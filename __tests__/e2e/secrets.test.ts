import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import {
  allLegs,
  commit,
  legEntries,
  linuxImage,
  ofCommit,
  pushLegs,
  readList,
  windowsImage
} from '../support/fan-in.js'
import { buildImage } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import type { MemoryRegistry, RecordedRequest } from '../support/memory-registry.js'
import { startMemoryRegistry } from '../support/memory-registry.js'
import { distributionTestRegistry, memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** A registry's own login; no other one may ever see it. */
type Account = { readonly username: string; readonly password: string }
type Accounts = { readonly target: Account; readonly basic: Account }
const accounts: Accounts = {
  target: { username: 'builder', password: 'target:horse battery+staple=' },
  basic: { username: 'reader', password: 'basic-registry/päss' }
}

const basicOf = ({ username, password }: Account): string => `Basic ${base64(`${username}:${password}`)}`

let target: MemoryRegistry
let basic: MemoryRegistry
let blobs: MemoryRegistry
let stranger: MemoryRegistry

beforeAll(async () => {
  // Where the target's blobs lie, by signed addresses; it refuses whoever shows a login.
  blobs = await startMemoryRegistry({ refuseAuthorization: true })
  target = await startMemoryRegistry({ auth: 'token', ...accounts.target, blobRedirect: blobs.url })
  basic = await startMemoryRegistry({ auth: 'basic', ...accounts.basic })
  // Nobody has a login for it, and it names the token server of the target.
  stranger = await startMemoryRegistry({ auth: 'token', realm: `${target.url}/token` })
  for (const store of [target, blobs]) {
    await pushImage(store, 'org/app', 'v2.7.0-ltsc2022', windowsImage('10.0.20348.5499'))
    await pushImage(store, 'org/app', 'v2.7.0-ltsc2019', windowsImage('10.0.17763.8027'))
  }
  await pushImage(basic, 'org/other', 'linux', linuxImage)
  await pushImage(stranger, 'org/other', 'linux', linuxImage)
})

afterAll(async () => {
  for (const registry of [target, basic, blobs, stranger]) await registry.close()
})

/** Runs the fan-in with debug output, logged in to the target and to the registry with Basic logins. */
const run = (inputs: Readonly<Record<string, string>> = {}, logins: Accounts = accounts): Promise<ActionResult> => {
  for (const registry of [target, basic, blobs, stranger]) registry.clearRequests()
  const auths = {
    [target.host]: { auth: base64(`${logins.target.username}:${logins.target.password}`) },
    [basic.host]: { auth: base64(`${logins.basic.username}:${logins.basic.password}`) }
  }
  return runAction({
    inputs: {
      mode: 'manifest',
      image: `${target.host}/org/app`,
      tags: 'v2.7.0\nlatest',
      releases: 'ltsc2019, ltsc2022',
      sources: `${basic.host}/org/other:linux`,
      retries: '2',
      ...inputs
    },
    env: { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }), RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' }
  })
}

const shown = ({ requests }: MemoryRegistry, of: (request: RecordedRequest) => boolean = () => true): Set<string> =>
  new Set(requests.filter(of).flatMap(({ headers }) => headers.authorization ?? []))

/** What a login may look like at each of the registries, and nowhere else. */
const expectKeptApart = ({ target: account, basic: other } = accounts): void => {
  const tokens = target.issuedTokens.map(token => `Bearer ${token}`)
  const [atTokens, atTarget] = [
    shown(target, ({ kind }) => kind === 'token'),
    shown(target, ({ kind }) => kind !== 'token')
  ]
  expect([...atTokens].filter(header => header !== basicOf(account))).toEqual([])
  expect([...atTarget].filter(header => !tokens.includes(header))).toEqual([])
  expect([...shown(basic)].filter(header => header !== basicOf(other))).toEqual([])
  expect([...shown(blobs)]).toEqual([])
  expect([...shown(stranger)].filter(header => !tokens.includes(header))).toEqual([])
}

/** Everything that a run leaves in the open, and that nothing in it is secret; what is secret is masked. */
const expectNothingTold = (result: ActionResult, logins: readonly Account[] = Object.values(accounts)): void => {
  const masks = new Set(result.masks)
  const used = new Set([...target.requests, ...stranger.requests].flatMap(({ headers }) => headers.authorization ?? []))
  const tokens = [...used].filter(header => header.startsWith('Bearer ')).map(header => header.slice('Bearer '.length))
  const secrets = [
    ...logins.flatMap(({ username, password }) => [password, base64(password), base64(`${username}:${password}`)]),
    ...tokens
  ]
  const open = result.stdout.split('\n').filter(line => !line.startsWith('::add-mask::'))
  const written = [result.stderr, result.summary, JSON.stringify([result.outputs, result.state, result.exported])]
  const told = [...secrets, ...target.issuedTokens].filter(secret =>
    [...open, ...written].some(line => line.includes(secret))
  )
  expect(told).toEqual([])
  expect(secrets.filter(secret => !masks.has(secret))).toEqual([])
}

describe('logins', () => {
  test('go to the registry that they are for and to nobody else', async () => {
    const result = await run()
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(blobs.requests.some(({ kind }) => kind === 'blob-get')).toBe(true)
    expect([...shown(target, ({ kind }) => kind === 'token')]).toEqual([basicOf(accounts.target)])
    expect([...shown(basic)]).toEqual([basicOf(accounts.basic)])
    expectKeptApart()
    expectNothingTold(result)
  })

  test('are not lent to a registry that names the token server of another one', async () => {
    const result = await run({ sources: `${stranger.host}/org/other:linux` })
    expect(result).toMatchObject({ exitCode: 1, errors: [expect.stringContaining(`Log in to ${stranger.host}`)] })
    const forStranger = target.requests.filter(({ kind, query }) => {
      return kind === 'token' && query.getAll('scope').some(scope => scope.startsWith('repository:org/other:'))
    })
    expect(forStranger.length).toBeGreaterThan(0)
    expect(forStranger.map(({ headers }) => headers.authorization)).toEqual(forStranger.map(() => undefined))
    expect([...shown(stranger)]).toEqual([])
    expectKeptApart()
    expectNothingTold(result, [accounts.target])
  })

  test.each(['manifest-get', 'manifest-head', 'token'] as const)(
    'do not go along when %s is redirected to another registry',
    async kind => {
      for (const to of [blobs, basic]) {
        target.fault({ type: 'redirect', kind, to: `${to.url}/v2/org/other/manifests/linux` })
        // A tag that is new is looked at before it is written.
        const result = await run({ sources: '', tags: `v2.7.0\nnew-${kind}-${to === blobs ? 'blobs' : 'basic'}` })
        target.clearFaults()
        expect(to.requests.some(({ path }) => path === '/v2/org/other/manifests/linux')).toBe(true)
        expect([...shown(to)]).toEqual([])
        expectKeptApart()
        expectNothingTold(result, [accounts.target])
      }
    }
  )

  /** Takes from the target what the fan-in would copy there. */
  const forget = (): void => {
    target.deleteManifest('org/app', linuxImage.digest)
    for (const digest of linuxImage.blobs.keys()) target.deleteBlob('org/app', digest)
  }

  test('do not go along when an upload is told to go to another registry', async () => {
    forget()
    const location = `${basic.url}/v2/org/other/blobs/uploads/elsewhere`
    target.fault({ type: 'status', status: 202, kind: 'upload-post', headers: { location }, times: Infinity })
    const result = await run()
    target.clearFaults()
    const puts = basic.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/elsewhere'))
    expect(puts.length).toBeGreaterThan(0)
    expect(puts.map(({ headers }) => headers.authorization)).toEqual(puts.map(() => undefined))
    expect(result.exitCode).toBe(1)
    expectKeptApart()
    expectNothingTold(result)
  })

  test.each(['upload-post', 'upload-put', 'manifest-put'] as const)(
    'do not go along when %s is redirected to another registry',
    async kind => {
      forget()
      const fault = target.fault({ type: 'redirect', kind, to: `${basic.url}/v2/org/elsewhere/`, times: Infinity })
      const result = await run({ tags: 'v2.7.0' })
      target.clearFaults()
      expect([result.exitCode, fault.happened > 0]).toEqual([1, true])
      expect(basic.requests.filter(({ path }) => path.includes('elsewhere'))).toEqual([])
      expectKeptApart()
      expectNothingTold(result)
    }
  )
})

describe('secrets are in no line', () => {
  test.each<[string, Parameters<MemoryRegistry['fault']>[0]]>([
    ['a registry is down', { type: 'status', status: 503, kind: 'manifest-get', times: Infinity }],
    [
      'a tag cannot be written',
      { type: 'status', status: 500, kind: 'manifest-put', reference: 'latest', times: Infinity }
    ],
    ['the token server is down', { type: 'status', status: 503, kind: 'token', times: Infinity }],
    ['the token server answers nonsense', { type: 'wrong-length', how: 'long', kind: 'token', times: Infinity }],
    ['tokens run out', { type: 'expired-token', kind: 'manifest-put', times: Infinity }],
    ['connections break', { type: 'cut-before', kind: 'manifest-get', times: Infinity }],
    ['content is wrong', { type: 'wrong-body', kind: 'manifest-get', times: Infinity }]
  ])('when %s', async (_, fault) => {
    target.deleteManifest('org/app', 'latest')
    const registered = target.fault(fault)
    const result = await run()
    target.clearFaults()
    expect(registered.happened).toBeGreaterThan(0)
    expect(result.exitCode).toBe(1)
    expect(result.errors).toHaveLength(1)
    // The stack is there, or the run would not have been one with debug output.
    expect(result.stdout).toMatch(/^::debug::/m)
    expectKeptApart()
    expectNothingTold(result)
  })

  test('when a password is wrong', async () => {
    const wrong = {
      target: { username: 'builder', password: 'not the password of target' },
      basic: { username: 'reader', password: 'not the password of basic' }
    }
    const result = await run({}, wrong)
    expect(result.exitCode).toBe(1)
    expectKeptApart(wrong)
    expectNothingTold(result, [wrong.target])
  })

  test('when the login comes by the inputs', async () => {
    const result = await run({ ...accounts.target, sources: '' })
    expect(result).toMatchObject({ exitCode: 0 })
    expectKeptApart()
    expectNothingTold(result, [accounts.target])
  })
})

describe('texts of a registry', () => {
  const text = 'oh\r\n::error::injected\n::add-mask::a\n::stop-commands::x\u001b[31m'

  test('in an error are no commands', async () => {
    target.fault({ type: 'status', status: 503, kind: 'manifest-get', code: text, message: text, times: Infinity })
    const result = await run()
    target.clearFaults()
    expect(result.errors).toEqual([expect.stringContaining('answered 503')])
    expect(result.stdout).not.toMatch(/^\s*::(?:error::injected|stop-commands|add-mask::a$)/m)
  })

  // The older form of commands counts wherever it stands in a line (actions/runner ActionCommand.cs, TryParse).
  test('in the line of a further try are no commands of the older form', async () => {
    const message = 'busy ##[add-mask]a ##[error]injected'
    target.fault({ type: 'status', status: 503, kind: 'manifest-get', code: 'BUSY', message })
    const result = await run()
    expect(result.exitCode).toBe(0)
    expect(result.stdout).toContain('trying again')
    expect(result.stdout).not.toMatch(/^(?!::).*##\[(?:add-mask|error)\]/m)
  })

  // The operating system of an image is whatever its config says, and a line of the log may begin with it.
  test.each([
    ['behind a line break', text],
    ['at once', '::error::injected']
  ])('in the config of an image are no commands, %s', async (_, os) => {
    const image = buildImage({ os, architecture: 'amd64', labels: ofCommit })
    await pushImage(basic, 'org/evil', 'os', image)
    const result = await run({ sources: `${basic.host}/org/evil:os`, push: 'false' })
    expect(result.errors.filter(error => error.startsWith('injected'))).toEqual([])
  })
})

const twice = (name: string, start: () => Promise<TestRegistry>): void => {
  test(`that push the same list to ${name} at once both succeed`, async () => {
    const registry = await start()
    try {
      const digests = await pushLegs(registry, 'org/app')
      const inputs = {
        mode: 'manifest',
        image: `${registry.host}/org/app`,
        tags: 'v2.7.0\nv2.7\nlatest',
        releases: allLegs,
        ...registry.login
      }
      const results = await Promise.all(
        [1, 2].map(() => runAction({ inputs, env: { ...registry.env, GITHUB_SHA: commit } }))
      )
      for (const result of results) expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(results[0]?.outputs.digest).toBe(results[1]?.outputs.digest)
      for (const tag of ['v2.7.0', 'v2.7', 'latest']) {
        const list = await readList(registry, 'org/app', tag)
        expect(list).toMatchObject({ digest: results[0]?.outputs.digest, entries: legEntries(digests) })
      }
    } finally {
      await registry.close()
    }
  })
}

describe('two processes', () => {
  twice('a registry in memory', () => memoryTestRegistry({ auth: 'token' }))
})

describeWith(['docker-registry'], 'two processes', () => {
  twice('Distribution', () => distributionTestRegistry())
})
