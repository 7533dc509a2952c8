import { registryOfHost } from '../../oci/reference.js'
import { parseChallenges } from './challenge.js'
import { readErrorBody, wordsOf, type ErrorBody } from './error-body.js'
import { isTransient, RegistryError } from './errors.js'
import { remedyFor, type Refusal } from './remedies.js'
import { parseRetryAfter } from './retry-after.js'
import { headerOf, isStream, type BufferedResponse, type Request } from './transport.js'

const sentBy = ({ body }: Request): Refusal['sent'] => {
  if (body === undefined) return undefined
  return isStream(body) ? { what: 'blob', size: body.size } : { what: 'manifest', size: body.length }
}

/** The parts of an address that a registry may repeat in its reason. */
const namesIn = ({ pathname }: URL): readonly string[] =>
  pathname.split('/').filter(part => !['', 'v2', 'manifests', 'blobs', 'uploads', 'tags', 'list'].includes(part))

const refusalOf = (
  request: Request,
  response: BufferedResponse,
  body: ErrorBody,
  retryAfter: number | undefined
): Refusal => ({
  status: response.status,
  body,
  registry: registryOfHost(request.url.host),
  names: namesIn(request.url),
  redirectedTo: response.redirectedBy === undefined ? undefined : response.url.host,
  pushes: (request.scopes ?? []).some(scope => scope.endsWith('push')),
  writes: request.method !== 'GET' && request.method !== 'HEAD',
  sent: sentBy(request),
  login: response.login ?? 'none',
  challenges: parseChallenges(headerOf(response, 'www-authenticate') ?? '').map(({ scheme }) => scheme),
  retryAfter
})

/**
 * The error of a response that is not a success: why it failed, and what to do.
 *
 * @param transientCodes codes of the registry for transient failures, besides the statuses that always are
 */
export const responseError = (
  request: Request,
  response: BufferedResponse,
  transientCodes?: ReadonlySet<string>
): RegistryError => {
  const body = readErrorBody(response)
  const { status, url } = response
  const retryAfter = parseRetryAfter(headerOf(response, 'retry-after'), Date.now())
  const words = wordsOf(body)
  return new RegistryError({
    action: request.action,
    status,
    reason: `${url.host} answered ${status}${body.html ? ' with a web page' : ''}${words === '' ? '' : ` (${words})`}`,
    remedy: remedyFor(refusalOf(request, response, body, retryAfter)),
    temporary: isTransient(status) || body.codes.some(code => transientCodes?.has(code)),
    retryAfter,
    codes: body.codes
  })
}
