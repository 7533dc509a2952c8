import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import {
  baseFixture,
  buildRule,
  fixtureReleases,
  hosts,
  legFixture,
  runOnWindows,
  labelled,
  standardLabels,
  windowsDockerfile,
  type WindowsStep
} from '../support/windows-cases.js'

describe('the inputs of a build on a Windows engine', () => {
  let registry: MemoryRegistry
  let image: string
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    image = `${registry.host}/org/app`
    for (const release of fixtureReleases) {
      for (const tag of ['v2.7.0', 'v2.7.0-x', 'v2.7.0-rc.1-x', 'v2.8.0-rc.1', 'edge', 'sha-0123456']) {
        await pushFixture(registry, 'org/app', `${tag}-${release}`, legFixture(release))
      }
      await pushFixture(registry, 'windows/servercore', release, baseFixture(release))
    }
    await pushFixture(registry, 'org/app', 'v2.7.0-1809', legFixture('ltsc2019'))
    await pushFixture(registry, 'windows/servercore', '1809', baseFixture('ltsc2019'))
    await pushFixture(registry, 'windows/servercore', 'ltsc2022-amd64', baseFixture('ltsc2022'))
    await pushFixture(registry, 'golang', '1-ltsc2022', baseFixture('ltsc2022'))
  })
  afterAll(() => registry.close())

  /** The whole command line of the one build of a step that ends well, less that which gives it its labels. */
  const built = (step: WindowsStep, tag = 'v2.7.0-ltsc2022'): readonly string[] | undefined => {
    expect(step).toMatchObject({ exitCode: 0, errors: [] })
    const names = ['info', 'image', 'build', 'image', 'build', 'image', 'push']
    expect(step.commands.map(([command]) => command)).toEqual(names)
    expect(step.commands[4]?.slice(-3, -1)).toEqual(['--tag', `${image}:${tag}`])
    return step.commands[2]
  }
  const labelsOf = (step: WindowsStep): unknown => labelled(step.calls)[0]?.labels
  const standard = ['--build-arg', 'BASE=ltsc2022', '--build-arg', 'VERSION=v2.7.0', '.']

  test('all reach the command line, those of the user behind those that win-multiarch gives', async () => {
    const step = await runOnWindows(
      hosts.server2022,
      {
        image,
        tags: 'v2.7.0',
        context: 'src/app',
        file: 'docker\\Dockerfile.windows',
        'build-args': 'CONFIGURATION=Release\nFEED=https://example.com/?a=b,c\nFROM_THE_JOB\nEMPTY=',
        labels: 'org.opencontainers.image.title=An app, with "quotes"\ncom.example.path=C:\\Program Files\\App\\',
        target: 'runtime',
        'no-cache': 'true',
        network: 'nat',
        memory: '6G'
      },
      {
        files: { 'docker\\Dockerfile.windows': windowsDockerfile.replace('$BASE', '$BASE AS runtime') },
        env: { FROM_THE_JOB: 'x' }
      }
    )
    expect(built(step)).toEqual([
      'build',
      ...['--isolation', 'process', '--memory', '6G'],
      ...['--file', 'docker\\Dockerfile.windows', '--target', 'runtime', '--network', 'nat', '--no-cache'],
      ...['--build-arg', 'BASE=ltsc2022', '--build-arg', 'VERSION=v2.7.0'],
      ...['--build-arg', 'CONFIGURATION=Release', '--build-arg', 'FEED=https://example.com/?a=b,c'],
      ...['--build-arg', 'FROM_THE_JOB', '--build-arg', 'EMPTY='],
      'src/app'
    ])
    expect(labelsOf(step)).toEqual({
      ...standardLabels('ltsc2022', 'v2.7.0'),
      'org.opencontainers.image.title': 'An app, with "quotes"',
      'com.example.path': 'C:\\Program Files\\App\\'
    })
  })

  test('that look like options stay values', async () => {
    const step = await runOnWindows(
      hosts.server2022,
      {
        image,
        tags: 'v2.7.0',
        context: '--context',
        file: '-f',
        labels: '--rm=true\n-q=1',
        network: '-n'
      },
      { files: { '-f': windowsDockerfile.replace('$BASE', '$BASE AS app') } }
    )
    expect(built(step)).toEqual([
      ...['build', '--isolation', 'process', '--file', './-f', '--network', '-n'],
      ...['--build-arg', 'BASE=ltsc2022', '--build-arg', 'VERSION=v2.7.0'],
      './--context'
    ])
    expect(labelsOf(step)).toEqual({ ...standardLabels('ltsc2022', 'v2.7.0'), '--rm': 'true', '-q': '1' })
  })

  test('hand over a build argument of several lines whole', async () => {
    const conf = 'CONF=<a>\n  <b c="d"/>\n</a>'
    const quoted = `"${conf.replaceAll('"', '""')}"`
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0', 'build-args': `A=1\n${quoted}\nB=2` })
    expect(built(step)).toEqual([
      ...['build', '--isolation', 'process', ...standard.slice(0, -1)],
      ...['--build-arg', 'A=1', '--build-arg', conf, '--build-arg', 'B=2', '.']
    ])
  })

  test.each([
    ['CONF=<a>\n</a>', "'</a>' does not begin with the name of an argument and '='"],
    ['A: 1', "'A: 1' does not begin"],
    ['- A=1', "'- A=1' does not begin"],
    ['A =1', "'A =1' does not begin"],
    ['# x', "'# x' does not begin"],
    ['--privileged', "'--privileged' does not begin"],
    ['NOT_SET', "'NOT_SET' has no value, and no variable of that name is set"]
  ])('refuse the build argument %j before anything is started', async (text, what) => {
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0', 'build-args': text })
    expect(step).toMatchObject({ exitCode: 1, commands: [] })
    expect(step.errors).toEqual([expect.stringContaining(`Input 'build-args': ${what}`)])
    expect(step.errors[0]).toContain('like "CONF=line 1⏎line 2"')
  })

  test('do not let a dash as the context be the standard input', async () => {
    const step = await runOnWindows(
      hosts.server2022,
      { image, tags: 'v2.7.0', context: '-', file: '-' },
      { files: { '-': windowsDockerfile } }
    )
    expect(built(step)).toEqual(['build', '--isolation', 'process', '--file', './-', ...standard.slice(0, -1), './-'])
    expect(step.calls[2]?.stdin).toBeNull()
  })

  test.each([
    ['isolation: default gives no flag', { isolation: 'default' }, []],
    ['isolation: default takes a memory', { isolation: 'default', memory: '2g' }, ['--memory', '2g']],
    ['isolation: process is process', { isolation: 'process' }, ['--isolation', 'process']],
    ['isolation: hyperv has 4g', { isolation: 'hyperv' }, ['--isolation', 'hyperv', '--memory', '4g']],
    ['memory wins', { isolation: 'hyperv', memory: '8g' }, ['--isolation', 'hyperv', '--memory', '8g']]
  ])('choose the isolation: %s', async (_, inputs, flags) => {
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0', ...inputs })
    expect(built(step)).toEqual(['build', ...flags, ...standard])
  })

  test('take their own memory for a release that needs Hyper-V', async () => {
    const inputs = { image, tags: 'v2.7.0', releases: 'ltsc2019', memory: '2048m' }
    const files = { Dockerfile: `${windowsDockerfile}RUN app.exe\r\n` }
    const [, ...args] = built(await runOnWindows(hosts.server2025, inputs, { files }), 'v2.7.0-ltsc2019') ?? []
    expect(args.slice(0, 6)).toEqual(['--isolation', 'hyperv', '--memory', '2048m', '--build-arg', 'BASE=ltsc2019'])
  })

  test('fill the release in all that concerns one, each leg with its own', async () => {
    const dockerfile = `ARG WINDOWS\nFROM HOST/windows/servercore:$WINDOWS AS run-2019\n`.replace('HOST', registry.host)
    const files = {
      'docker/2019/Dockerfile.1809': dockerfile,
      'docker/2022/Dockerfile.ltsc2022': dockerfile.replace('2019', '2022')
    }
    const inputs = {
      image,
      tags: 'v2.7.0',
      releases: 'ltsc2022, 1809',
      context: 'docker/{{year}}',
      file: 'docker/{{year}}/Dockerfile.{{release}}',
      target: 'run-{{year}}',
      'build-args': 'WINDOWS={{release}}\nFORMAT={{.Name}}',
      labels: 'com.example.windows={{release}}, {{ year }}',
      test: 'app.exe --windows {{release}}'
    }
    const state = JSON.stringify({ Running: false, ExitCode: 0 })
    const rules = [
      { args: ['container', 'inspect'], stdout: state },
      ...['create', 'start', 'rm'].map(command => ({ args: [command] }))
    ]
    const step = await runOnWindows(hosts.server2022, inputs, { files, rules })
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const builds = step.commands.filter(([command, ...more]) => command === 'build' && more.includes('--target'))
    expect(builds.map(argv => argv.slice(argv.indexOf('--file')))).toEqual([
      ...[['ltsc2022', '2022'] as const, ['1809', '2019'] as const].map(([release, year]) => [
        ...['--file', `docker/${year}/Dockerfile.${release}`, '--target', `run-${year}`],
        ...['--build-arg', `WINDOWS=${release}`, '--build-arg', 'FORMAT={{.Name}}', `docker/${year}`]
      ])
    ])
    expect(labelled(step.calls).map(({ labels }) => labels['com.example.windows'])).toEqual([
      'ltsc2022, 2022',
      '1809, 2019'
    ])
    const tests = step.commands.filter(([command]) => command === 'create').map(argv => argv.slice(-2))
    expect(tests).toEqual([
      ['--windows', 'ltsc2022'],
      ['--windows', '1809']
    ])
    expect(step.outputs.releases).toBe('ltsc2022,1809')
  })

  test.each([
    ['the release that is named', { releases: '20H2', file: 'Dockerfile.{{year}}' }, 0],
    ['the release of the host', { file: 'Dockerfile.{{year}}' }, 1]
  ])('are refused before anything is built where %s has no year', async (_, inputs, calls) => {
    const host = { build: 19_042, ubr: 1, installationType: 'Server' } as const
    const step = await runOnWindows(host, { image, tags: 'v2.7.0', ...inputs })
    expect(step).toMatchObject({ exitCode: 1, outputs: {} })
    expect(step.errors).toEqual([
      "Input 'file': 20H2 is not a Windows Server of a year, so 'Dockerfile.{{year}}' cannot be filled. Use {{release}}, or leave 20H2 to a step of its own."
    ])
    expect(step.commands).toHaveLength(calls)
  })

  test.each([
    ['neither is declared', 'FROM HOST/windows/servercore:ltsc2022\n', []],
    [
      'one is in the tag of a stage',
      'ARG BASE\nFROM HOST/golang:1-$BASE AS a\nFROM HOST/windows/servercore:ltsc2022\n',
      ['BASE=ltsc2022']
    ],
    [
      'one is a whole reference',
      'ARG BASE=HOST/windows/servercore:ltsc2022\nFROM $BASE\nARG VERSION\n',
      ['VERSION=v2.7.0']
    ],
    [
      'a stage declares the version',
      'FROM HOST/windows/servercore:ltsc2022 AS a\nARG VERSION=0\nFROM a\n',
      ['VERSION=v2.7.0']
    ]
  ])('pass BASE and VERSION where the Dockerfile takes them: %s', async (_, text, args) => {
    const files = { Dockerfile: text.replaceAll('HOST', registry.host) }
    const step = await runOnWindows(
      hosts.server2022,
      { image, tags: 'v2.7.0' },
      { files, rules: [buildRule('ltsc2022')] }
    )
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const build = step.commands.find(([command]) => command === 'build') ?? []
    expect(build.filter((_value, index) => build[index - 1] === '--build-arg')).toEqual(args)
  })

  test('pass both where docker fetches the Dockerfile, or is the only one who can read it', async () => {
    const context = 'https://github.com/org/app.git#v2.7.0'
    const remote = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0', context })
    expect(remote).toMatchObject({ exitCode: 0, errors: [] })
    expect(remote.commands.find(([command]) => command === 'build')?.slice(3)).toEqual([
      ...standard.slice(0, -1),
      context
    ])
    const files = { Dockerfile: `ARG BASE\nFROM ${registry.host}/windows/servercore:\${BASE#x}\nARG VERSION\n` }
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0' }, { files })
    expect(step.commands.find(([command]) => command === 'build')?.slice(3)).toEqual(standard)
  })

  test.each([
    ['a tag', { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v2.7.0' }, ['APP=2.7.0', 'COMMIT=0123456'], []],
    [
      'a pull request',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: '1/merge' },
      ['COMMIT=0123456'],
      [expect.stringMatching(/^The build argument APP is left out: /)]
    ]
  ])('fill build arguments as tags, and leave out what the run cannot fill: %s', async (_, env, args, notices) => {
    const inputs = { image, tags: 'edge', 'build-args': 'APP={{version}}\nCOMMIT={{sha}}' }
    const files = { Dockerfile: `FROM ${registry.host}/windows/servercore:ltsc2022\nARG APP=0.0.0\n` }
    const step = await runOnWindows(hosts.server2022, inputs, { files, env, rules: [buildRule('ltsc2022')] })
    expect(step).toMatchObject({ exitCode: 0, errors: [], notices })
    const build = step.commands.find(([command]) => command === 'build') ?? []
    expect(build.filter((_value, index) => build[index - 1] === '--build-arg')).toEqual(args)
  })

  test('let the user give BASE and VERSION other values', async () => {
    const inputs = { image, tags: 'v2.7.0', 'build-args': 'BASE=ltsc2022-amd64\nVERSION=2' }
    const files = { Dockerfile: `ARG BASE\nFROM ${registry.host}/windows/servercore:$BASE\nARG VERSION\n` }
    const step = await runOnWindows(hosts.server2022, inputs, { files, rules: [buildRule('ltsc2022')] })
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(step.commands.find(([command]) => command === 'build')?.slice(3)).toEqual([
      ...['--build-arg', 'BASE=ltsc2022-amd64', '--build-arg', 'VERSION=2', '.']
    ])
  })

  test('let a version label of the user stand, but not a revision label', async () => {
    const labels = 'org.opencontainers.image.revision=mine\norg.opencontainers.image.version=7'
    const inputs = { image, tags: 'v2.7.0', labels, revision: 'f'.repeat(40) }
    const step = await runOnWindows(hosts.server2022, inputs)
    expect(built(step)).toEqual(['build', '--isolation', 'process', ...standard])
    expect(labelsOf(step)).toEqual({
      ...standardLabels('ltsc2022', '7'),
      'org.opencontainers.image.revision': 'f'.repeat(40)
    })
  })

  test('fill the tag of a leg from a pre-release, and drop what it must not fill', async () => {
    const inputs = { image, tags: 'v2.8.0-rc.1, v{{major}}.{{minor}}, latest' }
    const step = await runOnWindows(hosts.server2022, inputs)
    expect(built(step, 'v2.8.0-rc.1-ltsc2022')).toEqual([
      ...['build', '--isolation', 'process', '--build-arg', 'BASE=ltsc2022', '--build-arg', 'VERSION=v2.8.0-rc.1', '.']
    ])
    expect(labelsOf(step)).toEqual(standardLabels('ltsc2022', 'v2.8.0-rc.1'))
    expect(step.notices).toEqual([
      expect.stringContaining("'v{{major}}.{{minor}}' is left out: v2.8.0-rc.1 is a pre-release"),
      expect.stringContaining("'latest' is left out: v2.8.0-rc.1 is a pre-release")
    ])
  })

  test.each([
    ['a branch has none', { tags: 'edge' }, 'edge'],
    ['nothing is given', {}, 'sha-0123456']
  ])('leave the version out where there is none: %s', async (_, inputs, tag) => {
    const step = await runOnWindows(hosts.server2022, { image, ...inputs })
    expect(built(step, `${tag}-ltsc2022`)).toEqual([
      ...['build', '--isolation', 'process', '--build-arg', 'BASE=ltsc2022', '.']
    ])
    expect(labelsOf(step)).toEqual(standardLabels('ltsc2022'))
  })

  test.each([
    ['the git tag that started the run', {}, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v2.7.0' }],
    ['the input version, whatever the tags are', { tags: 'v2.7.0-rc.1, v2.7.0', version: 'v2.7.0' }, {}]
  ])('take the version from %s', async (_, inputs: { tags?: string }, env) => {
    const step = await runOnWindows(hosts.server2022, { image, suffix: '-x-{{release}}', ...inputs }, { env })
    const tag = `${inputs.tags === undefined ? 'v2.7.0' : 'v2.7.0-rc.1'}-x-ltsc2022`
    expect(built(step, tag)?.join(' ')).toMatch(/--build-arg VERSION=v2\.7\.0 \.$/)
    expect(labelsOf(step)).toEqual(standardLabels('ltsc2022', 'v2.7.0'))
  })

  test('may be full references instead of an image', async () => {
    const inputs = { tags: `${image}:v2.7.0\n${image}:latest` }
    expect(built(await runOnWindows(hosts.server2022, inputs))).toEqual([
      ...['build', '--isolation', 'process'],
      ...standard
    ])
  })

  test('give the tag of a leg another suffix', async () => {
    const inputs = { image, tags: 'v2.7.0', suffix: '-windowsservercore-{{release}}' }
    await pushFixture(registry, 'org/app', 'v2.7.0-windowsservercore-ltsc2022', legFixture('ltsc2022'))
    const step = await runOnWindows(hosts.server2022, inputs)
    const typed = built(step, 'v2.7.0-windowsservercore-ltsc2022')
    expect(typed).toEqual(['build', '--isolation', 'process', ...standard])
  })
})
