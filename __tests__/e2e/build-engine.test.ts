import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { busyboxFiles, makeContext } from '../support/build-context.js'
import { type Distribution, startDistribution } from '../support/distribution.js'
import { type Engine, startEngine } from '../support/engine.js'
import { makeFolder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { send } from '../support/image-store.js'
import { type ImageConfig, pushImage } from '../support/images.js'
import { describeWith } from '../support/services.js'

/** The builders that the engine has, by the variable that chooses between them. */
const builders = [
  ['classic', '0'],
  ['BuildKit', '1']
] as const

const revision = '0123456789abcdef0123456789abcdef01234567'
const anyDigest: unknown = expect.stringMatching(/^sha256:[a-f0-9]{64}$/)

describeWith(['docker', 'dockerd', 'docker-registry', 'busybox'], 'mode build on a Linux engine', () => {
  const folder = makeFolder('build')
  let engine: Engine
  let registry: Distribution
  let image: string
  beforeAll(async () => {
    engine = await startEngine()
    registry = await startDistribution()
    image = `${registry.host}/org/app`
  })
  afterAll(async () => {
    await registry.close()
    await engine.close()
    folder.remove()
  })

  const step = (
    cwd: string,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {}
  ): Promise<ActionResult> => {
    return runAction({ cwd, inputs: { image, ...inputs }, env: { ...engine.env, ...env } })
  }

  /** What the registry answers for a tag; undefined where it has none. */
  const digestOf = async (tag: string, repository = 'org/app', from = registry): Promise<string | undefined> => {
    const accept = 'application/vnd.docker.distribution.manifest.v2+json'
    const path = `/v2/${repository}/manifests/${tag}`
    const { status, headers } = await send(from.target(repository), 'HEAD', path, { accept })
    return status === 200 ? String(headers['docker-content-digest']) : undefined
  }

  const inspect = async (reference: string): Promise<{ Id: string; Config: NonNullable<ImageConfig['config']> }> => {
    const { stdout } = await engine.docker(['image', 'inspect', reference])
    return (JSON.parse(stdout) as [{ Id: string; Config: NonNullable<ImageConfig['config']> }])[0]
  }

  const inImage = async (reference: string, ...command: string[]): Promise<string> => {
    const { stdout, stderr } = await engine.docker(['run', '--rm', '--network', 'none', reference, ...command])
    return stdout + stderr
  }

  let workspaces = 0
  /** A workspace with a build context, by default in the workspace itself. */
  const workspace = (dockerfile: string, files: Readonly<Record<string, string>> = {}, context = '.'): string => {
    workspaces++
    const path = join(folder.path, String(workspaces))
    makeContext(join(path, context), { dockerfile, files })
    return path
  }

  const printing = (command: string): string => `FROM scratch\nCOPY bin /bin\nARG VERSION\nRUN ${command}\n`

  test('builds the leg of its own platform with all that the inputs say, and pushes it', async () => {
    const dockerfile = `FROM scratch AS base
COPY bin /bin
FROM base AS app
ARG VERSION
ARG GREETING
ARG FROM_THE_JOB
COPY text /text
RUN echo "$VERSION|$GREETING|$FROM_THE_JOB|$(busybox cat /text)|$(busybox ls /sys/class/net)" >/built
CMD ["busybox", "cat", "/built"]
FROM base AS unwanted
RUN exit 1
`
    // The Dockerfile lies outside of the context.
    const cwd = workspace('FROM none', { text: 'from the context', '../Dockerfile.app': dockerfile }, 'docker/context')
    const inputs = {
      tags: 'v2.7.0, latest',
      context: 'docker/context',
      file: 'docker/Dockerfile.app',
      target: 'app',
      network: 'none',
      'no-cache': 'true',
      'build-args': 'GREETING=hello, world = "x"\nFROM_THE_JOB',
      labels: 'org.opencontainers.image.title=An app, with a = sign\norg.opencontainers.image.revision=mine'
    }
    const result = await step(cwd, inputs, { FROM_THE_JOB: 'the job' })
    expect(result).toMatchObject({ exitCode: 0, stderr: '', errors: [], warnings: [], notices: [], masks: [] })

    const reference = `${image}:v2.7.0-linux-amd64`
    const built = await inspect(reference)
    expect(result.outputs).toEqual({
      digest: anyDigest,
      reference,
      references: reference,
      release: 'linux-amd64',
      releases: 'linux-amd64',
      'os-version': '',
      'base-name': '',
      'base-digest': '',
      imageid: built.Id,
      metadata: expect.stringContaining('"platform":{"architecture":"amd64","os":"linux"}') as string
    })
    expect(await digestOf('v2.7.0-linux-amd64')).toBe(result.outputs.digest)
    // The other tags are for the list.
    expect(await digestOf('latest')).toBeUndefined()
    expect(built.Config.Labels).toEqual({
      'org.opencontainers.image.version': 'v2.7.0',
      'org.opencontainers.image.source': 'https://github.com/org/app',
      'org.opencontainers.image.url': 'https://github.com/org/app',
      'org.opencontainers.image.revision': revision,
      'org.opencontainers.image.title': 'An app, with a = sign'
    })
    expect(await inImage(reference)).toBe('v2.7.0|hello, world = "x"|the job|from the context|lo\n')
    expect(result.summary).toContain(`\`${reference}\``)
    expect(result.summary).toContain(result.outputs.digest)
  })

  test('gives a RUN the memory and the name of the version that the inputs say', async () => {
    const limit = 'busybox cat /sys/fs/cgroup/memory.max || busybox cat /sys/fs/cgroup/memory/memory.limit_in_bytes'
    const cwd = workspace(`FROM scratch\nCOPY bin /bin\nARG VERSION\nRUN (echo "$VERSION"; ${limit}) >/built\n`)
    const inputs = { tags: 'v2.7.10', network: 'none', memory: '128m' }
    expect(await step(cwd, inputs)).toMatchObject({ exitCode: 0, errors: [] })
    const built = await inImage(`${image}:v2.7.10-linux-amd64`, 'busybox', 'cat', '/built')
    // Not every kernel that tests run on has limits; docker says so, and takes none there.
    const { stdout } = await engine.docker(['info', '--format', '{{.MemoryLimit}}'])
    expect(built).toMatch(stdout.trim() === 'true' ? `v2.7.10\n${128 * 1024 * 1024}\n` : 'v2.7.10\n')
  })

  test.each(builders)('pushes the same image again where all of it is cached: %s', async (_, DOCKER_BUILDKIT) => {
    const cwd = workspace(printing('busybox date >/date'))
    const inputs = { tags: 'v2.7.1', network: 'none' }
    const env = { DOCKER_BUILDKIT }
    const [first, second] = [await step(cwd, inputs, env), await step(cwd, inputs, env)]
    expect([first.exitCode, second.exitCode]).toEqual([0, 0])
    const { metadata, ...outputs } = first.outputs
    expect(metadata).toContain('"seconds":{')
    expect(second.outputs).toMatchObject(outputs)
    expect(await digestOf('v2.7.1-linux-amd64')).toBe(first.outputs.digest)

    const third = await step(cwd, { ...inputs, 'no-cache': 'true' }, env)
    expect(third.outputs.digest).not.toBe(first.outputs.digest)
    expect(await digestOf('v2.7.1-linux-amd64')).toBe(third.outputs.digest)
  })

  test.each([
    ['is cached', {}, true],
    ['is not cached where the context has a .dockerignore', { '.dockerignore': 'tmp\n' }, false]
  ])(
    'takes a Dockerfile outside the context, as the one with a pinned base is: COPY %s',
    async (_, files, isCached) => {
      const cwd = workspace('FROM nothing\n', files)
      const outside = join(folder.path, `Dockerfile-${workspaces}`)
      writeFileSync(outside, 'FROM scratch\nCOPY bin /bin\nCOPY . /context\n')
      const inputs = { tags: `v2.7.${3 + workspaces}`, file: outside, push: 'false' }
      const build = (): Promise<ActionResult> => step(cwd, inputs, { DOCKER_BUILDKIT: '0' })
      const [first, second] = [await build(), await build()]
      expect(first).toMatchObject({ exitCode: 0, errors: [] })
      expect(second).toMatchObject({ exitCode: 0, errors: [] })
      expect(second.outputs.imageid === first.outputs.imageid).toBe(isCached)
      const held = await inImage(second.outputs.reference ?? '', 'busybox', 'ls', '-A', '/context')
      expect(held.trim().split('\n')).toEqual([...Object.keys(files), 'Dockerfile', 'bin'])
    }
  )

  test('takes the base that is there, and the one of the registry where it is told to pull', async () => {
    const pushBase = async (text: string): Promise<void> => {
      const files = { ...busyboxFiles(), base: text }
      const base = buildImage({ os: 'linux', architecture: 'amd64', layers: [{ files }] })
      await pushImage(registry.target('org/base'), 'org/base', 'a', base)
    }
    const cwd = workspace(`FROM ${registry.host}/org/base:a\nCMD ["busybox", "cat", "/base"]\n`)
    const baseWith = async (pull: string): Promise<string> => {
      expect(await step(cwd, { tags: 'v2.7.2', pull })).toMatchObject({ exitCode: 0, errors: [] })
      return inImage(`${image}:v2.7.2-linux-amd64`)
    }
    await pushBase('old')
    expect(await baseWith('false')).toBe('old')
    await pushBase('new')
    expect(await baseWith('false')).toBe('old')
    expect(await baseWith('true')).toBe('new')
  })

  test('needs no inputs but the image', async () => {
    const cwd = workspace(printing('echo "<$VERSION>" >/version'))
    // Containers of this engine have no network but "none".
    const result = await step(cwd, { network: 'none' })
    expect(result).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { reference: `${image}:sha-0123456-linux-amd64` }
    })
    expect(await inImage(result.outputs.reference ?? '', 'busybox', 'cat', '/version')).toBe('<>\n')
    const { Labels } = (await inspect(result.outputs.reference ?? '')).Config
    const page = 'https://github.com/org/app'
    expect(Labels).toEqual({
      'org.opencontainers.image.revision': revision,
      'org.opencontainers.image.source': page,
      'org.opencontainers.image.url': page,
      'org.opencontainers.image.title': 'app'
    })
  })

  test.each([
    ['push is false', 'v2.7.3', { push: 'false' }, {}],
    ['the run is of a pull request', 'v2.7.4', {}, { GITHUB_EVENT_NAME: 'pull_request' }]
  ])('builds and pushes nothing where %s', async (_, tags, inputs, env) => {
    const result = await step(workspace(printing('true')), { tags, network: 'none', ...inputs }, env)
    const { Id } = await inspect(`${image}:${tags}-linux-amd64`)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { imageid: Id, digest: '' } })
    expect(result.log).toContain('Nothing is pushed')
    expect(await digestOf(`${tags}-linux-amd64`)).toBeUndefined()
  })

  test('pushes to every image, in a registry of its own', async () => {
    const other = await startDistribution()
    try {
      const images = { image: `${image}\n${other.host}/mirror/app` }
      const result = await step(workspace(printing('true')), { ...images, tags: 'v2.7.5', network: 'none' })
      const references = `${image}:v2.7.5-linux-amd64\n${other.host}/mirror/app:v2.7.5-linux-amd64`
      expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { references } })
      expect(await digestOf('v2.7.5-linux-amd64')).toBe(result.outputs.digest)
      expect(await digestOf('v2.7.5-linux-amd64', 'mirror/app', other)).toBe(result.outputs.digest)
    } finally {
      await other.close()
    }
  })

  test('hands docker values that look like options as what they are', async () => {
    const cwd = workspace('FROM none', { '-Dockerfile': printing('true') }, '--context')
    const result = await step(cwd, {
      tags: 'v2.7.6',
      context: '--context',
      file: '--context/-Dockerfile',
      network: 'none',
      labels: '--no-such-option=2'
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { Labels } = (await inspect(`${image}:v2.7.6-linux-amd64`)).Config
    expect(Labels).toHaveProperty(['--no-such-option'], '2')
  })

  test('tells in one error that a build failed, and pushes nothing', async () => {
    const cwd = workspace(printing('echo to the output; exit 7'))
    const result = await step(cwd, { tags: 'v2.7.7', network: 'none' })
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([
      expect.stringMatching(/^Docker build failed with exit code 7:\n.*returned a non-zero code: 7$/s)
    ])
    expect(result.log).toMatch(/^to the output$/m)
    expect(await digestOf('v2.7.7-linux-amd64')).toBeUndefined()
  })

  // The classic builder sends all that a RUN prints to the standard output, the errors in red; of docker's standard
  // error only its own last line is left. BuildKit prints everything to the standard error.
  test.each([
    ['classic', '0', /\n *the reason\n(.*\n)?.*returned a non-zero code: 7$/],
    ['BuildKit', '1', /\n(?:#\d+ )?\d\.\d+ the reason\n(?:.*\n)+.*exit code: 7$/]
  ])('has the reason why a RUN of a %s build failed in the error', async (_, DOCKER_BUILDKIT, message) => {
    const cwd = workspace(printing('echo the reason >&2; exit 7'))
    const { errors, stdout } = await step(cwd, { tags: 'v2.7.7', network: 'none' }, { DOCKER_BUILDKIT })
    expect(errors).toEqual([expect.stringMatching(message)])
    expect(errors[0]).not.toMatch(/\u001b|\[\d+m/)
    // The BuildKit of this engine does not say which line it was.
    expect(stdout).toMatch(DOCKER_BUILDKIT === '0' ? /^::error file=Dockerfile,line=4::/m : /^::error::/m)
  })

  test.each(
    builders.flatMap(([name, variable]) => [
      [name, 'that builds', variable, 'true'],
      [name, 'that fails', variable, 'exit 7']
    ])
  )('never lets the output of a %s build %s be a workflow command', async (_, how, DOCKER_BUILDKIT, end) => {
    const commands = ['::error::forged', '::add-mask::docker', '::set-output name=digest::forged', '##[error]forged']
    const lines = commands.map(line => `echo '${line}'; echo '${line}' >&2; busybox printf '\\r${line}\\r'`)
    const cwd = workspace(printing([...lines, end].join('; ')))
    const inputs = { tags: 'v2.7.8', network: 'none', 'no-cache': 'true' }
    const result = await step(cwd, inputs, { DOCKER_BUILDKIT })
    const fails = how === 'that fails'
    expect(result).toMatchObject({ exitCode: fails ? 1 : 0, masks: [], warnings: [] })
    expect(result.errors).toHaveLength(fails ? 1 : 0)
    expect(result.errors.filter(error => error.startsWith('forged'))).toEqual([])
    expect(result.outputs.digest).toEqual(fails ? undefined : anyDigest)
    expect(result.log).toMatch(/::error::forged$/m)
  })

  // Docker builds with buildx from 23.0 on; before, a plugin that lies there says nothing of `docker build`, which
  // does not know the option then.
  test('builds with an older docker that has a buildx beside it', async () => {
    const plugins = join(folder.path, 'config', 'cli-plugins')
    const facts = { SchemaVersion: '0.1.0', Vendor: 'Docker Inc.', Version: 'v0.10.2', ShortDescription: 'Buildx' }
    mkdirSync(plugins, { recursive: true })
    writeFileSync(join(plugins, 'docker-buildx'), `#!/bin/sh\necho '${JSON.stringify(facts)}'\n`, { mode: 0o755 })
    const env = { DOCKER_CONFIG: join(folder.path, 'config') }
    const result = await step(workspace(printing('true')), { tags: 'v2.7.9', network: 'none' }, env)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { digest: anyDigest } })
    expect(await digestOf('v2.7.9-linux-amd64')).toBe(result.outputs.digest)
  })

  test.each([
    ['ltsc2022', /^Input 'releases': .*cannot build ltsc2022.*Windows runner.*docker\/build-push-action.*'sources'/],
    ['linux-amd64, ltsc2019', /^Input 'releases': .*cannot build ltsc2019/],
    ['linux-arm64', /^Input 'releases': this engine builds linux\/amd64, not linux-arm64\./]
  ])('refuses to build %s, and says where it can be', async (releases, message) => {
    const result = await step(workspace(printing('true')), { tags: 'v2.8.0', releases })
    expect(result).toMatchObject({ exitCode: 1, outputs: {}, errors: [expect.stringMatching(message)] })
    expect((await engine.docker(['image', 'ls', '--quiet', image])).stdout).not.toBe('')
    expect((await engine.docker(['image', 'ls', '--quiet', `${image}:v2.8.0-*`])).stdout).toBe('')
  })
})
