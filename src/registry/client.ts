import type { Repository } from '../oci/reference.js'
import type { Log } from '../report/log.js'
import { withAuth } from './auth.js'
import type { Credentials } from './credentials.js'
import { httpTransport } from './http.js'
import { withRedirects } from './redirects.js'
import { openRepository, type RepositoryClient, type Rights } from './repository.js'
import { retryPolicy, withRetry } from './retry.js'
import { withScheme } from './scheme.js'
import { withUserAgent, type Exchange } from './transport.js'

export type RegistryOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** tries in all for what may pass */
  readonly tries: number
  /** hosts (with port) that may speak http or show an untrusted certificate */
  readonly insecure: ReadonlySet<string>
}

/** Opens repositories; connections, logins and what was learnt of a host are shared between them. */
export type RegistryClient = { readonly open: (repository: Repository, rights: Rights) => RepositoryClient }

export const registryClient = ({ credentials, log, tries, insecure }: RegistryOptions): RegistryClient => {
  const policy = retryPolicy(tries, log)
  const http = withUserAgent('win-multiarch')(httpTransport({ untrusted: insecure }))
  const transport = withRedirects(withScheme(insecure)(http))
  const authenticate = withAuth({ credentials, log })
  const exchanges = new Map<string, Exchange>()

  const exchangeOf = (registry: string): Exchange => {
    const known = exchanges.get(registry)
    if (known !== undefined) return known
    const exchange = withRetry(policy)(authenticate(registry)(transport))
    exchanges.set(registry, exchange)
    return exchange
  }

  return { open: (repository, rights) => openRepository(repository, rights, exchangeOf(repository.registry), policy) }
}
