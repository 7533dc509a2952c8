import { unlimited, type FailureRow } from './failure-row.js'

/** Failures between the engine and a registry. Their texts are in English everywhere. */
export const registryFailures: readonly FailureRow[] = [
  // --- failures that another try would not change ------------------------------------------------------------------
  {
    pattern: /x509: certificate signed by unknown authority/i,
    reason: "the engine does not trust a registry's certificate",
    remedy:
      "Add its CA to the machine's certificates, or to certs.d of the engine (C:\\ProgramData\\docker\\certs.d\\<registry>\\ca.crt), and restart the engine."
  },
  {
    pattern: /x509: /i,
    reason: "the engine rejects a registry's certificate",
    remedy: 'Check the certificate of the registry, and the clock of this machine.'
  },
  {
    pattern: /server gave HTTP response to HTTPS client/i,
    reason: 'a registry speaks plain http, and the engine expects https',
    remedy: "List it under 'insecure-registries' in daemon.json, and restart the engine."
  },
  {
    pattern: /error parsing HTTP 403 response body/i,
    reason: 'a proxy or a firewall answered in place of a registry (403)',
    remedy: "Check what it allows, and the engine's own proxy setting ('proxies' in daemon.json)."
  },
  {
    pattern: /reached your (?:unauthenticated )?pull rate limit/i,
    reason: 'the pull limit of Docker Hub is reached, which lasts for hours',
    remedy: 'Log in to it before this step (docker/login-action): logged-in users have higher limits.'
  },
  {
    pattern:
      /(?:quota|limit|allowed|toomanyrequests|too many requests)\b.*(?:\bper |\bin |\/)(?:\d+ ?)?(?:h|hours?|days?)\b|(?:hourly|daily) (?:quota|limit)/i,
    reason: 'a quota of the registry is used up, for hours at least',
    remedy: 'Try again when it is reset, or have it raised.'
  },
  // --- rate limits, in words like those of quotas --------------------------------------------------------------------
  {
    pattern:
      /(?:quota|limit|allowed)\b.*(?:\bper |\/)(?:minute|second)\b|rate limit|rate exceeded|toomanyrequests|too many requests|\bstatus(?: code)?:? 429\b/i,
    reason: 'the registry asks to slow down (429)',
    remedy: 'Try again later, or log in: logged-in users have higher limits.',
    maxAttempts: unlimited,
    isRateLimit: true
  },
  {
    pattern:
      /\bover (?:the )?quota|quota\b.* (?:exceeded|reached|used up)|exceed\w*\b.*(?:quota|configured upper limit)|denied: .*\b(?:quota|limit)\b/i,
    reason: "the registry's quota is used up",
    remedy: 'Delete unused images, or have the quota raised.'
  },
  {
    pattern: /TAG_?ALREADY_?EXISTS|immutable|manifest invalid|MANIFEST_INVALID|name unknown|NAME_UNKNOWN|tag invalid/i,
    reason: 'the registry rejects this image under this name',
    remedy:
      'Check the repository and the tag: some registries need the repository to be created first, or never let a tag move.'
  },
  {
    pattern:
      /unauthorized|\bdenied: |(?:^|: )denied\s*$|access denied for|access to the resource is denied|insufficient_scope|no basic auth credentials|authentication required|unexpected status(?: code)?(?: from \w+ request)?.*: 403/im,
    reason: 'the registry denies access with this login',
    remedy:
      "Log in before this step (docker/login-action), or give 'username' and 'password'; on ghcr.io the job needs 'permissions: packages: write'."
  },
  {
    pattern: /(?:manifest|repository) .*(?:not found|does not exist)|manifest unknown|not found: manifest unknown/i,
    reason: 'an image does not exist',
    remedy: 'Check the names and tags in the Dockerfile.'
  },
  // --- transient failures --------------------------------------------------------------------------------------------
  {
    pattern: /blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i,
    reason: 'the registry lost an upload',
    remedy: 'Check the status page of the registry.',
    maxAttempts: unlimited
  },
  {
    pattern: /(?:manifest )?blob unknown|(?:MANIFEST_)?BLOB_UNKNOWN/i,
    reason: 'the registry does not show an uploaded layer yet',
    remedy: 'Check the status page of the registry.',
    maxAttempts: 3
  },
  {
    pattern:
      /unexpected HTTP status: 5\d\d|error parsing HTTP 5\d\d|unexpected status(?: code)?(?: from \w+ request)?.*: 5\d\d/i,
    reason: 'the registry failed',
    remedy: 'Check the status page of the registry.',
    maxAttempts: unlimited
  },
  // Windows' own network functions are named in front of its message, which is translated (Go net, OpError).
  {
    pattern:
      /connectex:|getaddrinfow:|wsarecv|wsasend|unexpected EOF|: EOF\b|connection reset|forcibly closed by the remote host|broken pipe|use of closed network connection|TLS handshake timeout|i\/o timeout|no such host|context deadline exceeded|Client\.Timeout exceeded|\(0x(?:2746|2745|274c)\)/i,
    reason: 'the connection to a registry broke',
    remedy: 'Check the network of the runner and its proxy.',
    maxAttempts: unlimited
  }
]
