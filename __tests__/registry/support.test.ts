import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { type Distribution, type DistributionOptions, startDistribution } from '../support/distribution.js'
import { buildImage, buildIndex } from '../support/image-builder.js'
import { send } from '../support/image-store.js'
import { configOf, manifestOf, pushFixture, pushImage, readFixture } from '../support/images.js'
import { startMemoryRegistry } from '../support/memory-registry.js'
import { describeWith } from '../support/services.js'
import { tls } from '../support/tls.js'
import { startTokenServer } from '../support/token-server.js'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options?: DistributionOptions): Promise<Distribution> => {
  const registry = await startDistribution(options)
  closing.push(registry.close)
  return registry
}

// Not the synchronous one: it would stop the token server, which lives in this process.
const run = promisify(execFile)

const skopeo = async (registry: Distribution, ...args: string[]): Promise<string> => {
  const env = { ...process.env, ...(registry.caFile === undefined ? {} : { SSL_CERT_FILE: registry.caFile }) }
  const secure = registry.caFile === undefined ? ['--tls-verify=false'] : []
  return (await run('skopeo', [...args, ...secure], { env })).stdout
}

const inspectRaw = (registry: Distribution, reference: string, credentials = ''): Promise<string> => {
  const login = credentials === '' ? [] : ['--creds', credentials]
  return skopeo(registry, 'inspect', '--raw', ...login, `docker://${registry.host}/${reference}`)
}

describeWith(['docker-registry', 'skopeo', 'openssl'], 'a registry for tests', () => {
  test.each<DistributionOptions>([
    {},
    { storage: 'filesystem' },
    { tls: true },
    { auth: 'basic' },
    { auth: 'basic', tls: true },
    { auth: 'token' },
    { auth: 'token', tls: true }
  ])('takes a fixture and gives it to skopeo: %o', async options => {
    const registry = await start(options)
    const credentials = options.auth === undefined ? '' : `${registry.username}:${registry.password}`
    for (const name of ['base-servercore-ltsc2022', 'app-classic-ltsc2019', 'app-buildkit-provenance-ltsc2022']) {
      const digest = await pushFixture(registry.target('org/app'), 'org/app', name, name)
      expect(digest).toBe(readFixture(name).digest)
      expect(await inspectRaw(registry, `org/app:${name}`, credentials)).toBe(readFixture(name).bytes.toString())
    }
    expect(registry.log()).toContain('/v2/org/app/manifests/base-servercore-ltsc2022')
  })

  test('refuses a wrong password and a token for another repository', async () => {
    const basic = await start({ auth: 'basic' })
    const wrong = { url: basic.url, username: basic.username, password: 'wrong' }
    await expect(pushFixture(wrong, 'org/app', 'a', 'app-buildkit-ltsc2022')).rejects.toThrow('401')
    const token = await start({ auth: 'token' })
    await expect(pushFixture(token.target('other'), 'org/app', 'a', 'app-buildkit-ltsc2022')).rejects.toThrow('401')
  })

  test('deletes only where it may', async () => {
    for (const [may, status] of [
      [true, 202],
      [false, 405]
    ] as const) {
      const registry = await start({ delete: may })
      const digest = await pushFixture(registry.target('app'), 'app', 'a', 'app-buildkit-ltsc2022')
      expect(await send(registry.target('app'), 'DELETE', `/v2/app/manifests/${digest}`)).toMatchObject({ status })
    }
  })

  test('takes generated images of every kind', async () => {
    const registry = await start()
    const target = registry.target('made')
    for (const mediaTypes of ['docker', 'oci'] as const) {
      const base = buildImage({
        os: 'windows',
        architecture: 'amd64',
        osVersion: '10.0.26100.1',
        mediaTypes,
        layers: [{ foreignUrl: 'https://example.test/layer' }, { size: 100_000 }]
      })
      const options = { os: 'windows', osVersion: '10.0.26100.1', mediaTypes }
      const app = buildImage({ ...options, architecture: 'amd64', base, labels: { a: 'b' }, osFeatures: ['win32k'] })
      const arm = buildImage({ ...options, architecture: 'arm64', variant: 'v8' })
      const index = buildIndex({ entries: [app, { image: arm, annotations: { c: 'd' } }], mediaTypes })
      expect(await pushImage(target, 'made', mediaTypes, index)).toBe(index.digest)
      expect(await inspectRaw(registry, `made:${mediaTypes}`)).toBe(index.bytes.toString())
      const config = await skopeo(registry, 'inspect', '--config', `docker://${registry.host}/made@${app.digest}`)
      expect(JSON.parse(config)).toMatchObject({ os: 'windows', config: { Labels: { a: 'b' } } })
    }
  })

  test('issues tokens by right, and Distribution keeps to them', async () => {
    const registry = await start({
      auth: 'token',
      tokens: {
        anonymous: 'pull',
        accounts: { reader: { password: 'p', rights: { 'org/app': ['pull'] } }, writer: { password: 'q' } }
      }
    })
    await pushFixture(registry.target('org/app'), 'org/app', 'a', 'app-buildkit-ltsc2022')
    const raw = readFixture('app-buildkit-ltsc2022').bytes.toString()
    expect(await inspectRaw(registry, 'org/app:a', 'reader:p')).toBe(raw)
    expect(await inspectRaw(registry, 'org/app:a')).toBe(raw)
    const copy = (login: string): Promise<unknown> => {
      const reference = `docker://${registry.host}/org/app`
      const args = ['--src-tls-verify=false', '--dest-tls-verify=false', '--src-creds', login, '--dest-creds', login]
      return run('skopeo', ['copy', ...args, `${reference}:a`, `${reference}:b`])
    }
    await expect(copy('reader:p')).rejects.toThrow('denied')
    await copy('writer:q')
    expect(registry.tokens?.requests.at(-1)?.query.getAll('scope').join()).toContain('repository:org/app:')
  })
})

describeWith(['openssl'], 'a token server for tests', () => {
  test('speaks OAuth2 too, and as told', async () => {
    const server = await startTokenServer({ accounts: { a: { password: 'b' } } })
    closing.push(server.close)
    const post = async (form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> => {
      const answer = await fetch(server.realm, { method: 'POST', body: new URLSearchParams(form) })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    const scope = 'repository:app:pull repository:other:push'
    const login = await post({ grant_type: 'password', username: 'a', password: 'b', scope, access_type: 'offline' })
    expect(Object.keys(login.body)).toEqual(['access_token', 'expires_in', 'issued_at', 'refresh_token'])
    server.change({ field: 'token', expiresIn: null })
    const refresh = { grant_type: 'refresh_token', refresh_token: String(login.body.refresh_token), scope }
    const refreshed = await post(refresh)
    const [, claims = ''] = String(refreshed.body.token).split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      sub: 'a',
      access: [
        { name: 'app', actions: ['pull'] },
        { name: 'other', actions: ['push'] }
      ]
    })
    expect(await post({ ...refresh, refresh_token: 'x' })).toMatchObject({ status: 401 })
    server.change({ postStatus: 405 })
    expect(await post(refresh)).toMatchObject({ status: 405 })
    expect(server.requests.map(({ status }) => status)).toEqual([200, 200, 401, 405])
    expect(await fetch(server.realm)).toMatchObject({ status: 401 })
    server.change({ anonymous: 'nothing' })
    expect(await fetch(server.realm)).toMatchObject({ status: 200 })
  })

  test('certifies this host once', () => {
    expect(tls()).toBe(tls())
    expect(tls().cert).toContain('BEGIN CERTIFICATE')
  })
})

describe('a generated image', () => {
  test('goes into a registry in memory, as fixtures do', async () => {
    const registry = await startMemoryRegistry()
    closing.push(registry.close)
    const index = buildIndex({ entries: [buildImage({ os: 'linux', architecture: 'arm', variant: 'v7' })] })
    expect(await pushImage(registry, 'app', 'a', index)).toBe(index.digest)
    const read = await send({ url: registry.url }, 'GET', '/v2/app/manifests/a', { accept: index.mediaType })
    expect(read.body.toString()).toBe(index.bytes.toString())
    const name = 'app-buildkit-provenance-ltsc2022'
    expect(await pushFixture(registry, 'app', 'b', name)).toBe(readFixture(name).digest)
  })

  test('is built on its base and the same every time', () => {
    const base = readFixture('app-buildkit-ltsc2022')
    const options = { os: 'windows', architecture: 'amd64', base, layers: [{ files: { 'a.txt': 'b' } }] }
    const image = buildImage(options)
    expect(buildImage(options)).toEqual(image)
    expect(configOf(image).rootfs.diff_ids.slice(0, -1)).toEqual(configOf(base).rootfs.diff_ids)
    const layer = gunzipSync(image.blobs.get(manifestOf(image).layers?.at(-1)?.digest ?? '') ?? '')
    expect(`sha256:${createHash('sha256').update(layer).digest('hex')}`).toBe(configOf(image).rootfs.diff_ids.at(-1))
    const names = execFileSync('tar', ['-t'], { input: layer }).toString()
    expect(names.split('\n')).toEqual(['Files/', 'Hives/', 'Files/a.txt', ''])
  })
})
