/** A failure of docker on Windows as it is really said, and what is to be made of it. */
export type FailureRow = {
  text: string
  /** How often the work is worth a try. */
  maxAttempts: number
  restart?: readonly string[]
  /** A part of the reason. */
  reason: string
  /** Where it happens; in a build unless said otherwise. */
  where?: 'push'
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
    reason: 'nanoserver has no PowerShell'
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
    reason: 'do not fit together'
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
    text: 'toomanyrequests: You have reached your pull rate limit.',
    maxAttempts: 1,
    reason: 'pull limit of Docker Hub'
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
