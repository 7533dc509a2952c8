import { setTimeout } from 'node:timers/promises'

import { formatRepository, type Repository } from '../oci/reference.js'
import type { Log } from '../runner/log.js'
import { withAuth } from './transport/auth.js'
import { withLimit } from './transport/concurrency.js'
import { copier, type Copier } from './copy.js'
import type { Credentials } from './transport/credentials.js'
import { defaultLimits, httpAgents, httpTransport, type Limits } from './transport/http.js'
import { withRedirects } from './transport/redirects.js'
import { openRepository, type RepositoryClient, type Rights } from './repository.js'
import { once, withRetry, type RetryPolicy } from './transport/retry.js'
import { withScheme } from './transport/scheme.js'
import { withUserAgent, type Connection } from './transport/transport.js'

type RegistryOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** tries in all for what may pass */
  readonly tries: number
  /** hosts (with port) that may speak http or show an untrusted certificate */
  readonly insecure: ReadonlySet<string>
  readonly limits?: Limits
  /** waits that many milliseconds */
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** Opens repositories; connections, logins and what was learnt of a host are shared between them. */
export type RegistryClient = Copier & {
  readonly policy: RetryPolicy
  readonly open: (repository: Repository, rights: Rights) => RepositoryClient
  /** Ends all connections; no request starts after that. */
  readonly close: () => void
}

export const registryClient = ({
  credentials,
  log,
  tries,
  insecure,
  limits = defaultLimits,
  sleep = setTimeout
}: RegistryOptions): RegistryClient => {
  const agents = httpAgents()
  const policy: RetryPolicy = { tries, log, sleep, random: Math.random, over: agents.closed }
  const http = withUserAgent('win-multiarch')(httpTransport({ agents, limits, untrusted: insecure }))
  const transport = withRedirects(withScheme(insecure)(http))
  const authenticate = withAuth({ credentials, log })
  const connections = new Map<string, Connection>()

  const connect = (registry: string): Connection => {
    const known = connections.get(registry)
    if (known !== undefined) return known
    const authenticated = authenticate(registry)(transport)
    const connection = { exchange: withRetry(policy)(withLimit(once(authenticated))), transport: authenticated }
    connections.set(registry, connection)
    return connection
  }

  const clients = new Map<string, RepositoryClient>()
  const open: RegistryClient['open'] = (repository, rights) => {
    const key = `${formatRepository(repository)} ${rights}`
    const client = clients.get(key) ?? openRepository(repository, rights, connect(repository.registry), policy)
    clients.set(key, client)
    return client
  }

  return {
    policy,
    open,
    ...copier({ policy, log }),
    close: agents.close
  }
}
