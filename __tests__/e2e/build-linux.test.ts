import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { makeRecordingDocker, type Rule } from '../support/recording-docker.js'
import { labelCommand } from '../support/windows-cases.js'

const infoCommand = ['info', '--format', '{{json .}}']
const buildx = { Name: 'buildx', Version: 'v0.24.0', Path: '/usr/libexec/docker/cli-plugins/docker-buildx' }
/** Tells buildx to make an image and no list around it, and every docker to take the engine's own builder. */
const plainImage = { BUILDX_BUILDER: 'default', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
/** What buildx writes where a RUN of a Dockerfile fails in the midst of it. */
const buildxFailure = `#6 [2/3] RUN echo the reason >&2; exit 7
#6 0.243 the reason
#6 ERROR: process "/bin/sh -c echo the reason >&2; exit 7" did not complete successfully: exit code: 7
------
 > [2/3] RUN echo the reason >&2; exit 7:
0.243 the reason
------
Dockerfile:3
--------------------
   1 |     FROM scratch
   2 |     COPY bin /bin
   3 | >>> RUN echo the reason >&2; exit 7
   4 |     RUN true
   5 |     CMD ["sh"]
--------------------
ERROR: failed to solve: process "/bin/sh -c echo the reason >&2; exit 7" did not complete successfully: exit code: 7
`
const refusal = "The command '/bin/sh -c build' returned a non-zero code: 7"
const server = {
  ServerVersion: '28.2.2',
  OSType: 'linux',
  OSVersion: '24.04',
  OperatingSystem: 'Ubuntu 24.04.2 LTS',
  Architecture: 'x86_64',
  ClientInfo: { Version: '28.2.2', Context: 'default', Plugins: [{ Name: 'compose' }, buildx] }
}

describe('mode build on what docker says of a Linux engine', () => {
  let registry: MemoryRegistry
  let image: string
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    image = `${registry.host}/org/app`
  })
  afterAll(() => registry.close())

  type Step = ActionResult & { commands: readonly (readonly string[])[]; variables: readonly Record<string, string>[] }
  const step = async (
    facts: { Architecture?: string; Variant?: string },
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
    rules: readonly Rule[] = []
  ): Promise<Step> => {
    const architecture = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' }[facts.Architecture ?? 'x86_64'] ?? ''
    const variant = architecture === 'arm' ? { variant: 'v7' } : {}
    const leg = buildImage({ os: 'linux', architecture, ...variant })
    const tag = `v2.7.0-linux-${architecture}${architecture === 'arm' ? '-v7' : ''}`
    await pushImage(registry, 'org/app', tag, leg)
    const inspected = { Id: 'sha256:1', Os: 'linux', Architecture: architecture, Variant: variant.variant ?? '' }
    const docker = makeRecordingDocker([
      ...rules,
      { args: infoCommand, stdout: JSON.stringify({ ...server, ...facts }) },
      { args: ['build'] },
      { args: ['image', 'inspect'], stdout: JSON.stringify([inspected]) },
      { args: ['push'], stdout: `${tag}: digest: ${leg.digest} size: 1\n` }
    ])
    const workspace = makeFolder('workspace')
    writeFiles(workspace.path, { Dockerfile: 'FROM scratch\nARG VERSION\nCOPY app /\n' })
    try {
      const given = { image, tags: 'v2.7.0', ...inputs }
      const result = await runAction({ cwd: workspace.path, inputs: given, env: { ...docker.env, ...env } })
      const calls = docker.calls()
      return { ...result, commands: calls.map(({ argv }) => argv), variables: calls.map(call => call.env) }
    } finally {
      docker.remove()
      workspace.remove()
    }
  }

  const commands = (release: string): string[][] => [
    infoCommand,
    [
      ...['build', '--build-arg', 'VERSION=v2.7.0', '--label', 'org.opencontainers.image.version=v2.7.0'],
      ...['--label', 'org.opencontainers.image.source=https://github.com/org/app'],
      ...['--label', 'org.opencontainers.image.url=https://github.com/org/app'],
      ...['--label', 'org.opencontainers.image.title=app'],
      ...['--label', 'org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567'],
      ...['--tag', `${image}:v2.7.0-${release}`, '.']
    ],
    ['image', 'inspect', `${image}:v2.7.0-${release}`],
    ['push', `${image}:v2.7.0-${release}`]
  ]

  test('asks buildx for the image alone, since a list with an attestation is no leg', async () => {
    const result = await step({})
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { release: 'linux-amd64', 'os-version': '' } })
    expect(result.commands).toEqual(commands('linux-amd64'))
    expect(result.variables).toEqual([{}, plainImage, plainImage, plainImage])
  })

  test('takes the builder of the engine, whatever the job says', async () => {
    const env = { BUILDX_BUILDER: 'of-the-job', BUILDX_NO_DEFAULT_ATTESTATIONS: '0' }
    const result = await step({}, {}, env)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.commands).toEqual(commands('linux-amd64'))
    expect(result.variables).toEqual([env, plainImage, plainImage, plainImage])
  })

  test('leaves it to the job to ask for BuildKit', async () => {
    const DOCKER_BUILDKIT = '1'
    const result = await step({}, {}, { DOCKER_BUILDKIT })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.commands).toEqual(commands('linux-amd64'))
    const working = { ...plainImage, DOCKER_BUILDKIT }
    expect(result.variables).toEqual([{ DOCKER_BUILDKIT }, working, working, working])
  })

  const id = '0123456789ab'
  const built = { args: ['build'], stdout: `Successfully built ${id}\n` }
  /** Those where the labels come last, in one step. */
  const inTwo = (release: string): unknown[] => {
    const [info, , inspect, push] = commands(release)
    const plain = ['build', '--build-arg', 'VERSION=v2.7.0', '.']
    return [info, plain, ['image', 'inspect', id], labelCommand([`${image}:v2.7.0-${release}`]), inspect, push]
  }

  // Docker reads it as Go reads a boolean: 0, f, F, false, False and FALSE are all the same.
  test.each(['0', 'false'])('leaves it to the job to take buildx away: %s', async DOCKER_BUILDKIT => {
    const result = await step({}, {}, { DOCKER_BUILDKIT }, [built])
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.commands).toEqual(inTwo('linux-amd64'))
    expect(new Set(result.variables.map(variables => variables.DOCKER_BUILDKIT))).toEqual(new Set([DOCKER_BUILDKIT]))
  })

  test('adds the labels in one step where there is no buildx', async () => {
    const rule = { args: infoCommand, stdout: JSON.stringify({ ...server, ClientInfo: { Plugins: null } }) }
    const result = await step({}, {}, {}, [rule, built])
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.commands).toEqual(inTwo('linux-amd64'))
  })

  // The engine's own settings can say so, which docker does not tell beforehand.
  test('gives the labels to the build where it turns out to be that of BuildKit', async () => {
    const result = await step({}, { pull: 'true', 'no-cache': 'true' }, { DOCKER_BUILDKIT: '0' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const [info, build, inspect, push] = commands('linux-amd64')
    const first = ['build', '--pull', '--no-cache', '--build-arg', 'VERSION=v2.7.0', '.']
    expect(result.commands).toEqual([info, first, build, inspect, push])
  })

  test.each([
    ['aarch64', 'linux-arm64'],
    ['armv7l', 'linux-arm-v7']
  ])('names the leg of an engine on %s %s', async (Architecture, release) => {
    const result = await step({ Architecture })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { release } })
    expect(result.commands[3]).toEqual(['push', `${image}:v2.7.0-${release}`])
  })

  test('says that a platform has no name', async () => {
    const result = await step({ Architecture: 's390x' })
    expect(result).toMatchObject({ exitCode: 1, commands: [infoCommand] })
    expect(result.errors).toEqual([
      expect.stringMatching(/^Input 'releases': linux\/s390x is not a supported platform\. Take a runner with/)
    ])
  })

  test.each(['process', 'hyperv', 'default'])('does not pass an isolation on, which Linux has not: %s', async name => {
    const result = await step({}, { isolation: name })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.commands).toEqual(commands('linux-amd64'))
    expect(result.variables).toEqual([{}, plainImage, plainImage, plainImage])
  })

  const errorOf = async (build: Omit<Rule, 'args'>): Promise<string> => {
    const { exitCode, errors, commands: given } = await step({}, {}, {}, [{ args: ['build'], exitCode: 7, ...build }])
    expect([exitCode, errors.length, given.length]).toEqual([1, 1, 2])
    return errors[0] ?? ''
  }
  const deprecated = 'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n'

  test('has what a RUN printed before what docker makes of it, without colours and the notice', async () => {
    const stdout = 'Step 3/3 : RUN build\n ---> Running in 0123456789ab\n\u001b[91mthe reason\n\u001b[0m'
    expect(await errorOf({ stdout, stderr: `${deprecated}\n${refusal}\n` })).toBe(
      [
        'Docker build failed with exit code 7:',
        'Step 3/3 : RUN build',
        '---> Running in 0123456789ab',
        'the reason',
        refusal
      ].join('\n')
    )
  })

  // The notice has three lines, of which the last two differ, and none of them says why the build failed.
  test.each([
    [
      'there is no buildx',
      ['Install the buildx component to build images with BuildKit:', 'https://docs.docker.com/go/buildx/']
    ],
    [
      'the job has taken it away',
      ['BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0', 'environment-variable.']
    ]
  ])('drops the whole notice where %s', async (_, lines) => {
    const stderr = `${deprecated}${lines.map(line => `            ${line}\n`).join('')}\n${refusal}\n`
    expect(await errorOf({ stdout: 'the reason\n', stderr })).toBe(
      `Docker build failed with exit code 7:\nthe reason\n${refusal}`
    )
  })

  // The second line is the notice's as well, but here it is what the user has to do.
  test('says in full that BuildKit was asked for and is not there', async () => {
    const lines = [
      'ERROR: BuildKit is enabled but the buildx component is missing or broken.',
      'Install the buildx component to build images with BuildKit:',
      'https://docs.docker.com/go/buildx/'
    ]
    expect(await errorOf({ stderr: lines.join('\n       ') })).toBe(
      ['Docker build failed with exit code 7:', ...lines].join('\n')
    )
  })

  // Behind what the RUN printed buildx shows ten lines of the Dockerfile, which must not push the reason out.
  test('has the reason why a RUN failed under buildx', async () => {
    expect(await errorOf({ stderr: buildxFailure })).toMatch(/^(?:\S+ )?the reason$/m)
  })

  test('is annotated at the line that buildx names', async () => {
    const { stdout } = await step({}, {}, {}, [{ args: ['build'], exitCode: 7, stderr: buildxFailure }])
    expect(stdout).toMatch(/^::error file=Dockerfile,line=3::Docker build failed/m)
  })
})
