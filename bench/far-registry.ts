import { startDistribution } from '../__tests__/support/distribution.js'
import type { HttpTarget } from '../__tests__/support/image-store.js'
import { startNetwork, type Traffic } from './network.js'
import { hostName, makeCertificate, type Reader, startTlsFront, tokenHostName } from './tls-front.js'

/**
 * The registry takes 4 MiB for each blob that it reads, and ten reads at once make it collect garbage. A real one has
 * processors of its own; this one would take milliseconds of theirs from the clients that are measured.
 */
const withoutCollections = { GOGC: 'off', GOMEMLIMIT: '1GiB' }

/** A request as it arrived at a server. */
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

/** Who may use the registry. */
export type Login = { readonly username: string; readonly password: string }

/** Debian's registry behind TLS, a network with latency away. */
export type FarRegistry = {
  /** Host and port as clients have it in references. */
  readonly host: string
  readonly caFile: string
  /** Where nobody else is let in; the token server that it sends clients to is as far away, on another host. */
  readonly login?: Login
  /** The way around the network, for what is not measured. */
  readonly near: (repository: string) => HttpTarget
  /** Starts counting a run. */
  readonly follow: () => Journey
  readonly close: () => Promise<void>
}

/**
 * Starts the registry, TLS in front of it, and the network in front of both: requests can be read in the clear behind
 * the network, while on it is what a client sends to any registry.
 *
 * @param rtt milliseconds that a round trip takes
 * @param withLogin asks everybody for a token, which a token server gives to who logs in
 */
export const startFarRegistry = async (rtt: number, withLogin = false): Promise<FarRegistry> => {
  const closers: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  let journey: Journey | undefined
  let started = 0
  try {
    const certificate = makeCertificate()
    closers.push(certificate.remove)
    const registry = await startDistribution({ env: withoutCollections, ...(withLogin ? { auth: 'token' } : {}) })
    closers.push(registry.close)
    const network = startNetwork(rtt)
    closers.push(network.close)
    const open = new Map<number | undefined, SeenRequest>()
    const reader: Reader = {
      request: (port, method, path) => {
        const passage = network.passageFrom(port)
        if (passage === undefined || passage.traffic !== journey?.traffic) return
        const seen = { method, path, status: 0, arrived: performance.now() - started, after: passage.reached }
        open.set(port, seen)
        journey.requests.push(seen)
      },
      status: (port, status) => {
        const seen = open.get(port)
        if (seen !== undefined) seen.status = status
      }
    }
    /** Puts a plain server where clients meet it: behind TLS and the network. */
    const moveAway = async (name: string, url: string, more: Partial<Reader> = {}): Promise<string> => {
      const front = await startTlsFront(Number(new URL(url).port), certificate, { ...reader, ...more })
      closers.push(front.close)
      return `${name}:${await network.lead(front.port)}`
    }
    const { tokens, username, password } = registry
    const near = tokens === undefined ? undefined : new URL(tokens.realm).origin
    const far = near === undefined ? '' : `https://${await moveAway(tokenHostName, near)}`
    // The registry knows its token server by the address that it has here.
    const host = await moveAway(
      hostName,
      registry.url,
      near === undefined ? {} : { refusal: head => head.replace(near, far) }
    )
    return {
      host,
      caFile: certificate.caFile,
      ...(near === undefined ? {} : { login: { username, password } }),
      near: registry.target,
      follow: () => {
        started = performance.now()
        journey = { traffic: network.count(), requests: [] }
        return journey
      },
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}
