import type { FailureRow } from './failure-row.js'

const remedy =
  'Check DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or the current context of docker (docker context ls).'

/** Failures between the CLI and an engine on another machine, which words them as those of a registry. */
export const connectionFailures: readonly FailureRow[] = [
  {
    pattern: /x509: /i,
    reason: "the docker CLI rejects the engine's certificate",
    remedy
  },
  {
    pattern: /server gave HTTP response to HTTPS client/i,
    reason: 'the engine speaks plain http, and the docker CLI expects https',
    remedy
  },
  {
    pattern: /Client sent an HTTP request to an HTTPS server|tls: .*certificate required|remote error: tls: /i,
    reason: 'the engine expects https, with a certificate of the docker CLI',
    remedy
  }
]
