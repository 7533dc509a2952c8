/** What is known about the work that failed. */
export type FailedWork = {
  readonly isolation?: 'process' | 'hyperv'
  /** whether the base is of a higher patch level (UBR) than the host */
  readonly baseIsNewer: boolean
}

/** What a failure of docker means. */
export type Diagnosis = {
  /** the reason, as half a sentence */
  readonly reason: string
  /** what to do if it persists, as a sentence; '' where docker's own message says it */
  readonly remedy: string
  /** how often the work is worth a try, the first one included; `Infinity`: as often as the inputs allow */
  readonly maxAttempts: number
  /** what has to be restarted before the next try */
  readonly restart: readonly ('hns' | 'docker')[]
  /** whether the registry asks to slow down, and says elsewhere for how long */
  readonly isRateLimit: boolean
}

type Row = {
  readonly pattern: RegExp
  readonly reason: string
  readonly remedy?: string
  /** 1 by default: never again */
  readonly maxAttempts?: number
  readonly restart?: Diagnosis['restart']
  readonly isRateLimit?: boolean
  /** what to do where another try would not help after all */
  readonly unless?: (work: FailedWork) => string | undefined
}

const unlimited = Number.POSITIVE_INFINITY

const newerBase = ({ baseIsNewer, isolation }: FailedWork): string | undefined =>
  baseIsNewer && isolation !== 'hyperv'
    ? "The base has a newer patch level than this host: leave 'pin-base' at 'auto' and name the base by its build argument only (FROM <repository>:$BASE), or set 'isolation: hyperv', or update the runner."
    : undefined

const virtualMachine = ({ isolation }: FailedWork): string | undefined =>
  isolation === 'hyperv'
    ? 'Hyper-V could not start its virtual machine in time: check whether this machine allows nested virtualisation, or build on a runner of that release.'
    : undefined

/**
 * Failures by the output of docker; the first match counts. Windows translates its messages, so its errors are matched by
 * number (hcsshim internal/hcserror writes `<operation> failed in Win32: <message> (0x<code>)`); messages of docker and of
 * registries are in English everywhere.
 */
const rows: readonly Row[] = [
  // A RUN may fail for any reason, and what it prints is in the same output: these come first.
  {
    pattern: /returned a non-zero code|did not complete successfully: exit code/,
    reason: 'a RUN of the Dockerfile failed'
  },
  {
    pattern: /returned from RUN|no build stage in current context|dockerfile parse error|failed to parse stage name/i,
    reason: 'the Dockerfile is wrong'
  },
  // --- failures that another try would not change -------------------------------------------------------------------------------
  {
    pattern:
      /\(?0xc0370101\)?|operating system of the container does not match|is incompatible with a .* host|no matching manifest for windows|no match for platform in manifest/i,
    reason: 'this host cannot run the Windows release of the base',
    remedy:
      "Check the tag of the base and 'isolation': a host never starts newer releases, and a Server starts most older ones only with 'isolation: hyperv'."
  },
  {
    pattern: /0xc0351000|0x80370102|\(0x32\)|No hypervisor is present/i,
    reason: 'this machine has no Hyper-V for containers',
    remedy:
      'Enable the Windows features Hyper-V and Containers (and nested virtualisation of a virtual machine), or build on a runner of that release.'
  },
  {
    pattern: /0xc0370112/i,
    reason: 'Windows cannot read a layer of the base',
    remedy: 'Build this release on a Windows Server of its own build.'
  },
  {
    pattern: /out of memory|Not enough memory resources|paging file is too small|\(0x(?:8|e|5af|8007000e)\)/i,
    reason: 'there is not enough memory',
    remedy: "Give the containers more with 'memory' (Hyper-V), or use a larger runner."
  },
  {
    pattern: /not enough space on the disk|no space left on device|ENOSPC|\(0x70\)|0x80070070/i,
    reason: 'the disk is full',
    remedy: 'Free some space before this step (docker system prune --all --force), or use a runner with a larger disk.'
  },
  {
    pattern:
      /image operating system "?\w+"? cannot be used on this platform|Windows does not support FROM scratch|cannot be used on this platform/i,
    reason: 'the base is not for Windows',
    remedy: 'Name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE.'
  },
  {
    pattern: /reached your (?:unauthenticated )?pull rate limit/i,
    reason: 'the pull limit of Docker Hub is reached, which lasts for hours',
    remedy: 'Log in to it before this step (docker/login-action): logged-in users have higher limits.'
  },
  {
    pattern: /TAG_?ALREADY_?EXISTS|immutable|manifest invalid|MANIFEST_INVALID|name unknown|NAME_UNKNOWN|tag invalid/i,
    reason: 'the registry rejects this image under this name',
    remedy:
      'Check the repository and the tag: some registries need the repository to be created first, or never let a tag move.'
  },
  {
    pattern:
      /unauthorized|\bdenied: |access denied for|access to the resource is denied|insufficient_scope|no basic auth credentials|authentication required/i,
    reason: 'the registry denies access with this login',
    remedy:
      "Log in before this step (docker/login-action), or give 'username' and 'password'; on ghcr.io the job needs 'permissions: packages: write'."
  },
  {
    pattern: /(?:manifest|repository) .*(?:not found|does not exist)|manifest unknown|not found: manifest unknown/i,
    reason: 'an image does not exist',
    remedy: 'Check the names and tags in the Dockerfile.'
  },
  // --- transient failures, some of them after a restart ----------------------------------------------------------------------
  {
    pattern: /docker API at npipe|error during connect: .*docker_engine|open \/\/\.\/pipe\/docker_engine/i,
    reason: 'the engine does not respond',
    remedy: 'Check its event log: Get-EventLog -LogName Application -Source docker',
    maxAttempts: unlimited,
    restart: ['docker']
  },
  {
    pattern:
      /failed to create endpoint .* on network .*(?:hns|0x20|0x2\b|degraded|being deleted)|hns(?:Call)? failed|HNS failed with error|\(0x803b0\w+\)/is,
    reason: "Windows' network service (HNS) failed",
    remedy: 'Restart the runner.',
    maxAttempts: unlimited,
    restart: ['hns', 'docker']
  },
  {
    pattern: /failed to register layer: re-exec error|ProcessBaseLayer|ProcessUtilityVMImage/i,
    reason: 'Windows could not store a layer',
    remedy: 'Check whether a virus scanner opens the files of Docker.',
    maxAttempts: unlimited,
    restart: ['docker']
  },
  {
    pattern: /hcsshim::PrepareLayer.*\(0x5b4\)/is,
    reason: 'Windows did not mount a layer in time',
    remedy: 'The runner is too busy: use a larger one.',
    maxAttempts: unlimited
  },
  {
    pattern: /\(?0xc0370106\)?/i,
    reason: 'the container ended unexpectedly while it started',
    remedy: "Use another tag of the base, or set 'isolation: hyperv'.",
    maxAttempts: 2,
    unless: newerBase
  },
  {
    pattern:
      /hcsshim: timeout waiting for notification|hcs(?:shim)?::System::Start: context deadline exceeded|CreateComputeSystem.*(?:timeout|\(0x5b4\))/is,
    reason: 'Windows did not start the container in time',
    remedy: 'The runner is too busy: use a larger one.',
    maxAttempts: 3,
    unless: virtualMachine
  },
  {
    pattern: /hcs(?:shim)?::System::waitBackground/i,
    reason: 'Windows lost its container',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  },
  {
    pattern: /hcsshim::ActivateLayer.*\(0x20\)/is,
    reason: 'another program uses a layer of the base',
    remedy: 'Check whether a virus scanner opens the files of Docker.',
    maxAttempts: 2,
    unless: newerBase
  },
  {
    pattern: /hcsshim::ImportLayer.*\(0x(?:2|3|5)\)/is,
    reason: 'Windows could not store a layer',
    remedy: 'Check the free space on the disk, and whether the Dockerfile changes protected folders of C:\\Windows.',
    maxAttempts: 2
  },
  {
    pattern:
      /windowsfilter.* failed to remove root filesystem|failed to detach VHD|hcsshim::(?:DestroyLayer|UnprepareLayer).*\(0x(?:20|15|5)\)/is,
    reason: 'Windows could not clean up after a container',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  },
  {
    pattern: /0x800700aa|\(0xaa\)/i,
    reason: 'something that the container needs is in use',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  },
  {
    pattern: /0xc0370105|lost communication with .*compute service/i,
    reason: 'Windows lost its container',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  },
  {
    pattern: /toomanyrequests|too many requests|\bstatus(?: code)?:? 429\b/i,
    reason: 'the registry asks to slow down (429)',
    remedy: 'Try again later, or log in: logged-in users have higher limits.',
    maxAttempts: unlimited,
    isRateLimit: true
  },
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
  {
    pattern:
      /unexpected EOF|: EOF\b|connection reset|forcibly closed by the remote host|broken pipe|use of closed network connection|TLS handshake timeout|i\/o timeout|no such host|context deadline exceeded|Client\.Timeout exceeded|wsarecv|wsasend|\(0x(?:2746|2745|274c)\)/i,
    reason: 'the connection to a registry broke',
    remedy: 'Check the network of the runner and its proxy.',
    maxAttempts: unlimited
  }
]

/**
 * Whether a failure of docker is transient, and what to do about it; undefined where the failure is not known.
 *
 * @param output the output of docker, without that of a RUN where the two are separate
 */
export const diagnoseFailure = (output: string, work: FailedWork): Diagnosis | undefined => {
  const row = rows.find(({ pattern }) => pattern.test(output))
  if (row === undefined) return undefined
  const { reason, remedy = '', maxAttempts = 1, restart = [], isRateLimit = false, unless } = row
  const advice = unless?.(work)
  return advice === undefined
    ? { reason, remedy, maxAttempts, restart, isRateLimit }
    : { reason, remedy: advice, maxAttempts: 1, restart: [], isRateLimit }
}
