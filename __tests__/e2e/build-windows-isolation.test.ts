import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildImage } from '../support/image-builder.js'
import { pushFixture, pushImage, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import {
  baseFixture,
  buildRule,
  hosts,
  legFixture,
  onlyImage,
  runOnWindows,
  type WindowsStep,
  type WindowsStepOptions
} from '../support/windows-cases.js'

describe('an older release on a newer Windows', () => {
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    await pushFixture(registry, 'org/app', 'v2.7.0-ltsc2019', legFixture('ltsc2019'))
    await pushFixture(registry, 'windows/servercore', 'ltsc2019', baseFixture('ltsc2019'))
    const base = onlyImage(readFixture(baseFixture('ltsc2019')))
    const withTriggers = (...triggers: string[]): ReturnType<typeof buildImage> =>
      buildImage({
        os: 'windows',
        architecture: 'amd64',
        osVersion: '10.0.17763.8027',
        base,
        layers: [],
        config: { OnBuild: triggers }
      })
    await pushImage(registry, 'org/runs', 'x', withTriggers('COPY . /app', 'RUN install.cmd'))
    await pushImage(registry, 'org/copies', 'x', withTriggers('COPY . /app'))
  })
  afterAll(() => registry.close())

  const step = (
    dockerfile: string,
    inputs: Readonly<Record<string, string>> = {},
    { on = hosts.server2022, ...options }: WindowsStepOptions & { on?: (typeof hosts)[keyof typeof hosts] } = {}
  ): Promise<WindowsStep> =>
    runOnWindows(
      on,
      { image: `${registry.host}/org/app`, tags: 'v2.7.0', releases: 'ltsc2019', ...inputs },
      {
        ...options,
        files: { Dockerfile: dockerfile.replaceAll('HOST', registry.host) },
        rules: [...(options.rules ?? []), buildRule('ltsc2019')]
      }
    )
  const base = 'FROM HOST/windows/servercore:ltsc2019'
  const flags = ({ commands }: WindowsStep): readonly string[] => {
    const build = commands.find(([command]) => command === 'build') ?? []
    return build.slice(1, build.includes('--memory') ? 5 : 3)
  }
  const process = ['--isolation', 'process']
  const hyperV = ['--isolation', 'hyperv', '--memory', '4g']

  test.each([
    ['files are copied alone', `${base}\nCOPY a b\nENV C=d\nCMD ["RUN"]\n`],
    ['a trigger of the base copies', `FROM HOST/org/copies:x\n`],
    [
      'an earlier stage copies too',
      `${base} AS one\nADD a b\nONBUILD RUN c\nFROM HOST/org/copies:x\nCOPY --from=one b c\n`
    ]
  ])('is built in process isolation where %s', async (_, dockerfile) => {
    for (const isolation of ['auto', 'process']) {
      const result = await step(dockerfile, { isolation })
      expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
      expect(flags(result)).toEqual(process)
      expect(result.outputs.metadata).toContain('"isolation":"process"')
      // So does the step that adds the labels.
      const builds = result.commands.filter(([command]) => command === 'build')
      expect(builds.map(argv => argv.slice(1, 3))).toEqual([process, process])
    }
  })

  test.each([
    ['RUN', `${base}\n\nRUN a\n`, 'line 3 of the Dockerfile runs something'],
    ['RUN in another stage', `${base} AS one\nRUN a\n${base}\n`, 'line 2 of the Dockerfile runs something'],
    [
      'an owner that only the image knows',
      `${base}\nCOPY --chown=app a b\n`,
      'line 2 of the Dockerfile runs something'
    ],
    ['a trigger of a stage', `${base} AS one\nONBUILD RUN a\nFROM one\n`, 'line 3 of the Dockerfile runs something'],
    ['a trigger of the base', 'FROM HOST/org/runs:x\n', 'an ONBUILD of HOST/org/runs:x runs something'],
    [
      'a trigger of the base of another stage',
      `FROM HOST/org/runs:x AS one\n${base}\n`,
      'an ONBUILD of HOST/org/runs:x runs something'
    ]
  ])('is built under Hyper-V for %s, with a warning before the build', async (_, dockerfile, why) => {
    const result = await step(dockerfile)
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect(flags(result)).toEqual(hyperV)
    expect(result.warnings.map(text => text.replaceAll(registry.host, 'HOST'))).toEqual([
      expect.stringContaining(`ltsc2019 is built under Hyper-V, since ${why}. Hosted runners do not guarantee Hyper-V`)
    ])
    expect(result.stdout.indexOf('::warning')).toBeLessThan(result.stdout.indexOf('Build for ltsc2019'))

    const refused = await step(dockerfile, { isolation: 'process' })
    expect(refused).toMatchObject({ exitCode: 1, outputs: {} })
    expect(refused.errors.map(text => text.replaceAll(registry.host, 'HOST'))).toEqual([
      `Input 'isolation': this host (build 20348) can start ltsc2019 under Hyper-V only, and ${why}. Give 'auto' or 'hyperv', or build without RUN.`
    ])
    expect(refused.commands.some(([command]) => command === 'build')).toBe(false)

    const asked = await step(dockerfile, { isolation: 'hyperv' })
    expect(asked).toMatchObject({ exitCode: 0, warnings: [] })
    expect(flags(asked)).toEqual(hyperV)
  })

  test.each([
    ['docker fetches it', '', { context: 'https://github.com/org/app.git' }],
    ['only docker can read it', 'ARG A=ltsc2019\nFROM HOST/windows/servercore:${A#x}\n', {}]
  ])('is built under Hyper-V where its Dockerfile is not known: %s', async (_, dockerfile, inputs) => {
    const result = await step(dockerfile, inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(flags(result)).toEqual(hyperV)
    expect(result.warnings).toContainEqual(expect.stringContaining('since what its Dockerfile runs is not known'))
  })

  test('is built under Hyper-V on a client without a warning, since it has that for every container', async () => {
    const result = await step(`${base}\nRUN a\n`, {}, { on: hosts.windows11 })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(flags(result)).toEqual(hyperV)
  })

  test.each(['auto', 'process'])('is tested under Hyper-V, however it is built: %s', async isolation => {
    const rules = [
      { args: ['container', 'inspect'], stdout: JSON.stringify({ Running: false, ExitCode: 0 }) },
      ...['create', 'start', 'rm'].map(command => ({ args: [command] }))
    ]
    const result = await step(`${base}\nCOPY a b\n`, { isolation, test: 'app.exe --version' }, { rules })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(flags(result)).toEqual(process)
    const create = result.commands.find(([command]) => command === 'create')
    expect(create?.slice(3, 7)).toEqual(hyperV)
  })

  test('is told what an engine without Hyper-V cannot start, where a test is what it cannot start', async () => {
    const stderr =
      'hcs::CreateComputeSystem: The virtual machine could not be started because a required feature is not installed. (0xc0351000)'
    const rules = [
      { args: ['container', 'inspect'], stdout: JSON.stringify({ Running: false, ExitCode: 128, Error: stderr }) },
      { args: ['create'] },
      { args: ['start'], exitCode: 1, stderr },
      { args: ['rm'] }
    ]
    const result = await step(`${base}\nCOPY a b\n`, { test: 'app.exe', retries: '1' }, { rules })
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([expect.stringMatching(/Hyper-V/)])
  })
})
