import http from 'node:http'
import https from 'node:https'
import { createSecureContext } from 'node:tls'

import { getProxyForUrl } from 'proxy-from-env'

import { memoize } from '../../common/memoize.js'
import { isLoopback } from '../../oci/reference.js'

/** Where connections are kept for the next request. */
export type Agents = {
  /** The agent for an address, which may lead through a proxy. */
  readonly for: (url: URL) => Promise<http.Agent>
  /** Once this is aborted, no request may use an agent: a destroyed agent would open connections again. */
  readonly signal: AbortSignal
}

/** The proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in upper or lower case; never for loopback. */
const proxyFor = (url: URL): string | undefined => {
  const proxy = isLoopback(url.hostname) ? '' : getProxyForUrl(url.href)
  return proxy === '' ? undefined : proxy
}

/**
 * @param signal closes all connections, also those with an unread response, which would keep the process alive
 */
export const httpAgents = (signal: AbortSignal): Agents => {
  const plain = new http.Agent({ keepAlive: true })
  // One context for all connections: making one takes milliseconds.
  const secure = new https.Agent({ keepAlive: true, secureContext: createSecureContext() })
  const agents: http.Agent[] = [plain, secure]
  const through = memoize(
    (proxy: string) => proxy,
    async (proxy): Promise<http.Agent> => {
      const { HttpsProxyAgent } = await import('https-proxy-agent')
      // The agent does not track sockets that wait for the proxy.
      const agent = new HttpsProxyAgent(proxy, { keepAlive: true, signal })
      agents.push(agent)
      return agent
    }
  )
  signal.addEventListener('abort', () => {
    for (const agent of agents) agent.destroy()
  })
  return {
    for: url => {
      const proxy = proxyFor(url)
      return proxy === undefined ? Promise.resolve(url.protocol === 'http:' ? plain : secure) : through(proxy)
    },
    signal
  }
}
