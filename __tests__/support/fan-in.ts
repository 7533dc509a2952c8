import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type ActionResult, runAction } from './action.js'
import { makeFolder } from './folder.js'
import { buildImage, type ImageOptions } from './image-builder.js'
import { type Descriptor, type Image, type Manifest, pushFixture, pushImage } from './images.js'
import type { TestRegistry } from './registries.js'

/** The commit that the runs of {@link runManifest} belong to. */
export const commit = '0123456789abcdef0123456789abcdef01234567'

/** Marks an image as one of that commit. */
export const ofCommit = { 'org.opencontainers.image.revision': commit }

/** A small Linux image of this commit. */
export const linuxImage = buildImage({ os: 'linux', architecture: 'amd64', labels: ofCommit })

/** A small Windows image of this commit. */
export const windowsImage = (osVersion: string | undefined, more: Partial<ImageOptions> = {}): Image =>
  buildImage({
    os: 'windows',
    architecture: 'amd64',
    labels: ofCommit,
    ...(osVersion === undefined ? {} : { osVersion }),
    ...more
  })

/** The legs that {@link pushLegs} makes, as their list has to name them: in its order, with their os.version. */
export const legs = [
  { release: 'ltsc2025', osVersion: '10.0.26100.33296' },
  { release: 'ltsc2022', osVersion: '10.0.20348.5499' },
  { release: 'ltsc2019', osVersion: '10.0.17763.8027' },
  { release: 'linux-amd64', osVersion: undefined }
] as const

/** A release that {@link pushLegs} makes a leg of. */
export type Leg = (typeof legs)[number]['release']

/** The input `releases` for all of them, oldest first, so that an order that is only kept does not look right. */
export const allLegs = 'ltsc2019, ltsc2022, ltsc2025, linux-amd64'

/**
 * Puts the legs of v2.7.0 into a repository: what the classic builder pushes for Windows, and a Linux image.
 *
 * @returns the digests that the registry gave them
 */
export const pushLegs = async (
  registry: TestRegistry,
  repository: string,
  releases: readonly Leg[] = legs.map(({ release }) => release)
): Promise<Readonly<Record<Leg, string>>> => {
  const store = registry.store(repository)
  const digests = { ltsc2025: '', ltsc2022: '', ltsc2019: '', 'linux-amd64': '' }
  for (const release of releases) {
    const tag = `v2.7.0-${release}`
    digests[release] =
      release === 'linux-amd64'
        ? await pushImage(store, repository, tag, linuxImage)
        : await pushFixture(store, repository, tag, `app-classic-${release}`)
  }
  return digests
}

/** The input `sources` for the legs of {@link pushLegs}, oldest first. */
export const legReferences = ({ host }: TestRegistry, repository: string): string[] =>
  legs.map(({ release }) => `${host}/${repository}:v2.7.0-${release}`).reverse()

/** An entry of a list, as short as a test wants to name it. */
export const entry = (digest: string, osVersion?: string): Pick<Descriptor, 'digest' | 'platform'> => ({
  digest,
  platform:
    osVersion === undefined
      ? { architecture: 'amd64', os: 'linux' }
      : { architecture: 'amd64', os: 'windows', 'os.version': osVersion }
})

/** The entries that the list of the legs has to have. */
export const legEntries = (digests: Readonly<Record<Leg, string>>): Pick<Descriptor, 'digest' | 'platform'>[] =>
  legs.map(({ release, osVersion }) => entry(digests[release], osVersion))

/** A list as a registry gives it. */
export type List = {
  mediaType: string
  digest: string
  /** What hosts choose by, in order, and which image they get. */
  entries: Pick<Descriptor, 'digest' | 'platform'>[]
  manifests: readonly Descriptor[]
  annotations: Readonly<Record<string, string>>
}

/** Reads the list under a tag. */
export const readList = async (registry: TestRegistry, repository: string, tag: string): Promise<List> => {
  const found = await registry.manifest(repository, tag)
  if (found === undefined) throw new Error(`${repository}:${tag} does not exist`)
  const { manifests = [], annotations = {} } = JSON.parse(found.bytes.toString()) as Manifest
  return {
    mediaType: found.mediaType,
    digest: found.digest,
    entries: manifests.map(({ digest, platform }) => ({ digest, ...(platform === undefined ? {} : { platform }) })),
    manifests,
    annotations
  }
}

/** Checks that a repository has all that an image or a list holds, byte by byte. */
export const expectWhole = async (registry: TestRegistry, repository: string, image: Image): Promise<void> => {
  expect(await registry.manifest(repository, image.digest)).toMatchObject({ bytes: image.bytes })
  for (const [digest, bytes] of image.blobs) expect(await registry.blob(repository, digest)).toEqual(bytes)
  for (const child of image.children) await expectWhole(registry, repository, child)
}

/** The logins of registries as docker keeps them, under `auths`. */
export const authsOf = (registries: readonly TestRegistry[]): Record<string, { auth: string }> =>
  Object.fromEntries(
    registries.flatMap(({ host, login }) =>
      login.username === undefined
        ? []
        : [[host, { auth: Buffer.from(`${login.username}:${login.password}`).toString('base64') }]]
    )
  )

/**
 * Runs the action in its mode `manifest`, without any login but what the environment holds.
 *
 * @param limit milliseconds after which it is killed
 */
export const runBare = (
  registries: readonly TestRegistry[],
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  limit?: number
): Promise<ActionResult> =>
  runAction({
    inputs: { mode: 'manifest', ...inputs },
    env: { ...Object.fromEntries(registries.flatMap(registry => Object.entries(registry.env))), ...env },
    ...(limit === undefined ? {} : { limit })
  })

/**
 * Runs the action in its mode `manifest`. One registry is logged in to by the inputs, several by a Docker config, as
 * docker/login-action leaves it.
 */
export const runManifest = async (
  registries: TestRegistry | readonly TestRegistry[],
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {}
): Promise<ActionResult> => {
  if ('host' in registries) return runBare([registries], { ...registries.login, ...inputs }, env)
  const folder = makeFolder('docker-config')
  try {
    writeFileSync(join(folder.path, 'config.json'), JSON.stringify({ auths: authsOf(registries) }))
    return await runBare(registries, inputs, { DOCKER_CONFIG: folder.path, ...env })
  } finally {
    folder.remove()
  }
}

/**
 * Checks a refusal: the step fails with one error annotation, which holds every one of the texts, and leaves nothing
 * behind but a summary that says so; what only a developer understands is for the debug log.
 */
export const expectRefusal = (result: ActionResult, texts: readonly (string | RegExp)[]): void => {
  const { exitCode, errors, stdout, stderr, outputs, summary } = result
  expect({ exitCode, stderr, outputs }).toEqual({ exitCode: 1, stderr: '', outputs: {} })
  expect(errors).toHaveLength(1)
  expect(summary).toMatch(/^### Not (?:published|checked|planned)/)
  const linesOf = (text = ''): string[] => text.split(/\r?\n/)
  expect(linesOf(summary)).toEqual(expect.arrayContaining(linesOf(errors[0])))
  for (const text of texts) expect(errors[0]).toMatch(text)
  const lines = stdout.split('\n')
  expect(lines.filter(line => line.startsWith('::error'))).toHaveLength(1)
  const visible = lines.filter(line => !line.startsWith('::debug::')).join('\n')
  expect(visible).not.toMatch(/\.[cm]?[jt]s:\d|^\s+at |%0A\s+at /m)
}
