import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ActionOptions, type ActionResult, runAction } from './action.js'
import { type ImageConfig, type Manifest, pushFixture } from './images.js'
import type { TestRegistry } from './registries.js'

/** The releases that there are bases of, as the input has them. */
export const assembled = ['ltsc2019', 'ltsc2022', 'ltsc2025'] as const

/** Puts the bases into a registry, each under the tag of its release. */
export const pushBases = async (
  registry: TestRegistry,
  repository = 'windows/servercore',
  family = 'servercore'
): Promise<void> => {
  for (const release of assembled)
    await pushFixture(registry.store(repository), repository, release, `base-${family}-${release}`)
}

/** Writes files beneath a folder. */
export const writeFiles = (root: string, files: Readonly<Record<string, string | Buffer>>): string => {
  mkdirSync(root, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

/** Runs the mode `assemble` for the three releases; what a test says comes on top. */
export const runAssemble = (
  registry: TestRegistry,
  inputs: Readonly<Record<string, string>>,
  options: Omit<ActionOptions, 'inputs'>
): Promise<ActionResult> =>
  runAction({
    ...options,
    env: { ...registry.env, ...options.env },
    inputs: {
      mode: 'assemble',
      tags: 'v2.7.0',
      releases: assembled.join(', '),
      'base-image': `${registry.host}/windows/servercore`,
      retries: '1',
      ...registry.login,
      ...inputs
    }
  })

/** The image under a tag, read from the registry. */
export const readImage = async (
  registry: TestRegistry,
  repository: string,
  tag: string
): Promise<{ manifest: Required<Manifest>; config: ImageConfig; digest: string }> => {
  const found = await registry.manifest(repository, tag)
  if (found === undefined) throw new Error(`${repository} has no ${tag}`)
  const manifest = JSON.parse(found.bytes.toString()) as Required<Manifest>
  const config = await registry.blob(repository, manifest.config.digest)
  return { manifest, config: JSON.parse(config?.toString() ?? '{}') as ImageConfig, digest: found.digest }
}
