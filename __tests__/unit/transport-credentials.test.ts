import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  dockerCredentials,
  inputCredentials,
  type AskHelper,
  type Credential
} from '../../src/registry/transport/credentials.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { type RecordedLog, recordingLog } from '../support/transport-stub.js'

const folders: Folder[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const password = (username: string, secret: string): Credential => ({ kind: 'password', username, password: secret })
const entry = (text = 'ada:geheim'): { auth: string } => ({ auth: base64(text) })

type Found = { credential: Credential | undefined; log: RecordedLog }
type Given = {
  /** the Docker config; a text is written as it is */
  config?: object | string
  env?: NodeJS.ProcessEnv
  askHelper?: AskHelper
}

const makeConfig = (config: object | string): Folder => {
  const folder = makeFolder('docker-config')
  folders.push(folder)
  writeFileSync(join(folder.path, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config))
  return folder
}

const find = async (registry: string, { config, env = {}, askHelper }: Given): Promise<Found> => {
  const folder = config === undefined ? join(tmpdir(), 'nowhere') : makeConfig(config).path
  const log = recordingLog()
  const credentials = dockerCredentials({
    env: { DOCKER_CONFIG: folder, ...env },
    log,
    askHelper: askHelper ?? (() => Promise.reject(new Error('no helper is configured')))
  })
  return { credential: await credentials(registry), log }
}

const withAuths = (auths: object): Given => ({ config: { auths } })

describe('the entries of a Docker config', () => {
  test.each([
    ['ghcr.io', 'ghcr.io'],
    ['registry.test:5000', 'registry.test:5000'],
    ['ghcr.io', 'https://ghcr.io'],
    ['ghcr.io', 'https://ghcr.io/'],
    ['ghcr.io', 'https://ghcr.io/v1/'],
    ['ghcr.io', 'https://ghcr.io/v2/'],
    ['registry.test:5000', 'http://registry.test:5000/v1/'],
    ['docker.io', 'https://index.docker.io/v1/'],
    ['docker.io', 'index.docker.io'],
    ['docker.io', 'https://index.docker.io']
  ])('%s is found under %s', async (registry, key) => {
    expect((await find(registry, withAuths({ [key]: entry() }))).credential).toEqual(password('ada', 'geheim'))
  })

  test.each([
    ['ghcr.io', 'ghcr.io.evil.example'],
    ['ghcr.io', 'evil-ghcr.io'],
    ['ghcr.io', 'sub.ghcr.io'],
    ['sub.ghcr.io', 'ghcr.io'],
    ['ghcr.io', 'https://evil.example/ghcr.io'],
    ['ghcr.io', 'https://evil.example/https://ghcr.io'],
    ['ghcr.io', 'https://evil.example?ghcr.io'],
    ['ghcr.io', 'https://ghcr.io@evil.example/'],
    ['ghcr.io', 'ghcr.io:443'],
    ['ghcr.io', 'ghcr'],
    ['ghcr.io', ''],
    ['registry.test:5000', 'registry.test'],
    ['registry.test', 'registry.test:5000'],
    ['registry.test:5000', 'registry.test:50001'],
    ['docker.io', 'hub.docker.com'],
    ['docker.io', 'https://index.docker.io.evil.example/v1/'],
    ['registry-1.docker.io', 'https://index.docker.io/v1/'],
    ['toString', '__proto__']
  ])('%s is not found under %s', async (registry, key) => {
    expect((await find(registry, withAuths({ [key]: entry() }))).credential).toBeUndefined()
  })

  test('the exact key counts before an address of the same host', async () => {
    const auths = { 'https://ghcr.io/v1/': entry('old:old'), 'ghcr.io': entry('new:new') }
    expect((await find('ghcr.io', withAuths(auths))).credential).toEqual(password('new', 'new'))
  })

  test.each([
    ['a colon in the password', 'ada:a:b:c', password('ada', 'a:b:c')],
    ['NUL behind the password', 'ada:geheim\0\0', password('ada', 'geheim')],
    ['what is not ASCII', 'adä:密碼', password('adä', '密碼')],
    ['an empty password', 'ada:', password('ada', '')]
  ])('hold %s', async (_, text, expected) => {
    expect((await find('ghcr.io', withAuths({ 'ghcr.io': entry(text) }))).credential).toEqual(expected)
  })

  test.each([
    ['user name and password by themselves', { username: 'ada', password: 'geheim' }, password('ada', 'geheim')],
    [
      'an identity token',
      { ...entry('ada:'), identitytoken: 'refresh' },
      { kind: 'identity', username: 'ada', token: 'refresh' }
    ],
    ['an identity token alone', { identitytoken: 'refresh' }, { kind: 'identity', username: '', token: 'refresh' }],
    ['a registry token', { registrytoken: 'as.it.is' }, { kind: 'bearer', token: 'as.it.is' }],
    [
      'a registry token, which counts first',
      { ...entry(), identitytoken: 'x', registrytoken: 'y' },
      { kind: 'bearer', token: 'y' }
    ]
  ] as [string, object, Credential][])('give %s', async (_, value, expected) => {
    expect((await find('ghcr.io', withAuths({ 'ghcr.io': value }))).credential).toEqual(expected)
  })

  test.each([
    ['nothing', {}],
    ['null', null],
    ['a text', 'x'],
    ['a list', ['x']],
    ['an empty auth', { auth: '' }],
    ['an auth that is no text', { auth: 7 }],
    ['an auth without a colon', entry('ada')],
    ['a user alone', { username: 'ada' }],
    ['empty texts', { username: '', password: '', identitytoken: '' }]
  ])('may hold %s, which is no login', async (_, value) => {
    const { credential, log } = await find('ghcr.io', withAuths({ 'ghcr.io': value }))
    expect([credential, log.lines]).toEqual([undefined, []])
  })
})

describe('a Docker config', () => {
  test('that is not there is no matter', async () => {
    const { credential, log } = await find('ghcr.io', {})
    expect([credential, log.lines]).toEqual([undefined, []])
  })

  test.each(['', 'x', '[]', 'null', '"geheim"', '{"auths":{"ghcr.io":{"auth":"geheim"}'])(
    'that is no JSON object is told, without what it holds: %s',
    async config => {
      const { credential, log } = await find('ghcr.io', { config })
      expect(credential).toBeUndefined()
      expect(log.lines).toEqual([
        expect.stringMatching(/^warning: The Docker config .*config\.json is not a JSON object/)
      ])
      expect(log.lines.join()).not.toContain('geheim')
    }
  )

  test.each([{ auths: null }, { auths: [] }, { auths: 'x' }, { credHelpers: 'x' }, { credsStore: 7 }, {}])(
    'may hold anything else: %j',
    async config => {
      expect((await find('ghcr.io', { config })).credential).toBeUndefined()
    }
  )

  test('is read once, and each registry is asked about once', async () => {
    const asked = vi.fn<AskHelper>(() => Promise.resolve(password('ada', 'geheim')))
    const credentials = dockerCredentials({
      env: { DOCKER_AUTH_CONFIG: '{}', DOCKER_CONFIG: makeConfig({ credsStore: 'store' }).path },
      log: recordingLog(),
      askHelper: asked
    })
    await Promise.all([credentials('ghcr.io'), credentials('ghcr.io'), credentials('registry.test')])
    expect(asked.mock.calls).toEqual([
      ['store', 'ghcr.io'],
      ['store', 'registry.test']
    ])
  })

  // docker takes an empty variable for none. A config.json in the workspace is the repository's, not the user's.
  test('is not looked for in the working folder where DOCKER_CONFIG is empty', async () => {
    const [workspace, home] = [makeConfig({ auths: { 'ghcr.io': entry() } }).path, makeConfig({}).path]
    const before = process.cwd()
    vi.stubEnv('HOME', home)
    process.chdir(workspace)
    try {
      expect((await find('ghcr.io', { env: { DOCKER_CONFIG: '' } })).credential).toBeUndefined()
    } finally {
      process.chdir(before)
      vi.unstubAllEnvs()
    }
  })
})

describe('precedence', () => {
  const helper =
    (answers: Readonly<Record<string, Credential>>): AskHelper =>
    name =>
      Promise.resolve(answers[name])
  const config = {
    auths: { 'ghcr.io': entry('auths:1') },
    credHelpers: { 'ghcr.io': 'own' },
    credsStore: 'store'
  }
  const askHelper = helper({ own: password('own', '2'), store: password('store', '3') })
  const variable = { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { 'ghcr.io': entry('variable:4') } }) }

  test.each([
    ['DOCKER_AUTH_CONFIG before all else', { config, askHelper, env: variable }, password('variable', '4')],
    ['credHelpers before credsStore', { config, askHelper }, password('own', '2')],
    ['credsStore before auths', { config: { ...config, credHelpers: {} }, askHelper }, password('store', '3')],
    ['auths', { config: { auths: config.auths } }, password('auths', '1')],
    ['auths where the helper has nothing', { config, askHelper: helper({}) }, password('auths', '1')],
    [
      'auths where the helper is named by an empty text',
      { config: { ...config, credHelpers: { 'ghcr.io': '' } } },
      password('auths', '1')
    ],
    [
      'the config where DOCKER_AUTH_CONFIG has nothing for the registry',
      { config, askHelper, env: { DOCKER_AUTH_CONFIG: '{"auths":{"other.test":{"auth":"eDp5"}}}' } },
      password('own', '2')
    ]
  ] as [string, Given, Credential][])('%s', async (_, given, expected) => {
    expect((await find('ghcr.io', given)).credential).toEqual(expected)
  })

  test('the store is asked for registries without a helper of their own', async () => {
    expect((await find('other.test', { config, askHelper })).credential).toEqual(password('store', '3'))
  })

  test("Docker Hub's helper is asked for its historic address", async () => {
    const asked = vi.fn<AskHelper>(() => Promise.resolve(undefined))
    await find('docker.io', { config: { credHelpers: { 'https://index.docker.io/v1/': 'hub' } }, askHelper: asked })
    expect(asked.mock.calls).toEqual([['hub', 'https://index.docker.io/v1/']])
  })

  test('DOCKER_AUTH_CONFIG that is no JSON is told, and the config counts', async () => {
    const { credential, log } = await find('ghcr.io', { config, askHelper, env: { DOCKER_AUTH_CONFIG: '{geheim' } })
    expect(credential).toEqual(password('own', '2'))
    expect(log.lines[0]).toMatch(/^warning: DOCKER_AUTH_CONFIG is not a JSON object/)
    expect(log.lines.join()).not.toContain('geheim')
  })
})

describe('the login of the inputs', () => {
  const others = vi.fn(() => Promise.resolve(password('of', 'docker')))

  test('is for its registry alone', async () => {
    const log = recordingLog()
    const credentials = inputCredentials({ registry: 'ghcr.io', username: 'ada', password: 'geheim' }, others, log)
    expect(await credentials('ghcr.io')).toEqual(password('ada', 'geheim'))
    expect(others).not.toHaveBeenCalled()
    for (const other of ['docker.io', 'sub.ghcr.io', 'ghcr.io:443', 'GHCR.IO']) {
      expect(await credentials(other)).toEqual(password('of', 'docker'))
    }
  })

  test('is masked before anybody asks for it', () => {
    const log = recordingLog()
    inputCredentials({ registry: 'ghcr.io', username: 'ada', password: 'geheim' }, others, log)
    expect(log.secrets).toEqual(expect.arrayContaining(['geheim', base64('geheim'), base64('ada:geheim')]))
  })
})

describe('what is masked', () => {
  const askHelper: AskHelper = () => Promise.resolve({ kind: 'identity', username: '', token: 'refresh' })

  test.each([
    ['a password', withAuths({ 'ghcr.io': entry() }), ['geheim', base64('geheim'), base64('ada:geheim')]],
    ['each line of one', withAuths({ 'ghcr.io': entry('ada:one\r\ntwo') }), ['one', 'two', base64('ada:one\r\ntwo')]],
    [
      'an identity token',
      { config: { credsStore: 'x' }, askHelper },
      ['refresh', base64('refresh'), base64(':refresh')]
    ],
    ['a registry token', withAuths({ 'ghcr.io': { registrytoken: 'as.it.is' } }), ['as.it.is', base64('as.it.is')]],
    [
      'a password of DOCKER_AUTH_CONFIG',
      { env: { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { 'ghcr.io': entry() } }) } },
      ['geheim', base64('ada:geheim')]
    ]
  ] as [string, Given, string[]][])('is %s, before it is handed out', async (_, given, expected) => {
    expect((await find('ghcr.io', given)).log.secrets).toEqual(expect.arrayContaining(expected))
  })

  test('is not what belongs to registries that nobody asked about', async () => {
    const auths = { 'ghcr.io': entry(), 'other.test': entry('bob:other') }
    expect((await find('ghcr.io', withAuths(auths))).log.secrets).not.toContain('other')
  })
})
