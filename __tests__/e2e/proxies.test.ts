import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { expectRefusal, linuxImage, ofCommit } from '../support/fan-in.js'
import { pushImage } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { type ConnectProxy, startProxy, startTcp } from '../support/socket-server.js'

let registry: MemoryRegistry
beforeAll(async () => {
  registry = await startMemoryRegistry()
  await pushImage(registry, 'org/app', 'linux', linuxImage)
})
afterAll(() => registry.close())

const closing: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const server of closing.splice(0)) await server.close()
})

const opened = async <T extends { close: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const server = await starting
  closing.push(server)
  return server
}

/** Lists an image of a registry whose name only a proxy knows. */
const run = (
  env: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {}
): Promise<ActionResult> =>
  runAction({
    inputs: {
      mode: 'manifest',
      image: 'registry.test/org/app',
      sources: 'registry.test/org/app:linux',
      tags: 'v1',
      revision: ofCommit['org.opencontainers.image.revision'],
      retries: '1',
      ...inputs
    },
    env
  })

describe('a registry behind a proxy', () => {
  const toRegistry = (): Promise<ConnectProxy> => opened(startProxy(() => Number(registry.host.split(':')[1])))

  test('is reached over plain http through one that is given without a scheme', async () => {
    const proxy = await toRegistry()
    const env = { HTTP_PROXY: proxy.host, HTTPS_PROXY: proxy.host }
    const result = await run(env, { 'insecure-registries': 'registry.test' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(registry.getManifest('org/app', 'v1')?.digest).toBe(result.outputs.digest)
    expect(proxy.forwarded).toContain('http://registry.test/v2/org/app/manifests/linux')
    expect(proxy.targets).not.toContain('registry.test:80')
  })

  test.each(['test', '.registry.test', '10.0.0.0/8'])('is reached through it where NO_PROXY is %s', async noProxy => {
    const proxy = await toRegistry()
    const env = { HTTP_PROXY: proxy.host, HTTPS_PROXY: proxy.host, NO_PROXY: noProxy }
    const covered = noProxy === 'test'
    const result = await run(env, { 'insecure-registries': 'registry.test' })
    expect(result.exitCode).toBe(covered ? 1 : 0)
    expect(proxy.forwarded.length > 0).toBe(!covered)
  })

  test('is not looked for behind a SOCKS proxy, which is named', async () => {
    const result = await run({ ALL_PROXY: 'socks5://ada:geheim@127.0.0.1:1080' })
    expectRefusal(result, ['the proxy socks5://127.0.0.1:1080 is not an http proxy', 'HTTPS_PROXY'])
    expect(result.stdout).not.toContain('geheim')
  })

  test('is given up after 20 seconds where its TLS does not begin', async () => {
    const silent = await opened(startTcp(() => undefined))
    const proxy = await opened(startProxy(() => silent.port))
    const result = await run({ HTTPS_PROXY: `http://${proxy.host}` })
    expectRefusal(result, ['timed out (no connection for 20 s)'])
    expect(result.durationMs).toBeLessThan(30_000)
  })
})
