import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  digestOf,
  type MemoryRegistry,
  type MemoryRegistryOptions,
  startMemoryRegistry
} from '../support/memory-registry.js'
import { describeWith, findService } from '../support/services.js'
import { tls } from '../support/tls.js'

const fixtures = fileURLToPath(new URL('../fixtures/images', import.meta.url))
const images = [
  'app-buildkit-ltsc2022',
  'app-buildkit-provenance-ltsc2022',
  'app-classic-ltsc2025',
  'app-classic-run-ltsc2022',
  'base-nanoserver-ltsc2022',
  'base-servercore-ltsc2019'
]

const run = promisify(execFile)

describeWith(['skopeo', 'openssl'], 'skopeo', () => {
  const skopeo = async (...args: string[]): Promise<string> => {
    const options = { env: { ...process.env, SSL_CERT_FILE: tls().caFile } }
    return (await run(findService('skopeo') ?? 'skopeo', args, options)).stdout
  }
  const login = { username: 'ada', password: 'secret' }
  const secured: [string, () => MemoryRegistryOptions][] = [
    ['plain', () => ({})],
    ['with relative Locations', () => ({ location: 'relative' })],
    ['with a login', () => ({ ...login, auth: 'basic' })],
    ['with tokens', () => ({ ...login, auth: 'token' })],
    ['with tokens over https', () => ({ ...login, auth: 'token', tls: tls() })]
  ]

  test.each(secured)('copies every image into a registry, %s, and out of it again', async (_, make) => {
    const options = make()
    const registry = await startMemoryRegistry(options)
    const folder = await mkdtemp(join(tmpdir(), 'memory-registry-'))
    const creds = options.auth === undefined ? [] : [`ada:secret`]
    const verify = options.tls === undefined ? 'false' : 'true'
    const arg = (name: string): string[] => creds.flatMap(value => [name, value])
    try {
      for (const name of images) {
        const target = `docker://${registry.host}/windows/${name}:v1`
        await skopeo(
          'copy',
          '-a',
          `--dest-tls-verify=${verify}`,
          ...arg('--dest-creds'),
          `dir:${fixtures}/${name}`,
          target
        )
        const original = await readFile(join(fixtures, name, 'manifest.json'))
        expect(registry.getManifest(`windows/${name}`, 'v1')?.digest).toBe(digestOf(original))

        const inspected = await skopeo('inspect', '--raw', `--tls-verify=${verify}`, ...arg('--creds'), target)
        expect(inspected).toBe(original.toString())

        const copy = join(folder, name)
        await skopeo('copy', '-a', `--src-tls-verify=${verify}`, ...arg('--src-creds'), target, `dir:${copy}`)
        for (const file of await readdir(copy)) {
          expect(await readFile(join(copy, file))).toEqual(await readFile(join(fixtures, name, file)))
        }
      }
    } finally {
      await rm(folder, { recursive: true })
      await registry.close()
    }
  })

  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
  })
  afterAll(() => registry.close())

  test('mounts what another repository has, and lists and deletes tags', async () => {
    const at = `docker://${registry.host}`
    const open = ['--src-tls-verify=false', '--dest-tls-verify=false']
    await skopeo('copy', ...open, `dir:${fixtures}/app-classic-ltsc2022`, `${at}/one:v1`)
    await skopeo('copy', ...open, `${at}/one:v1`, `${at}/two:v2`)
    expect(registry.requests.filter(({ kind, status }) => kind === 'mount' && status === 201)).not.toHaveLength(0)
    expect(registry.getManifest('two', 'v2')).toEqual(registry.getManifest('one', 'v1'))
    expect(JSON.parse(await skopeo('list-tags', '--tls-verify=false', `${at}/two`))).toMatchObject({ Tags: ['v2'] })
    await skopeo('delete', '--tls-verify=false', `${at}/two:v2`)
    expect(registry.tags('two').size).toBe(0)
  })
})
