import { asRecord, isRecord, parseJson } from '../../common/json.js'
import { registryOfHost } from '../../oci/reference.js'
import { printable } from '../../runner/log.js'
import { isTransient, RegistryError } from './errors.js'
import { parseRetryAfter } from './retry-after.js'
import { headerOf, type BufferedResponse, type Request } from './transport.js'

type ErrorBody = { readonly codes: readonly string[]; readonly messages: readonly string[]; readonly html: boolean }

const textOf = (value: unknown): string[] =>
  typeof value === 'string' && value !== '' ? [printable(value).slice(0, 500)] : []

/** Reads the error body of the distribution spec, `{"errors":[{"code","message","detail"}]}`, and of token servers. */
const readErrorBody = (response: BufferedResponse): ErrorBody => {
  const html = (headerOf(response, 'content-type') ?? '').includes('text/html')
  // An error without a readable body is described by its status alone.
  const body = html ? {} : asRecord(parseJson(Buffer.from(response.bytes).toString('utf8')))
  const errors = (Array.isArray(body.errors) ? body.errors : [body]).slice(0, 10).filter(isRecord)
  return {
    codes: errors.flatMap(item => textOf(item.code ?? item.error)),
    messages: errors.flatMap(item => textOf(item.message ?? item.details ?? item.error_description)),
    html
  }
}

/** What to do about a login that is wrong. */
export const wrongLogin = 'Check the user name and the password or token (expired, revoked, or for another registry?).'

/** The rights that the request needs, as a verb. */
const needOf = ({ scopes = [] }: Pick<Request, 'scopes'>): string =>
  scopes.some(scope => scope.endsWith('push')) ? 'push to' : 'pull from'

/** What to do about a login that lacks rights. */
export const missingRights = (registry: string, request: Pick<Request, 'scopes'>): string =>
  `The login that was used for ${registry} has no right to ${needOf(request)} this repository: check the account, the token's scopes (on ghcr.io also 'permissions: packages: write'), and the repository's name.`

const loginHint = (registry: string): string =>
  `Log in to ${registry} before this step (docker/login-action), or give the inputs 'username' and 'password'`

const waitHint = (retryAfter: number | undefined, now: number): string =>
  retryAfter === undefined
    ? 'Try again later, or log in: logged-in users have higher limits.'
    : `It asks to wait until ${new Date(now + retryAfter).toISOString()}. Try again then, or log in: logged-in users have higher limits.`

/** What to do about a 401 or 403. A token proves that the login is right, Basic does not. */
const denialRemedy = (request: Request, response: BufferedResponse): string => {
  const registry = registryOfHost(request.url.host)
  if (response.redirected === true)
    return `${registry} keeps its blobs at ${response.url.host}, which refused the request: run the job again, and check the proxy or firewall of the runner.`
  const basic = /^\s*basic\b/i.test(headerOf(response, 'www-authenticate') ?? '')
  if (response.login === true) return response.status === 401 && basic ? wrongLogin : missingRights(registry, request)
  const hint = loginHint(registry)
  return response.status === 401
    ? `${hint}.`
    : `${hint}: without a login it may not be allowed to ${needOf(request)} this repository.`
}

/** What to do, from what the registry says. */
const remedyFor = (
  request: Request,
  response: BufferedResponse,
  errorBody: ErrorBody,
  retryAfter: number | undefined
): string | undefined => {
  const { status } = response
  const registry = registryOfHost(request.url.host)
  if (/TAG_?ALREADY_?EXISTS|immutab/i.test([...errorBody.codes, ...errorBody.messages].join(' '))) {
    return 'The registry does not let a published tag be changed: publish under another tag, or allow changes in its settings.'
  }
  if (status === 429 || errorBody.codes.includes('TOOMANYREQUESTS')) return waitHint(retryAfter, Date.now())
  if (status === 407) return 'The proxy requires a login: put it into HTTPS_PROXY (http://user:password@host:port).'
  if (status === 401 || status === 403) return denialRemedy(request, response)
  if (errorBody.html && status < 600 && !isTransient(status))
    return `${registry} does not look like a registry: check the host in the input 'image'.`
  if (errorBody.codes.includes('NAME_UNKNOWN'))
    return 'Check the name of the repository; some registries want it created before the first push.'
  if (retryAfter !== undefined && retryAfter > 0 && isTransient(status))
    return `The registry is having problems and asks to wait until ${new Date(Date.now() + retryAfter).toISOString()}: run the job again then.`
  if (status >= 500) return 'The registry is having problems: try again later, and check its status page.'
  return undefined
}

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
  const errorBody = readErrorBody(response)
  const { status, url } = response
  const retryAfter = parseRetryAfter(headerOf(response, 'retry-after'), Date.now())
  const words = [...new Set([...errorBody.codes, ...errorBody.messages])].join(': ')
  return new RegistryError({
    action: request.action,
    status,
    reason: `${url.host} answered ${status}${errorBody.html ? ' with a web page' : ''}${words === '' ? '' : ` (${words})`}`,
    remedy: remedyFor(request, response, errorBody, retryAfter),
    temporary: isTransient(status) || errorBody.codes.some(code => transientCodes?.has(code)),
    retryAfter
  })
}
