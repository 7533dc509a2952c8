import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ActionOptions, type ActionResult, runAction } from './action.js'
import { type Folder, makeFolder } from './folder.js'
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

/** The repository of the tool that {@link runTool} makes images of. */
export const toolRepository = 'org/tool'

/** The inputs that ask for everything that an image can be given. */
export const toolInputs = {
  files: 'dist => C:/app\nLICENSE.txt => C:\\app\\',
  entrypoint: '["C:\\\\app\\\\app.exe"]',
  cmd: '["--serve"]',
  env: 'APP_MODE=production\nPath=C:\\app;%PATH%',
  workdir: '/app',
  user: 'ContainerAdministrator',
  expose: '8080, 53/udp',
  labels: 'org.opencontainers.image.title=Tool'
}

/** Makes a workspace with the files that {@link toolInputs} name. */
export const makeToolFolder = (): Folder => {
  const folder = makeFolder('assemble')
  writeFiles(folder.path, {
    'dist/app.exe': 'MZ program',
    'dist/sub/settings.json': '{}',
    'LICENSE.txt': 'MIT'
  })
  return folder
}

/** Runs the mode `assemble` for the image of the tool for one release; what a test says comes on top. */
export const runTool = (
  registry: TestRegistry,
  folder: Folder,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {}
): Promise<ActionResult> =>
  runAssemble(
    registry,
    { image: `${registry.host}/${toolRepository}`, releases: 'ltsc2022', ...toolInputs, ...inputs },
    { cwd: folder.path, env }
  )

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
