import { expect } from 'vitest'
import { defined } from '../../src/common/defined.js'
import { writeFiles } from './build-context.js'
import { type ActionResult, runAction } from './action.js'
import { makeFolder } from './folder.js'
import { configOf, type Image, type ImageConfig, manifestOf, platformOf, readFixture } from './images.js'
import { type Call, makeRecordingDocker, type Rule } from './recording-docker.js'
import { engineRules, type WindowsVersion } from './windows-docker.js'

/** Windows as hosts run it. */
export const hosts = {
  server2019: { build: 17763, ubr: 8755, installationType: 'Server' },
  server2022: { build: 20348, ubr: 5499, installationType: 'Server' },
  server2025: { build: 26100, ubr: 33296, installationType: 'Server' },
  windows11: { build: 26200, ubr: 9168, installationType: 'Client' },
  /** A build that no table can know yet. */
  future: { build: 27000, ubr: 1, installationType: 'Server' }
} as const satisfies Record<string, WindowsVersion>

/** The releases whose legs the fixtures have, the newest first. */
export const fixtureReleases = ['ltsc2025', 'ltsc2022', 'ltsc2019'] as const

export type FixtureRelease = (typeof fixtureReleases)[number]

/** The image that stands for the leg of a release. */
export const legFixture = (release: FixtureRelease): string => `app-classic-${release}`

/** What `docker image inspect` tells of an image. */
type Inspected = { Id: string; OsVersion: string; RootFS: { Layers: readonly string[] } }

const inspectedOf = (image: Image): Inspected => ({
  Id: manifestOf(image).config?.digest ?? '',
  OsVersion: platformOf(image)['os.version'] ?? '',
  RootFS: { Layers: configOf(image).rootfs.diff_ids }
})

/** What `docker image inspect` tells of the leg of a release. */
export const inspected = (release: FixtureRelease): Inspected => inspectedOf(readFixture(legFixture(release)))

/** The list that stands for the base of a release, as Microsoft publishes it. */
export const baseFixture = (release: FixtureRelease): string => `base-servercore-${release}`

/** The one image of a list. */
export const onlyImage = (list: Image): Image => {
  const [image] = list.children
  if (image === undefined) throw new Error(`${list.digest} lists no image`)
  return image
}

export const baseConfig = (release: FixtureRelease): ImageConfig =>
  configOf(onlyImage(readFixture(baseFixture(release))))

const baseRepository = 'mcr.microsoft.com/windows/servercore'

/** The base that the Dockerfile of {@link runOnWindows} names. */
export const baseReference = (release: string): string => `${baseRepository}:${release}`

/** A Dockerfile as publishers write it. */
export const windowsDockerfile = `ARG BASE\r\nFROM ${baseRepository}:$BASE\r\nARG VERSION\r\nCOPY app.exe /\r\n`

const revision = '0123456789abcdef0123456789abcdef01234567'

type Labels = Readonly<Record<string, string>>

/** The labels that every build of `org/app` on such a base gets. */
export const standardLabels = (release: FixtureRelease, version?: string): Labels => ({
  ...(version === undefined ? {} : { 'org.opencontainers.image.version': version }),
  'org.opencontainers.image.source': 'https://github.com/org/app',
  'org.opencontainers.image.url': 'https://github.com/org/app',
  'org.opencontainers.image.title': 'app',
  'org.opencontainers.image.base.name': baseReference(release),
  'org.opencontainers.image.base.digest': readFixture(baseFixture(release)).digest,
  'org.opencontainers.image.revision': revision
})

/** The command that gives an image its labels. */
export const labelCommand = (references: readonly string[], isolation?: string): unknown[] => [
  'build',
  ...(isolation === undefined ? [] : ['--isolation', isolation]),
  ...references.flatMap(reference => ['--tag', reference]),
  expect.stringMatching(/[\\/]win-multiarch-labels-\w+$/)
]

/** The images that got labels, and which. */
export const labelled = (calls: readonly Call[]): { image: string; labels: Labels }[] =>
  calls.flatMap(({ dockerfile }) => {
    const [, image = '', text] = /^FROM (sha256:\S+)\nLABEL ([^]*)\n$/.exec(dockerfile ?? '') ?? []
    if (text === undefined) return []
    const found = text.matchAll(/"((?:[^"\\]|\\.)*)"="((?:[^"\\]|\\.)*)"/g)
    const plain = (quoted = ''): string => quoted.replaceAll(/\\(.)/g, '$1')
    return [{ image, labels: Object.fromEntries([...found].map(([, name, value]) => [plain(name), plain(value)])) }]
  })

/** The names of a release, as a pattern. */
const namesOf = (release: FixtureRelease): string => (release === 'ltsc2019' ? '(?:ltsc2019|1809)' : release)

/** How docker answers for the base of a release, which the engine has. */
const baseRules = (release: FixtureRelease): readonly Rule[] => {
  const list = readFixture(baseFixture(release))
  const { created: Created } = baseConfig(release)
  const RepoDigests = [`${baseRepository}@${list.digest}`]
  const image = { Os: 'windows', Architecture: 'amd64', Created, RepoDigests, ...inspectedOf(onlyImage(list)) }
  return [
    {
      pattern: new RegExp(`^image inspect ${baseReference(namesOf(release))}$`),
      stdout: `${JSON.stringify([image])}\n`
    }
  ]
}

/** How docker names the image of a release when it has built it, before it has its labels and tags. */
export const builtId = (release: FixtureRelease): string => inspected(release).Id.slice('sha256:'.length, 19)

/** How docker answers for the build of a release whose Dockerfile takes no build argument that names it. */
export const buildRule = (release: FixtureRelease): Rule => ({
  pattern: /^build (?!.*win-multiarch-labels)/,
  stdout: `Successfully built ${builtId(release)}\n`
})

/** How docker answers for an image: its facts, and the digest of its push; each tag ends with the release. */
const legRules = (release: FixtureRelease): readonly Rule[] => {
  const [tag, image] = [`-${namesOf(release)}`, { Os: 'windows', Architecture: 'amd64', ...inspected(release) }]
  const { digest } = readFixture(legFixture(release))
  const build = image.OsVersion.split('.').slice(0, 3).join('\\.')
  return [
    // Its labels are a build of their own, without a base.
    {
      pattern: new RegExp(`^build .*=(?:${namesOf(release)}|${build}\\.\\d+) `),
      stdout: `Successfully built ${builtId(release)}\n`
    },
    { args: ['image', 'inspect', builtId(release)], stdout: `${JSON.stringify([image])}\n` },
    { pattern: new RegExp(`^image inspect \\S+/app:\\S+${tag}$`), stdout: `${JSON.stringify([image])}\n` },
    { pattern: new RegExp(`^push \\S+${tag}$`), stdout: `x: digest: ${digest} size: 1572\n` }
  ]
}

/** How the docker of a Windows host answers who builds legs there and pushes them. */
export const builderRules = (host: WindowsVersion): readonly Rule[] => [
  ...engineRules(host),
  ...fixtureReleases.flatMap(baseRules),
  ...fixtureReleases.flatMap(legRules),
  { args: ['build'], stdout: 'Successfully built 0123456789ab\n' }
]

export type WindowsStepOptions = {
  /** Answers that come before those of {@link builderRules}. */
  rules?: readonly Rule[]
  env?: Readonly<Record<string, string | undefined>>
  /** Files of the workspace by their paths; by default a Dockerfile on a base that the engine has. */
  files?: Readonly<Record<string, string | Uint8Array>>
  /** Milliseconds after which it is killed. */
  limit?: number
  /** The payload of the event that started the workflow. */
  event?: object
}

/** What a step left behind, and the calls of docker that it made. */
export type WindowsStep = ActionResult & { calls: readonly Call[]; commands: readonly (readonly string[])[] }

/**
 * Runs the action with a docker that answers for a Windows engine. The engine is a remote one: so everything that is
 * known of its Windows comes from docker.
 */
export const runOnWindows = async (
  host: WindowsVersion,
  inputs: Readonly<Record<string, string>>,
  options: WindowsStepOptions = {}
): Promise<WindowsStep> => {
  const docker = makeRecordingDocker([...(options.rules ?? []), ...builderRules(host)])
  const workspace = makeFolder('workspace')
  writeFiles(workspace.path, options.files ?? { Dockerfile: windowsDockerfile })
  try {
    const env = { ...docker.env, DOCKER_HOST: 'tcp://windows.example:2375', ...options.env }
    const { limit, event } = options
    const result = await runAction({ inputs, env, cwd: workspace.path, ...defined({ limit, event }) })
    const calls = docker.calls()
    return { ...result, calls, commands: calls.map(({ argv }) => argv) }
  } finally {
    docker.remove()
    workspace.remove()
  }
}
