import { defined } from '../common/defined.js'
import { apiHost, type Repository } from '../oci/reference.js'
import type { Log } from '../runner/log.js'
import type { Quirks } from './quirks.js'
import type { Request } from './transport/transport.js'

/** How requests to one repository are made. */
export type Access = {
  readonly repository: Repository
  /** the rights to ask a token for: `repository:org/app:pull,push` */
  readonly scope: string
  /** what was learned about the registry */
  readonly quirks: Quirks
  readonly log: Pick<Log, 'warning'>
  /** cancels the requests */
  readonly signal?: AbortSignal
}

/**
 * A request to a repository.
 *
 * @param address relative to the repository, with the query if any (`manifests/v1`), or an absolute URL that the
 *   registry gave
 */
export const repositoryRequest = (
  { repository, scope, signal }: Access,
  address: string | URL,
  rest: Omit<Request, 'url' | 'signal'>
): Request => ({
  scopes: [scope],
  ...rest,
  url: new URL(address, `https://${apiHost(repository.registry)}/v2/${repository.path}/`),
  ...defined({ signal })
})
