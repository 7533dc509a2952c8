import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

describe('the stand-in for the HTTP client', () => {
  let server: Server
  let url: string
  beforeAll(async () => {
    server = createServer((request, response) => response.end(JSON.stringify(request.headers['user-agent'])))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => server.close())

  const load = (): Promise<typeof import('../../src/runner/http-client.js')> => {
    vi.resetModules()
    return import('../../src/runner/http-client.js')
  }

  test('gets JSON through the real client, which it loads on first use', async () => {
    const { HttpClient } = await load()
    const client = new HttpClient('agent of the test')
    expect(client).not.toHaveProperty('getAgent')
    expect(await client.getJson(url)).toMatchObject({ statusCode: 200, result: 'agent of the test' })
  })

  test('is the real client once that is loaded', async () => {
    const { HttpClient, loadHttpClient } = await load()
    await loadHttpClient()
    const client = new HttpClient('agent of the test')
    expect(client.getAgent(url)).toHaveProperty('sockets')
    expect(client.getAgentDispatcher(url)).toBeUndefined()
    expect(await (await client.get(url)).readBody()).toBe('"agent of the test"')
  })
})
