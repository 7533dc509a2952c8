import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal, linuxImage, pushLegs, readList, runBare, runManifest, windowsImage } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { distributionTestRegistry, memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

/** What the tags hold before each run. */
const older = buildIndex({ entries: [windowsImage('10.0.20348.1'), linuxImage] })

const inputsFor = (host: string): Record<string, string> => ({
  image: `${host}/org/app`,
  tags: 'v2.7.0,latest',
  releases: 'ltsc2022,ltsc2025',
  retries: '1'
})

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const listen = async (listener: RequestListener): Promise<{ host: string; server: Server }> => {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const close = (server: Server): Promise<unknown> => {
  server.closeAllConnections()
  return new Promise(resolve => server.close(resolve))
}

describe('mode manifest refuses', () => {
  const page = '<!doctype html><title>Sign in</title><p>Welcome'

  /** A host that is no registry but, say, its web front end. */
  const startWebSite = async (status: number): Promise<string> => {
    const { host, server } = await listen((_, outgoing) => {
      outgoing.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    })
    closing.push(() => close(server))
    return host
  }

  test('a registry that is not there', async () => {
    const { host, server } = await listen(() => undefined)
    await close(server)
    const result = await runBare([], inputsFor(host))
    expectRefusal(result, [
      `${host}/org/app:v2.7.0-ltsc2022`,
      'connection refused',
      "Check the host in the input 'image'"
    ])
  })

  test('registries that are not there with one line for each in the log, however many requests are retried', async () => {
    const gone = await Promise.all(Array.from({ length: 2 }, () => listen(() => undefined)))
    for (const { server } of gone) await close(server)
    const hosts = gone.map(({ host }) => host)
    const sources = hosts.flatMap(host => ['app', 'tool', 'web'].map(name => `${host}/org/${name}:v2.7.0-ltsc2022`))
    const inputs = { image: `${hosts[0]}/org/app`, tags: 'v2.7.0', sources: sources.join('\n'), retries: '3' }
    const result = await runBare([], inputs)
    expect(result.exitCode).toBe(1)
    const retries = result.log.split('\n').filter(line => line.includes('; trying again in ') && !line.startsWith('::'))
    expect(retries.map(line => /: (127\.0\.0\.1:\d+): nothing listens there/.exec(line)?.[1]).sort()).toEqual(
      hosts.sort()
    )
  })

  test('a host that answers 404 with a web page, and takes it for no missing image', async () => {
    const host = await startWebSite(404)
    expectRefusal(await runBare([], inputsFor(host)), [
      `${host}/org/app:v2.7.0-ltsc2022`,
      'answered 404 with a web page',
      "check the host in the input 'image'",
      /^(?![^]*Sign in)/
    ])
  })

  test('a host that answers 200 with a web page', async () => {
    const host = await startWebSite(200)
    expectRefusal(await runBare([], inputsFor(host)), [
      `${host}/org/app:v2.7.0-ltsc2022`,
      'web page',
      /[Cc]heck the host in the input 'image'/
    ])
  })
})

describeWith(['docker-registry', 'openssl'], 'mode manifest refuses a registry with a certificate of its own', () => {
  let registry: TestRegistry

  beforeAll(async () => {
    registry = await distributionTestRegistry({ tls: true })
    await pushLegs(registry, 'org/app')
  })

  afterAll(() => registry.close())

  test('unless its authority is given or the host is named in insecure-registries', async () => {
    const inputs = inputsFor(registry.host)
    expectRefusal(await runBare([], inputs), [
      `${registry.host}/org/app:v2.7.0-ltsc2022`,
      'its TLS certificate is not trusted',
      'NODE_EXTRA_CA_CERTS',
      "'insecure-registries'"
    ])
    expect(await registry.writes('org/app')).toEqual([])
    const result = await runBare([], { ...inputs, 'insecure-registries': registry.host })
    expect(result).toMatchObject({ exitCode: 0, errors: [], stderr: '' })
    expect((await registry.tags('org/app')).get('latest')).toBe(result.outputs.digest)
  })
})

describe('a registry that refuses the list', () => {
  const start = async (options: MemoryRegistryOptions = {}): Promise<TestRegistry> => {
    const registry = await memoryTestRegistry(options)
    closing.push(registry.close)
    await pushLegs(registry, 'org/app')
    for (const tag of ['v2.7.0', 'latest']) await pushImage(registry.store('org/app'), 'org/app', tag, older)
    return registry
  }

  test('leaves every tag as it is when it refuses it by digest', async () => {
    const registry = await start()
    const before = await registry.tags('org/app')
    const when = ({ reference }: { reference: string | undefined }): boolean =>
      reference?.startsWith('sha256:') === true
    registry.memory?.fault({ type: 'status', status: 400, code: 'MANIFEST_INVALID', kind: 'manifest-put', when })
    expectRefusal(await runManifest(registry, inputsFor(registry.host)), [
      /Writing .*@sha256:[0-9a-f]{64} failed/,
      'answered 400 (MANIFEST_INVALID'
    ])
    expect(await registry.tags('org/app')).toEqual(before)
    expect(await registry.writes('org/app')).toEqual([])
  })

  test('leaves every tag as it is when tags cannot be moved', async () => {
    const registry = await start({ immutableTags: true })
    const before = await registry.tags('org/app')
    expectRefusal(await runManifest(registry, inputsFor(registry.host)), [
      `${registry.host}/org/app:v2.7.0 was not written`,
      'does not let a published tag be changed',
      'another tag',
      'No tag was changed'
    ])
    expect(await registry.tags('org/app')).toEqual(before)
  })

  test('for one tag is told with the tags that name the old and the new one, and a second run completes it', async () => {
    const registry = await start()
    const image = `${registry.host}/org/app`
    registry.memory?.fault({
      type: 'status',
      status: 403,
      code: 'DENIED',
      kind: 'manifest-put',
      reference: 'latest'
    })
    expectRefusal(await runManifest(registry, inputsFor(registry.host)), [
      `${image}:latest was not written`,
      'answered 403 (DENIED',
      `name the new list: ${image}:v2.7.0.`,
      `These tags were not changed: ${image}:latest.`,
      'Run the job again once the registry accepts the writes'
    ])
    const half = await registry.tags('org/app')
    expect(half.get('latest')).toBe(older.digest)
    const second = await runManifest(registry, inputsFor(registry.host))
    expect(second).toMatchObject({ exitCode: 0, outputs: { digest: half.get('v2.7.0'), unchanged: 'false' } })
    expect((await readList(registry, 'org/app', 'latest')).digest).toBe(half.get('v2.7.0'))
  })
})
