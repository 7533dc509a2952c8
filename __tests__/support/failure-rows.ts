/** A failure in the words of docker on Windows, and what to make of it. */
export type FailureRow = {
  text: string
  /** How often the work is worth a try. */
  maxAttempts: number
  restart?: readonly string[]
  /** A part of the reason. */
  reason: string
  /** What users read about what to do; for failures that are not retried. */
  remedy?: RegExp
  /** Where it happens; in a build unless said otherwise. */
  where?: 'build' | 'push'
}

const always = Infinity
const service = ['docker']

/** One or more for each kind of failure that publishers of Windows images have met. */
export const failureRows: readonly FailureRow[] = [
  {
    text: 'failed to connect to the docker API at npipe:////./pipe/docker_engine; check if the path is correct and if the daemon is running: open //./pipe/docker_engine: The system cannot find the file specified.',
    maxAttempts: always,
    restart: service,
    reason: 'engine does not respond'
  },
  {
    text: 'error during connect: this error may indicate that the docker daemon is not running: Post "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/build": EOF',
    maxAttempts: always,
    restart: service,
    reason: 'engine does not respond'
  },
  {
    text: 'hcsshim::PrepareLayer - failed failed in Win32: This operation returned because the timeout period expired. (0x5b4)',
    maxAttempts: always,
    reason: 'mount a layer in time'
  },
  { text: 'hcsshim: timeout waiting for notification', maxAttempts: 3, reason: 'start the container in time' },
  { text: 'hcsshim::System::Start: context deadline exceeded', maxAttempts: 3, reason: 'start the container in time' },
  { text: 'hcs::CreateComputeSystem 1a2b: timeout waiting', maxAttempts: 3, reason: 'start the container in time' },
  // What hcs::CreateComputeSystem fails with has no number (hcsshim, SystemError); what later operations fail with has.
  {
    text: 'hcsshim::System::waitBackground: failure in a Windows system call',
    maxAttempts: always,
    reason: 'lost its container'
  },
  { text: 'hcs::System::waitBackground: failure', maxAttempts: always, reason: 'lost its container' },
  {
    text: 'failed to create endpoint admiring_wu on network nat: failed during hnsCallRawResponse: hnsCall failed in Win32: Unspecified error (0x80004005)',
    maxAttempts: always,
    restart: ['hns', 'docker'],
    reason: 'network service'
  },
  {
    text: 'failed to create endpoint x on network nat: hnsCall failed in Win32: The process cannot access the file because it is being used by another process. (0x20)',
    maxAttempts: always,
    restart: ['hns', 'docker'],
    reason: 'network service'
  },
  {
    text: 'hcsshim::ImportLayer - failed failed in Win32: Access is denied. (0x5)',
    maxAttempts: 2,
    reason: 'could not store a layer'
  },
  {
    text: 'hcsshim::ImportLayer - failed failed in Win32: The system cannot find the path specified. (0x3)',
    maxAttempts: 2,
    reason: 'could not store a layer'
  },
  {
    text: 'failed to register layer: re-exec error: exit status 1: output: ProcessBaseLayer C:\\ProgramData\\docker: The process cannot access the file because it is being used by another process.',
    maxAttempts: always,
    restart: service,
    reason: 'could not store a layer'
  },
  {
    text: 'hcsshim::ActivateLayer failed in Win32: The process cannot access the file because it is being used by another process. (0x20)',
    maxAttempts: 2,
    reason: 'uses a layer of the base'
  },
  {
    text: 'container 1a2b: driver "windowsfilter" failed to remove root filesystem: rename: Access is denied.',
    maxAttempts: always,
    reason: 'clean up'
  },
  { text: 'failed to detach VHD: failed to open virtual disk', maxAttempts: always, reason: 'clean up' },
  { text: 'hcsshim::DestroyLayer failed in Win32: Access is denied. (0x5)', maxAttempts: always, reason: 'clean up' },
  {
    text: 'hcs::CreateComputeSystem 1a2b: The requested resource is in use.',
    maxAttempts: always,
    reason: 'in use'
  },
  {
    text: 'hcs::CreateComputeSystem 1a2b: The requested virtual machine or container operation is not valid in the current state.',
    maxAttempts: always,
    reason: 'lost its container'
  },
  {
    text: 'container 1a2b encountered an error during hcs::System::Start: failure in a Windows system call: The virtual machine or container exited unexpectedly. (0xc0370106)',
    maxAttempts: 2,
    reason: 'usually because its base has a newer patch level than the host'
  },
  {
    text: 'hcs::CreateComputeSystem 1a2b: The container operating system does not match the host operating system.',
    maxAttempts: 1,
    reason: 'this host cannot run'
  },
  {
    text: 'a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host',
    maxAttempts: 1,
    reason: 'this host cannot run'
  },
  {
    text: 'no matching manifest for windows(10.0.17763)/amd64 in the manifest list entries',
    maxAttempts: 1,
    reason: 'this host cannot run'
  },
  {
    text: 'hcs::CreateComputeSystem 1a2b: No hypervisor is present on this system.',
    maxAttempts: 1,
    reason: 'Hyper-V'
  },
  {
    text: 'hcs::CreateComputeSystem 1a2b: The virtual machine could not be started because a required feature is not installed.',
    maxAttempts: 1,
    reason: 'Hyper-V'
  },
  { text: 'hcs::CreateComputeSystem 1a2b: The request is not supported.', maxAttempts: 1, reason: 'Hyper-V' },
  {
    text: 'hcsshim::PrepareLayer failed in Win32: unrecognized layer format (0xc0370112)',
    maxAttempts: 1,
    reason: 'cannot read a layer'
  },
  { text: 'fatal error: out of memory', maxAttempts: 1, reason: 'not enough memory' },
  {
    text: 'hcs::CreateComputeSystem 1a2b: Not enough memory resources are available to process this command.',
    maxAttempts: 1,
    reason: 'not enough memory'
  },
  {
    text: 'hcs::CreateComputeSystem 1a2b: Insufficient system resources exist to complete the requested service.',
    maxAttempts: 1,
    reason: 'not enough memory'
  },
  {
    text: 'container 1a2b encountered an error during hcs::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2)',
    maxAttempts: 1,
    reason: 'nanoserver has no PowerShell',
    remedy: /cmd, or .*windows\/servercore/
  },
  {
    text: 'container 1a2b encountered an error during hcs::System::CreateProcess: failure in a Windows system call: The system cannot find the path specified. (0x3)',
    maxAttempts: 1,
    reason: 'no folder or program of that path',
    remedy: /WORKDIR/
  },
  {
    text: 'container 1a2b encountered an error during hcs::System::CreateProcess: failure in a Windows system call: Zugriff verweigert (0x5)',
    maxAttempts: 1,
    reason: 'does not let the account of the container',
    remedy: /USER/
  },
  {
    text: 'the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled',
    maxAttempts: 1,
    reason: 'does not have an option',
    remedy: /Leave the option out/
  },
  {
    text: 'error during connect: Post "http://%2F%2F.%2Fpipe%2FdockerDesktopWindowsEngine/v1.51/build": EOF',
    maxAttempts: always,
    restart: service,
    reason: 'engine does not respond'
  },
  {
    text: 'The paging file is too small for this operation to complete. (0x5af)',
    maxAttempts: 1,
    reason: 'not enough memory'
  },
  {
    text: 'write C:\\ProgramData\\docker\\tmp: There is not enough space on the disk.',
    maxAttempts: 1,
    reason: 'disk is full'
  },
  { text: 'image operating system "linux" cannot be used on this platform', maxAttempts: 1, reason: 'not for Windows' },
  { text: 'Windows does not support FROM scratch', maxAttempts: 1, reason: 'not for Windows' },
  {
    text: 'permission denied while trying to connect to the docker API at npipe:////./pipe/docker_engine',
    maxAttempts: 1,
    reason: 'may not use'
  },
  {
    text: 'error during connect: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.51/info": open //./pipe/docker_engine: Access is denied.',
    maxAttempts: 1,
    reason: 'may not use'
  },
  {
    text: 'Error response from daemon: client version 1.52 is too new. Maximum supported API version is 1.51',
    maxAttempts: 1,
    reason: 'are not compatible'
  },
  { text: 'error pulling image configuration: unexpected EOF', maxAttempts: always, reason: 'connection' },
  {
    text: 'read tcp 10.0.0.4:49713: wsarecv: An existing connection was forcibly closed by the remote host.',
    maxAttempts: always,
    reason: 'connection'
  },
  {
    text: 'Get "https://mcr.microsoft.com/v2/": net/http: TLS handshake timeout',
    maxAttempts: always,
    reason: 'connection'
  },
  { text: 'dial tcp: lookup mcr.microsoft.com: no such host', maxAttempts: always, reason: 'connection' },
  ...(['build', 'push'] as const).flatMap(where =>
    [
      'Get "https://mcr.microsoft.com/v2/": dial tcp 150.171.69.10:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
      'Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: getaddrinfow: This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.',
      'dial tcp: lookup ghcr.io on 168.63.129.16:53: getaddrinfow: The requested name is valid, but no data of the requested type was found.'
    ].map(text => ({ text, maxAttempts: always, reason: 'connection', where }))
  ),
  {
    text: 'Get "https://registry.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    maxAttempts: 1,
    reason: "does not trust a registry's certificate",
    remedy: /CA .*certs\.d/
  },
  {
    text: 'Get "https://registry.example/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-30T10:00:00Z is after 2026-11-01T00:00:00Z',
    maxAttempts: 1,
    reason: "rejects a registry's certificate",
    remedy: /clock of this machine/,
    where: 'push'
  },
  {
    text: 'Get "https://registry.example:5000/v2/": http: server gave HTTP response to HTTPS client',
    maxAttempts: 1,
    reason: 'speaks plain http',
    remedy: /'insecure-registries' in daemon\.json/,
    where: 'push'
  },
  {
    text: `error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<html><head><title>Blocked</title>"`,
    maxAttempts: 1,
    reason: 'a proxy or a firewall',
    remedy: /'proxies' in daemon\.json/
  },
  {
    text: 'received unexpected HTTP status: 503 Service Unavailable',
    maxAttempts: always,
    reason: 'registry failed',
    where: 'push'
  },
  {
    text: 'error parsing HTTP 502 response body: invalid character',
    maxAttempts: always,
    reason: 'registry failed',
    where: 'push'
  },
  {
    text: 'toomanyrequests: retry-after: 95.97µs, allowed: 44000/minute',
    maxAttempts: always,
    reason: '429',
    where: 'push'
  },
  {
    text: "denied: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute' of service 'artifactregistry.googleapis.com'",
    maxAttempts: always,
    reason: '429',
    where: 'push'
  },
  {
    text: "denied: Quota exceeded for quota metric 'Uploads' and limit 'Uploads per project per day' of service 'artifactregistry.googleapis.com'",
    maxAttempts: 1,
    reason: 'for hours at least',
    remedy: /when it is reset/,
    where: 'push'
  },
  {
    text: 'toomanyrequests: daily quota exceeded, allowed: 5000/day',
    maxAttempts: 1,
    reason: 'for hours at least',
    remedy: /when it is reset/,
    where: 'push'
  },
  {
    text: 'denied: adding 1.2 GiB of storage resource, which when updated to current usage of 9.8 GiB will exceed the configured upper limit of 10.0 GiB.',
    maxAttempts: 1,
    reason: "the registry's quota is used up",
    remedy: /Delete unused images/,
    where: 'push'
  },
  {
    text: 'denied: Your action has been rejected because the namespace storage limit has been reached.',
    maxAttempts: 1,
    reason: "the registry's quota is used up",
    remedy: /Delete unused images/,
    where: 'push'
  },
  {
    text: 'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    maxAttempts: 1,
    reason: 'pull limit of Docker Hub',
    remedy: /docker\/login-action/
  },
  ...[
    'toomanyrequests: You may pull at most 100 images per 6 hours',
    'denied: you have reached the limit 200 pulls in 24 hours',
    'toomanyrequests: allowed: 200/24h'
  ].map(text => ({
    text,
    maxAttempts: 1,
    reason: 'for hours at least',
    remedy: /when it is reset/,
    where: 'push' as const
  })),
  ...['denied: rate limit exceeded', 'denied: Rate exceeded'].map(text => ({
    text,
    maxAttempts: always,
    reason: '429',
    where: 'push' as const
  })),
  // In the words of the containerd store, which Docker 29 has by default.
  ...[
    'error from registry: denied\ndenied',
    'failed to do request: unexpected status from HEAD request to https://ghcr.io/v2/org/app/manifests/v1: 403 Forbidden'
  ].map(text => ({
    text,
    maxAttempts: 1,
    reason: 'denies access',
    remedy: /packages: write/,
    where: 'push' as const
  })),
  {
    text: 'Error response from daemon: authorization denied by plugin policy: builds are not allowed',
    maxAttempts: 1,
    reason: 'an authorization plugin of the engine',
    remedy: /policy/
  },
  { text: 'blob upload unknown', maxAttempts: always, reason: 'lost an upload', where: 'push' },
  { text: 'blob upload invalid', maxAttempts: always, reason: 'lost an upload', where: 'push' },
  {
    text: 'manifest blob unknown: blob unknown to registry',
    maxAttempts: 3,
    reason: 'does not show an uploaded layer',
    where: 'push'
  },
  { text: 'unauthorized: authentication required', maxAttempts: 1, reason: 'denies access', where: 'push' },
  {
    text: 'denied: requested access to the resource is denied',
    maxAttempts: 1,
    reason: 'denies access',
    where: 'push'
  },
  {
    text: 'server message: insufficient_scope: authorization failed',
    maxAttempts: 1,
    reason: 'denies access',
    where: 'push'
  },
  { text: 'tag invalid: The image tag is immutable.', maxAttempts: 1, reason: 'rejects this image', where: 'push' },
  { text: 'name unknown: The repository does not exist', maxAttempts: 1, reason: 'rejects this image', where: 'push' },
  { text: "The command 'cmd /S /C build.cmd' returned a non-zero code: 3", maxAttempts: 1, reason: 'a RUN' }
]
