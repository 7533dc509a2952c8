import { reasonOf } from '../../common/user-error.js'
import { printable } from '../../runner/foreign-text.js'
import { RegistryError } from './errors.js'
import { BodyError, bufferResponse, type BufferedResponse, type Request, type Response } from './transport.js'

/** Permanent failures of name resolution, of the connection and of TLS. */
const permanent: readonly (readonly [RegExp, string, string])[] = [
  [
    /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|DEPTH_ZERO|CERT_UNTRUSTED/,
    'its TLS certificate is not trusted',
    "Set NODE_EXTRA_CA_CERTS to the PEM file of the CA where the runner starts, or add the host to 'insecure-registries'."
  ],
  [/CERT_HAS_EXPIRED/, 'its TLS certificate has expired', 'Renew the certificate; check the clock of the runner.'],
  [
    /ERR_TLS_CERT_ALTNAME/,
    'its TLS certificate is for another host',
    "Check the host in the input 'image', and the proxy."
  ],
  [
    /ERR_INVALID_(CHAR|PROTOCOL)/,
    'the request cannot be sent',
    'Check the login, and the address that the registry gave.'
  ],
  [
    /EPROTO|ERR_SSL/,
    'it does not speak TLS',
    "Add the host to 'insecure-registries' if it speaks plain http, else check the host and the port."
  ]
]

const transient: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND/, 'the host name is unknown'],
  [/EAI_AGAIN/, 'the host name could not be looked up'],
  [/ECONNREFUSED/, 'nothing listens there (connection refused)'],
  [/EHOSTUNREACH|ENETUNREACH/, 'the host cannot be reached'],
  [/ETIMEDOUT|TIMEOUT/, 'the connection timed out'],
  [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_|socket hang up|aborted/, 'the connection broke']
]

/** Node's code of an error (`ECONNRESET`); '' where it has none. */
const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** The error of a request without a complete response: why it failed, and what to do. */
export const connectionError = (request: Request, error: unknown, staleConnection = false): RegistryError => {
  if (error instanceof RegistryError) return error
  const code = codeOf(error)
  const permanentCause = permanent.find(([pattern]) => pattern.test(code))
  const transientCause = transient.find(([pattern]) => pattern.test(code))
  const reason = permanentCause?.[1] ?? transientCause?.[1] ?? printable(reasonOf(error))
  const remedy =
    permanentCause?.[2] ??
    (/ENOTFOUND|ECONNREFUSED|UNREACH/.test(code)
      ? "Check the host in the input 'image', the network of the runner, and HTTPS_PROXY."
      : undefined)
  return new RegistryError({
    action: request.action,
    reason: `${request.url.host}: ${reason}${code === '' ? '' : ` (${code})`}`,
    remedy,
    temporary: permanentCause === undefined && !(error instanceof BodyError),
    staleConnection: staleConnection && /ECONNRESET|EPIPE/.test(code),
    cause: error
  })
}

/** Reads the whole response to a request. @throws RegistryError when it breaks off, or is too large */
export const readResponse = (request: Request, response: Response): Promise<BufferedResponse> =>
  bufferResponse(response).catch((error: unknown) => {
    throw connectionError(request, error)
  })
