import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionOptions, type ActionResult, runAction } from '../support/action.js'
import { makeContext } from '../support/build-context.js'
import { type Distribution, startDistribution } from '../support/distribution.js'
import { type Engine, startEngine } from '../support/engine.js'
import { makeFolder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import { busyboxFiles } from '../support/build-context.js'
import { describeWith, requireService } from '../support/services.js'

/** The builders that the engine has, by the variable that chooses between them. */
const builders = [
  ['classic', '0'],
  ['BuildKit', '1']
] as const

const prefix = 'org.opencontainers.image'
const revision = '0123456789abcdef0123456789abcdef01234567'

type Inspected = {
  Author: string
  Config: {
    Labels: Readonly<Record<string, string>>
    OnBuild: readonly string[] | null
    Entrypoint: readonly string[] | null
    Cmd: readonly string[] | null
  }
}

describeWith(['docker', 'dockerd', 'docker-registry', 'busybox', 'git'], 'the labels and the cache of a build', () => {
  const folder = makeFolder('build-labels')
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

  let workspaces = 0
  const workspace = (dockerfile: string): string => {
    workspaces++
    const path = join(folder.path, String(workspaces))
    // A context as most have it: docker copies what excludes files from it, too.
    makeContext(path, { dockerfile, files: { '.dockerignore': '*.tmp\n' } })
    return path
  }
  const step = (
    cwd: string,
    inputs: Readonly<Record<string, string>>,
    { env = {}, on = engine, ...more }: Partial<ActionOptions> & { on?: Engine } = {}
  ): Promise<ActionResult> => {
    const given = { image, network: 'none', ...inputs }
    return runAction({ cwd, inputs: given, env: { ...on.env, ...env }, ...more })
  }
  const inspect = async (tag: string, on = engine): Promise<Inspected> => {
    const { stdout } = await on.docker(['image', 'inspect', `${image}:${tag}-linux-amd64`])
    return (JSON.parse(stdout) as [Inspected])[0]
  }

  test.each(builders)('arrive as they are written, whatever signs they have: %s', async (name, DOCKER_BUILDKIT) => {
    const labels = {
      'com.example.quotes': 'a "b" and \'c\'',
      'com.example.path': 'C:\\Program Files\\App\\',
      'com.example.variables': '$HOME ${HOME} %PATH% $env:PATH $$',
      'com.example.signs': '# `x` ; && | < > * ? ! = ü 漢 \\" \\n \\\\',
      'com.example.blanks': 'x  y',
      'com.example.empty': ''
    }
    const lines = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
    const cwd = workspace('FROM scratch\nCOPY bin /bin\n')
    const inputs = { tags: `v1.0.0-${name}`, labels: lines.join('\n') }
    expect(await step(cwd, inputs, { env: { DOCKER_BUILDKIT } })).toMatchObject({ exitCode: 0, errors: [] })
    expect((await inspect(`v1.0.0-${name}`)).Config.Labels).toMatchObject(labels)
  })

  test.each(builders)("leave the Dockerfile's own alone, but not what only we know: %s", async (name, builder) => {
    const files = busyboxFiles()
    const labels = { [`${prefix}.version`]: '1.26 of the base', [`${prefix}.vendor`]: 'of the base' }
    const base = buildImage({ os: 'linux', architecture: 'amd64', layers: [{ files }], labels })
    await pushImage(registry.target('org/base'), 'org/base', 'a', base)
    const cwd = workspace(`FROM ${registry.host}/org/base:a AS first
LABEL ${prefix}.title="of the Dockerfile" ${prefix}.url=of-the-first-stage
FROM first
ARG TEXT=licence
LABEL ${prefix}.\${TEXT}s='of the Dockerfile, too'
LABEL ${prefix}.revision=wrong com.example.kept="yes"
`)
    const tags = `v1.1.0-${name}`
    const result = await step(cwd, { tags }, { env: { DOCKER_BUILDKIT: builder } })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-digest': base.digest } })
    expect((await inspect(tags)).Config.Labels).toEqual({
      [`${prefix}.vendor`]: 'of the base',
      [`${prefix}.version`]: tags,
      [`${prefix}.title`]: 'of the Dockerfile',
      [`${prefix}.url`]: 'of-the-first-stage',
      [`${prefix}.licences`]: 'of the Dockerfile, too',
      'com.example.kept': 'yes',
      [`${prefix}.revision`]: revision,
      [`${prefix}.source`]: 'https://github.com/org/app',
      [`${prefix}.base.name`]: `${registry.host}/org/base:a`,
      [`${prefix}.base.digest`]: base.digest
    })
  })

  test('are one step of a classic build, and what comes before it is cached from one commit to the next', async () => {
    const cwd = workspace('FROM scratch\nCOPY . /\nRUN busybox date >/date\n')
    const first = await step(cwd, { tags: 'v1.2.0', labels: 'com.example.a=1\ncom.example.b=2' })
    const second = await step(cwd, { tags: 'v1.2.1', revision: 'f'.repeat(40) })
    expect([first, second]).toMatchObject([
      { exitCode: 0, errors: [] },
      { exitCode: 0, errors: [] }
    ])
    const { stdout } = await engine.docker(['history', '--no-trunc', `${image}:v1.2.0-linux-amd64`])
    expect(stdout.match(/LABEL/g)).toHaveLength(1)
    expect(stdout).toMatch(/LABEL .*com\.example\.a=1 com\.example\.b=2/)
    expect(first.log).not.toContain('Using cache')
    expect(second.log.match(/Using cache/g)).toHaveLength(2)
    expect((await inspect('v1.2.1')).Config.Labels).toMatchObject({ [`${prefix}.revision`]: 'f'.repeat(40) })
    // Each tag is an image of its own, and neither step has left the other's.
    expect(second.outputs.digest).not.toBe(first.outputs.digest)
  })

  // FROM runs the one and leaves the other out: such images get their labels as options.
  test.each([
    ['ONBUILD', 'ONBUILD RUN exit 7', { Config: { OnBuild: ['RUN exit 7'] } }],
    ['MAINTAINER', 'MAINTAINER the team <team@example.com>', { Author: 'the team <team@example.com>' }]
  ])('do not change an image with %s', async (name, instruction, kept) => {
    const tags = `v1.3.0-${name.toLowerCase()}`
    const cwd = workspace(`FROM scratch\nCOPY bin /bin\n${instruction}\n`)
    const inputs = { tags, 'no-cache': 'true', labels: 'com.example.a=1' }
    expect(await step(cwd, inputs)).toMatchObject({ exitCode: 0, errors: [] })
    const built = await inspect(tags)
    expect(built).toMatchObject(kept)
    expect(built.Config.Labels).toMatchObject({ [`${prefix}.revision`]: revision, 'com.example.a': '1' })
  })

  const commit = (cwd: string): string => {
    const git = (...args: string[]): string =>
      execFileSync(requireService('git'), ['-C', cwd, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, GIT_COMMITTER_DATE: '2026-03-04T05:06:07+02:00', HOME: cwd }
      })
    git('init', '--quiet')
    git('add', 'Dockerfile')
    git('commit', '--quiet', '--message', 'Add a Dockerfile')
    return git('rev-parse', 'HEAD').trim()
  }
  const event = { head_commit: { id: revision, timestamp: '2026-02-03T04:05:06+01:00' } }

  test.each<[string, Partial<ActionOptions>, boolean, string | undefined]>([
    ['SOURCE_DATE_EPOCH says', { env: { SOURCE_DATE_EPOCH: '1767225600' }, event }, true, '2026-01-01T00:00:00Z'],
    ['the event says of its commit', { event }, false, '2026-02-03T03:05:06Z'],
    ['git says of the revision', { event }, true, '2026-03-04T03:06:07Z'],
    ['nobody knows', {}, false, undefined]
  ])('tell when the image counts as created, as %s', async (_, more, ofCheckout, created) => {
    const cwd = workspace('FROM scratch\nCOPY bin /bin\n')
    const own = ofCheckout ? { revision: commit(cwd) } : {}
    const inputs = { tags: `v1.4.${workspaces}`, push: 'false', ...own }
    expect(await step(cwd, inputs, more)).toMatchObject({ exitCode: 0, errors: [] })
    const { Labels } = (await inspect(inputs.tags)).Config
    expect(Labels[`${prefix}.created`]).toBe(created)
  })

  // What is restored from such an image has the config of its step, not of its image (moby issue 37273).
  test('come from an image of cache-from as all other steps do, and harm nothing where they are others', async () => {
    const dockerfile =
      'FROM scratch\nCOPY . /\nENTRYPOINT ["/bin/busybox"]\nCMD ["date"]\nRUN ["/bin/busybox", "touch", "/x"]\n'
    const cache = [`${image}:v1.5.0-{{release}}`, `${image}:absent`].join('\n')
    const inputs = { tags: 'v1.5.0', 'cache-from': cache }
    const first = await step(workspace(dockerfile), inputs)
    expect(first).toMatchObject({ exitCode: 0, errors: [] })
    // An engine without a cache, as every new runner is.
    const other = await startEngine()
    try {
      const cwd = workspace(dockerfile)
      const second = await step(cwd, inputs, { on: other })
      expect(second).toMatchObject({ exitCode: 0, errors: [], outputs: { digest: first.outputs.digest } })
      expect(second.log.match(/Using cache/g)?.length).toBeGreaterThan(4)
      expect(second.notices).toEqual([expect.stringMatching(/org\/app:absent of 'cache-from' cannot be pulled/)])

      const later = { ...inputs, tags: 'v1.5.1', 'cache-from': `${image}:v1.5.0-{{release}}`, revision: 'f'.repeat(40) }
      expect(await step(cwd, later, { on: other })).toMatchObject({ exitCode: 0, errors: [] })
      expect((await inspect('v1.5.1', other)).Config).toMatchObject({
        Entrypoint: ['/bin/busybox'],
        Cmd: ['date'],
        Labels: { [`${prefix}.revision`]: 'f'.repeat(40) }
      })
    } finally {
      await other.close()
    }
  })
})
