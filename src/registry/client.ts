import { setTimeout as sleep } from 'node:timers/promises'

import { defined } from '../common/defined.js'
import { memoize } from '../common/memoize.js'
import { apiHost, formatRepository, type Repository } from '../oci/reference.js'
import type { Log } from '../runner/log.js'
import type { Connection } from './connection.js'
import { newQuirks } from './quirks.js'
import { openRepository, type RepositoryClient, type Rights } from './repository.js'
import { transfers, type Transfers } from './transfers.js'
import { httpAgents, type Agents } from './transport/agents.js'
import { withAuth } from './transport/auth.js'
import { withLimit } from './transport/concurrency.js'
import type { Credentials } from './transport/credentials.js'
import { withForeignTokens } from './transport/foreign-tokens.js'
import { defaultLimits, httpTransport, type Limits } from './transport/http.js'
import { withRedirects } from './transport/redirects.js'
import { sendOnce, withRetry, type RetryPolicy } from './transport/retry.js'
import { withScheme } from './transport/scheme.js'
import { withOwnHeaders } from './transport/transport.js'

type RegistryOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** attempts in all for transient failures */
  readonly tries: number
  /** hosts (with port) that may speak http or show an untrusted certificate */
  readonly insecure: ReadonlySet<string>
  /** connections that are open already; {@link RegistryClient.close} closes them */
  readonly agents?: Agents
  readonly limits?: Limits
  readonly sleep?: RetryPolicy['sleep']
}

/** Opens repositories. They share connections, logins, and what is known about hosts. */
export type RegistryClient = Transfers & {
  readonly policy: RetryPolicy
  readonly open: (repository: Repository, rights: Rights) => RepositoryClient
  /** Ends all connections and pauses; no request starts after that. */
  readonly close: () => void
}

const wait: RetryPolicy['sleep'] = (ms, signal) => sleep(ms, undefined, defined({ signal }))

export const registryClient = ({
  credentials,
  log,
  tries,
  insecure,
  agents = httpAgents(),
  limits = defaultLimits,
  sleep: pause = wait
}: RegistryOptions): RegistryClient => {
  const { signal } = agents
  const policy: RetryPolicy = { tries, log, sleep: pause, random: Math.random, signal, logged: new Set() }
  const http = withOwnHeaders('win-multiarch')(httpTransport({ agents, limits, untrusted: insecure }))
  const transport = withForeignTokens(withRedirects(withScheme(insecure)(http)))
  const authenticate = withAuth({ credentials, log })

  const connect = memoize(
    (registry: string) => registry,
    (registry): Connection => {
      const authenticated = authenticate(registry)(transport)
      const open = agents.prepared(new URL(`https://${apiHost(registry)}`))
      return {
        exchange: withRetry(policy)(withLimit(sendOnce(authenticated), open)),
        transport: authenticated,
        quirks: newQuirks()
      }
    }
  )
  const open = memoize(
    (repository: Repository, rights: Rights) => `${formatRepository(repository)} ${rights}`,
    (repository, rights) => openRepository(repository, rights, connect(repository.registry), policy)
  )
  return {
    policy,
    open,
    ...transfers(policy),
    close: agents.close
  }
}
