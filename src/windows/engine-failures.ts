import { sentence } from '../common/user-error.js'
import { nameWindowsBase } from './name-windows-base.js'
import { unlimited, type FailedWork, type FailureRow } from './failure-row.js'

/** What to do where Docker Desktop has the engine. */
export const startDesktop = 'Start it before this step, and switch it to Windows containers.'

/** What to do about a full disk. */
export const freeSpace =
  'Free some space before this step (docker system prune --all --force), or use a runner with a larger disk.'

const sameLevel =
  "Leave 'pin-base' at 'auto', so that a tag of the host's own patch level is used where the repository of the base has one; or name an older tag in the Dockerfile, set 'isolation: hyperv', or update the runner."

const newerBase = ({ baseIsNewer, isolation }: FailedWork): string | undefined =>
  baseIsNewer && isolation !== 'hyperv' ? `The base has a newer patch level than this host. ${sameLevel}` : undefined

const virtualMachine =
  "Give it more with 'memory', check whether this machine allows nested virtualisation, or build on a runner of that release."

const exitedAtStart = /0xc0370106|virtual machine or container exited unexpectedly/i
const timedOutAtStart =
  /hcsshim: timeout waiting for notification|hcs(?:shim)?::System::Start: context deadline exceeded|CreateComputeSystem.*(?:timeout|\(0x5b4\))/is

/**
 * Failures of the engine and of Windows under it. Windows translates its messages: where hcsshim adds the number
 * (`<operation> failed in Win32: <message> (0x<code>)`), that counts. Errors of hcs::CreateComputeSystem come without one
 * (hcsshim internal/hcs/errors.go, SystemError) and are matched by the English text too.
 */
export const engineFailures: readonly FailureRow[] = [
  // --- failures that another try would not change ------------------------------------------------------------------
  {
    pattern:
      /permission denied while trying to connect to the docker|open \/\/\.\/pipe\/\w+: (?:Access is denied|.*\(0x5\))/i,
    reason: 'the account of the runner may not use the engine',
    remedy:
      "On Windows run the runner as an administrator, or add its account to the group that 'group' in daemon.json names ('docker-users' with Docker Desktop); on Linux add it to the group 'docker'. Then restart the runner."
  },
  {
    pattern: /open \/\/\.\/pipe\/dockerDesktop\w*: /i,
    reason: 'Docker Desktop is not running',
    remedy: startDesktop
  },
  {
    pattern: /authorization denied by plugin/i,
    reason: 'an authorization plugin of the engine refuses this account',
    remedy: 'Have its policy allow what this step does, or use another engine.'
  },
  {
    pattern: /client version [\d.]+ is too (?:new|old)/i,
    reason: 'the docker CLI and the engine are not compatible',
    remedy:
      "Use the CLI that came with the engine (the input 'docker-version' installs both), or set DOCKER_API_VERSION to a version that the engine supports."
  },
  {
    pattern:
      /0xc0370101|operating system of the container does not match|container operating system does not match|is incompatible with a .* host|no matching manifest for windows|no match for platform in manifest/i,
    reason: 'this host cannot run the Windows release of the base',
    remedy:
      "Check the tag of the base and 'isolation': a host never starts newer releases, and a Server starts most older ones only with 'isolation: hyperv'."
  },
  {
    pattern:
      /0xc0351000|0x80370102|\(0x32\)|No hypervisor is present|required feature is not installed|CreateComputeSystem.*The request is not supported/is,
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
    pattern:
      /out of memory|Not enough memory resources|Insufficient system resources exist|paging file is too small|\(0x(?:8|e|5aa|5af|8007000e)\)/i,
    reason: 'there is not enough memory',
    remedy: "Give the containers more with 'memory' (Hyper-V), or use a larger runner."
  },
  {
    pattern: /not enough space on the disk|no space left on device|ENOSPC|\(0x70\)|0x80070070/i,
    reason: 'the disk is full',
    remedy: freeSpace
  },
  {
    pattern: /CreateProcess.*(?:\(0x2\)|The system cannot find the file specified)/is,
    reason: 'the image has no program of that name; nanoserver has no PowerShell',
    remedy:
      'Use cmd, or run it in a stage whose base has it (windows/servercore for powershell, mcr.microsoft.com/powershell for pwsh) and COPY the result.'
  },
  {
    pattern: /CreateProcess.*(?:\(0x3\)|The system cannot find the path specified)/i,
    reason: 'the image has no folder or program of that path',
    remedy: 'Check the paths of the RUN, and WORKDIR and SHELL.'
  },
  {
    pattern: /CreateProcess.*(?:\(0x5\)|Access is denied)/i,
    reason: 'Windows does not let the account of the container start that program',
    remedy: 'Check USER, and whether the path is that of a program; or start it as ContainerAdministrator.'
  },
  {
    pattern:
      /image operating system "?\w+"? cannot be used on this platform|Windows does not support FROM scratch|cannot be used on this platform/i,
    reason: 'the base is not for Windows',
    remedy: sentence(nameWindowsBase)
  },
  // --- transient failures, some of them after a restart ------------------------------------------------------------
  {
    pattern:
      /docker API at npipe|error during connect: .*docker(?:_e|Desktop\w*E)ngine|open \/\/\.\/pipe\/docker_engine/i,
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
    restart: ['docker'],
    fillsDisk: true
  },
  {
    pattern: /hcsshim::PrepareLayer.*\(0x5b4\)/is,
    reason: 'Windows did not mount a layer in time',
    remedy: 'The runner is too busy: use a larger one.',
    maxAttempts: unlimited
  },
  {
    pattern: exitedAtStart,
    isolation: 'hyperv',
    reason: 'the virtual machine of the container exited while it started (0xc0370106)',
    remedy: virtualMachine,
    maxAttempts: 2
  },
  {
    pattern: exitedAtStart,
    reason:
      'the container exited while it started (0xc0370106), usually because its base has a newer patch level than the host',
    remedy: sameLevel,
    maxAttempts: 2,
    unless: newerBase
  },
  {
    pattern: timedOutAtStart,
    isolation: 'hyperv',
    reason: 'Hyper-V did not start the virtual machine of the container in time',
    remedy: virtualMachine
  },
  {
    pattern: timedOutAtStart,
    reason: 'Windows did not start the container in time',
    remedy: 'The runner is too busy: use a larger one.',
    maxAttempts: 3
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
    maxAttempts: 2,
    fillsDisk: true
  },
  {
    pattern:
      /windowsfilter.* failed to remove root filesystem|failed to detach VHD|hcsshim::(?:DestroyLayer|UnprepareLayer).*\(0x(?:20|15|5)\)/is,
    reason: 'Windows could not clean up after a container',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  },
  {
    pattern: /0x800700aa|\(0xaa\)|The requested resource is in use/i,
    reason: 'something that the container needs is in use',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  },
  {
    pattern: /0xc0370105|operation is not valid in the current state|lost communication with .*compute service/i,
    reason: 'Windows lost its container',
    remedy: 'Restart the runner.',
    maxAttempts: unlimited
  }
]
