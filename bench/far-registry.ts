import { startDistribution } from '../__tests__/support/distribution.js'
import type { HttpTarget } from '../__tests__/support/image-store.js'
import { startLatencyProxy, type Traffic } from './latency-proxy.js'
import { hostName, startTlsFront } from './tls-front.js'

/** A request as it arrived at the registry. */
export type SeenRequest = {
  readonly method: string
  readonly path: string
  status: number
  /** Milliseconds after counting started. */
  readonly arrived: number
  /** Round trips that the client had behind it when it sent the request; see {@link Traffic}. */
  readonly after: number
}

/** What one measured run did on the wire. */
export type Journey = { readonly traffic: Traffic; readonly requests: SeenRequest[] }

/** Debian's registry behind TLS, a network with latency away. */
export type FarRegistry = {
  /** Host and port as clients have it in references. */
  readonly host: string
  readonly caFile: string
  /** The way around the network, for what is not measured. */
  readonly near: HttpTarget
  /** Starts counting a run. */
  readonly follow: () => Journey
  readonly close: () => Promise<void>
}

/**
 * Starts the registry, TLS in front of it, and the network in front of both: requests can be read in the clear behind
 * the network, while on it is what a client sends to any registry.
 *
 * @param rtt milliseconds that a round trip takes
 */
export const startFarRegistry = async (rtt: number): Promise<FarRegistry> => {
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  let journey: Journey | undefined
  let started = 0
  try {
    const registry = await startDistribution()
    closers.push(registry.close)
    const open = new Map<number | undefined, SeenRequest>()
    const front = await startTlsFront(Number(new URL(registry.url).port), {
      request: (port, method, path) => {
        const passage = proxy.passageFrom(port)
        if (passage === undefined || passage.traffic !== journey?.traffic) return
        const seen = { method, path, status: 0, arrived: performance.now() - started, after: passage.reached }
        open.set(port, seen)
        journey.requests.push(seen)
      },
      status: (port, status) => {
        const seen = open.get(port)
        if (seen !== undefined) seen.status = status
      }
    })
    closers.push(front.close)
    const proxy = await startLatencyProxy(front.port, rtt)
    closers.push(proxy.close)
    return {
      host: `${hostName}:${proxy.port}`,
      caFile: front.caFile,
      near: registry.target(''),
      follow: () => {
        started = performance.now()
        journey = { traffic: proxy.count(), requests: [] }
        return journey
      },
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}
