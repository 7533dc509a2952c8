import { type Rule } from './recording-docker.js'

/** Which Windows a host runs. */
export type WindowsVersion = {
  /** The build number: 17763, 20348, 26100 … */
  build: number
  /** The patch level. */
  ubr: number
  installationType: 'Server' | 'Server Core' | 'Client'
}

const displayVersions: Readonly<Record<number, string>> = { 14393: '1607', 17763: '1809', 20348: '21H2', 26200: '25H2' }

/** How an engine without images of its own speaks of itself on such a host. */
export const engineRules = ({ build, ubr, installationType }: WindowsVersion): readonly Rule[] => {
  const server = installationType === 'Client' ? '' : ' Server'
  const info = {
    ServerVersion: '29.1.5',
    OSType: 'windows',
    OSVersion: `10.0.${build}`,
    OperatingSystem: `Microsoft Windows${server} Version ${displayVersions[build] ?? '24H2'} (OS Build ${build}.${ubr})`,
    Architecture: 'x86_64',
    Driver: 'windowsfilter',
    Isolation: installationType === 'Client' ? 'hyperv' : 'process',
    ClientInfo: { Version: '29.1.5', Context: 'default', Plugins: [] }
  }
  return [{ program: 'docker', args: ['info', '--format', '{{json .}}'], stdout: `${JSON.stringify(info)}\n` }]
}

const noEngine =
  'failed to connect to the docker API at npipe:////./pipe/docker_engine; check if the path is correct and if the ' +
  'daemon is running: open //./pipe/docker_engine: The system cannot find the file specified.'

const noInfo = { ServerErrors: [noEngine], ClientInfo: { Version: '29.1.5', Context: 'default', Plugins: [] } }

const serviceState = (state: string): string =>
  [
    '',
    'SERVICE_NAME: docker ',
    '        TYPE               : 10  WIN32_OWN_PROCESS  ',
    `        STATE              : ${state} `,
    '        WIN32_EXIT_CODE    : 0  (0x0)',
    '        SERVICE_EXIT_CODE  : 0  (0x0)',
    '        CHECKPOINT         : 0x0',
    '        WAIT_HINT          : 0x0',
    ''
  ].join('\r\n')

const shellRules = (status: string): readonly Rule[] =>
  ['powershell', 'pwsh'].flatMap(program => [
    { program, pattern: /Get-Service/i, stdout: `${status}\r\n` },
    { program, pattern: /Start-Service/i }
  ])

/** How the programs of a host answer whose Docker service does not run. The first call that starts it gets through. */
export const stoppedRules: readonly Rule[] = [
  // With a format the CLI ends well even then.
  { program: 'docker', args: ['info', '--format'], stdout: `${JSON.stringify(noInfo)}\n`, stderr: `${noEngine}\n` },
  { program: 'docker', exitCode: 1, stderr: `${noEngine}\n` },
  { program: 'sc', args: ['query', 'docker'], stdout: serviceState('1  STOPPED') },
  { program: 'sc', args: ['start', 'docker'], stdout: serviceState('2  START_PENDING') },
  {
    program: 'net',
    args: ['start', 'docker'],
    stdout: 'The Docker Engine service is starting.\r\nThe Docker Engine service was started successfully.\r\n\r\n'
  },
  ...shellRules('Stopped')
]

/** How the programs for services answer on a host whose Docker service runs. */
export const runningRules: readonly Rule[] = [
  { program: 'sc', args: ['query', 'docker'], stdout: serviceState('4  RUNNING') },
  {
    program: 'sc',
    args: ['start', 'docker'],
    stdout: '[SC] StartService FAILED 1056:\r\n\r\nAn instance of the service is already running.\r\n\r\n',
    exitCode: 1056
  },
  {
    program: 'net',
    args: ['start', 'docker'],
    stderr: 'The requested service has already been started.\r\n\r\n',
    exitCode: 2
  },
  ...shellRules('Running')
]
