import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import {
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
    }
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
    expect(step.errors[0]).toContain('like "CONF=line 1\nline 2"')
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
    const [, ...args] = built(await runOnWindows(hosts.server2025, inputs), 'v2.7.0-ltsc2019') ?? []
    expect(args.slice(0, 6)).toEqual(['--isolation', 'hyperv', '--memory', '2048m', '--build-arg', 'BASE=ltsc2019'])
  })

  test('give the build arguments other names', async () => {
    const inputs = { image, tags: 'v2.7.0', 'base-arg': 'WINDOWS_TAG', 'version-arg': 'APP_VERSION' }
    const files = { Dockerfile: windowsDockerfile.replaceAll('BASE', 'WINDOWS_TAG') }
    const names = ['--build-arg', 'WINDOWS_TAG=ltsc2022', '--build-arg', 'APP_VERSION=v2.7.0']
    expect(built(await runOnWindows(hosts.server2022, inputs, { files }))).toEqual([
      ...['build', '--isolation', 'process', ...names],
      '.'
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
