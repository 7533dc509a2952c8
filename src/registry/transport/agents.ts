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
  /** An agent that was destroyed opens connections again for whoever asks: nobody may once this is aborted. */
  readonly signal: AbortSignal
}

/** The proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case; loopback is never reached by one. */
const proxyFor = (url: URL): string | undefined => {
  const proxy = isLoopback(url.hostname) ? '' : getProxyForUrl(url.href)
  return proxy === '' ? undefined : proxy
}

/**
 * @param signal ends all connections, also those on which an answer is still to be read: they would hold the process
 */
export const httpAgents = (signal: AbortSignal): Agents => {
  const plain = new http.Agent({ keepAlive: true })
  // One context for all connections: each would spend milliseconds on making its own.
  const secure = new https.Agent({ keepAlive: true, secureContext: createSecureContext() })
  const agents: http.Agent[] = [plain, secure]
  const through = memoize(
    (proxy: string) => proxy,
    async (proxy): Promise<http.Agent> => {
      const { HttpsProxyAgent } = await import('https-proxy-agent')
      // Sockets that wait for the proxy are in no list of the agent.
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
