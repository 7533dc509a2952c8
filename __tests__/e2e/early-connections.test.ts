import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { type Image, pushImage } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, versionImage } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'
import { type SocketServer, startProxy, startTcp } from '../support/socket-server.js'
import { tls } from '../support/tls.js'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const opened = async <T extends { close: () => Promise<unknown> }>(starting: Promise<T>): Promise<T> => {
  const server = await starting
  closing.push(server.close)
  return server
}

const legs: Readonly<Record<string, Image>> = {
  ltsc2025: versionImage('v2.7.0', '10.0.26100.1'),
  ltsc2022: versionImage('v2.7.0', '10.0.20348.1'),
  ltsc2019: versionImage('v2.7.0', '10.0.17763.1')
}
const releases = Object.keys(legs).join()
/** One for each leg and one for the tag. */
const first = 4

/** A registry behind TLS with three legs, and its port. */
const startRegistry = async (
  options: MemoryRegistryOptions = {}
): Promise<{ port: number; ports: () => ReadonlySet<number | undefined> }> => {
  const registry = await opened(memoryTestRegistry({ ...options, tls: tls() }))
  for (const [release, image] of Object.entries(legs))
    await pushImage(registry.store('org/app'), 'org/app', `v2.7.0-${release}`, image)
  return {
    port: Number(new URL(`https://${registry.host}`).port),
    ports: () => new Set(memoryOf(registry).requests.map(({ port }) => port))
  }
}

/** A registry as a step reaches it from another machine; `handle` gets each connection and its number. */
const startFront = (
  port: number,
  handle: (client: Socket, count: number) => boolean = () => true
): Promise<SocketServer> => {
  let count = 0
  return opened(
    startTcp(client => {
      if (!handle(client, ++count)) return
      const server = connect(port, '127.0.0.1')
      client.pipe(server).pipe(client)
      server.on('error', () => client.destroy())
      client.on('close', () => server.destroy())
    })
  )
}

const publish = (
  host: string,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {}
): Promise<ActionResult> =>
  runAction({
    inputs: { mode: 'manifest', image: `${host}/org/app`, tags: 'v2.7.0', releases, retries: '1', ...inputs },
    env: { NODE_EXTRA_CA_CERTS: tls().caFile, ...env }
  })

describeWith(['openssl'], 'connections that are opened before the code for requests is loaded', () => {
  test('serve the requests of the step, which opens no others', async () => {
    const { port, ports } = await startRegistry()
    const front = await startFront(port)
    expect(await publish(`0.0.0.0:${front.port}`)).toMatchObject({ exitCode: 0, errors: [] })
    expect(front.connections).toHaveLength(first)
    expect(ports().size).toBe(first)
  })

  test('are closed unused where a bad input ends the step', async () => {
    const { port, ports } = await startRegistry()
    const front = await startFront(port)
    const result = await publish(`0.0.0.0:${front.port}`, { releases: 'ltsc2025, ltsc2022, ltsc2018' })
    expect(result.exitCode).toBe(1)
    expect(result.errors.join()).toContain("unknown release 'ltsc2018'")
    expect(front.connections).toHaveLength(first)
    expect(ports().size).toBe(0)
  })

  test('do not keep a failed step waiting for a server that never answers', async () => {
    const front = await startFront(0, () => false)
    const result = await publish(`0.0.0.0:${front.port}`, { releases: 'ltsc2018, ltsc2019, ltsc2022' })
    expect(result.exitCode).toBe(1)
    expect(front.connections).toHaveLength(first)
    expect(result.durationMs).toBeLessThan(5000)
  })

  test('that break are replaced: the step succeeds without a retry, and says nothing', async () => {
    const { port } = await startRegistry()
    const front = await startFront(port, (client, count) => {
      if (count <= first) client.destroy()
      return count > first
    })
    const result = await publish(`0.0.0.0:${front.port}`)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(result.log).not.toMatch(/trying again/)
    expect(front.connections).toHaveLength(2 * first)
  })

  test('report a certificate that is not trusted as any other connection', async () => {
    const { port } = await startRegistry()
    const front = await startFront(port)
    const result = await publish(`0.0.0.0:${front.port}`, {}, { NODE_EXTRA_CA_CERTS: '' })
    expect(result.errors.join()).toMatch(/certificate is not trusted/)
  })

  test('go through the proxy, and serve the requests of the step', async () => {
    const { port, ports } = await startRegistry()
    const proxy = await opened(startProxy(() => port))
    const env = { HTTPS_PROXY: `http://${proxy.host}` }
    expect(await publish('registry.behind-proxy.test', {}, env)).toMatchObject({ exitCode: 0, errors: [] })
    expect(proxy.targets).toEqual(Array.from({ length: first }, () => 'registry.behind-proxy.test:443'))
    expect(ports().size).toBe(first)
  })

  test('that the proxy refuses are asked for again by the requests', async () => {
    const { port } = await startRegistry()
    let asked = 0
    const refusal = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'
    const proxy = await opened(startProxy(() => (++asked <= first ? refusal : port)))
    const env = { HTTPS_PROXY: `http://${proxy.host}` }
    expect(await publish('registry.behind-proxy.test', {}, env)).toMatchObject({ exitCode: 0, errors: [] })
    expect(proxy.targets).toHaveLength(2 * first)
  })

  test('are not opened by the post step', async () => {
    const front = await startFront(0, () => false)
    const result = await runAction({
      inputs: { mode: 'manifest', image: `0.0.0.0:${front.port}/org/app`, tags: 'v2.7.0', releases },
      post: { isPost: 'true' }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(front.connections).toEqual([])
  })
})
