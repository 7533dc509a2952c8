import { type ActionResult, runAction } from './action.js'
import { digestOf } from './image-store.js'
import {
  configOf,
  type Descriptor,
  type Image,
  type ImageConfig,
  manifestOf,
  pushFixture,
  pushImage,
  readFixture
} from './images.js'
import type { TestRegistry } from './registries.js'

/** The bases that the fixtures have, by the names that Microsoft's have under their host. */
export const bases = {
  'windows/servercore': {
    '10.0.17763.8027': 'base-servercore-ltsc2019',
    ltsc2019: 'base-servercore-ltsc2019',
    '10.0.20348.5499': 'base-servercore-ltsc2022',
    '10.0.20348.5622': 'base-servercore-ltsc2022-next',
    ltsc2022: 'base-servercore-ltsc2022-next',
    '10.0.26100.33296': 'base-servercore-ltsc2025',
    ltsc2025: 'base-servercore-ltsc2025'
  },
  'windows/nanoserver': {
    '10.0.17763.8027': 'base-nanoserver-ltsc2019',
    ltsc2019: 'base-nanoserver-ltsc2019',
    '10.0.20348.5499': 'base-nanoserver-ltsc2022',
    ltsc2022: 'base-nanoserver-ltsc2022',
    '10.0.26100.33296': 'base-nanoserver-ltsc2025',
    ltsc2025: 'base-nanoserver-ltsc2025'
  }
} as const

/** Puts all bases into a registry. */
export const pushBases = async (registry: TestRegistry): Promise<void> => {
  for (const [repository, tags] of Object.entries(bases))
    for (const [tag, fixture] of Object.entries(tags))
      await pushFixture(registry.store(repository), repository, tag, fixture)
}

/** The labels by which an image says that it is built on a base. */
export const basedOn = (name: string, digest?: string): Record<string, string> => ({
  'org.opencontainers.image.base.name': name,
  ...(digest === undefined ? {} : { 'org.opencontainers.image.base.digest': digest })
})

/** The one image of a base that is a list. */
export const onlyChild = ({ children: [child] }: Image): Image => {
  if (child === undefined) throw new Error('it is no list')
  return child
}

/** An image with another config, and, where they are given, other layers, whose blobs it has as well. */
export const changeImage = (
  image: Image,
  config: ImageConfig,
  { layers = manifestOf(image).layers ?? [], blobs = new Map<string, Buffer>() }: LayerChange = {}
): Image => {
  const configBytes = Buffer.from(JSON.stringify(config))
  const digest = digestOf(configBytes)
  const manifest = { schemaVersion: 2, ...manifestOf(image), layers }
  const bytes = Buffer.from(
    JSON.stringify({ ...manifest, config: { ...manifest.config, size: configBytes.length, digest } })
  )
  return {
    ...image,
    bytes,
    digest: digestOf(bytes),
    blobs: new Map([...image.blobs, ...blobs, [digest, configBytes]])
  }
}

type LayerChange = { layers?: readonly Descriptor[]; blobs?: ReadonlyMap<string, Buffer> }

/** The next month's base: one more update on top, and a higher version. */
export const updateOf = (base: Image, number: number): Image => {
  const next = onlyChild(readFixture('base-servercore-ltsc2022-next'))
  const [, extra] = manifestOf(next).layers ?? []
  const [, diffId] = configOf(next).rootfs.diff_ids
  if (extra === undefined || diffId === undefined) throw new Error('it has no update')
  const config = configOf(base)
  const version = `${config['os.version'] ?? ''}9`
  return changeImage(
    base,
    {
      ...config,
      'os.version': version,
      config: { ...config.config, Labels: basedOn(`update-${number}`) },
      rootfs: { type: 'layers', diff_ids: [...config.rootfs.diff_ids, diffId] },
      history: [...(config.history ?? []), { created_by: `Install update ${version}` }]
    },
    { layers: [...(manifestOf(base).layers ?? []), extra], blobs: next.blobs }
  )
}

let repositories = 0

/** A repository with images to rebase, in a registry that holds the bases. */
export type Rebasing = {
  readonly registry: TestRegistry
  readonly repository: string
  /** the repository with the registry's host */
  readonly image: string
  readonly put: (tag: string, image: Image | string) => Promise<string>
  /** Runs `mode: rebase` of a tag of this repository. */
  readonly rebase: (
    tag: string,
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>
  ) => Promise<ActionResult>
}

/** Makes a repository of its own. */
export const rebasingIn = (registry: TestRegistry): Rebasing => {
  const repository = `org/rebased-${++repositories}`
  const image = `${registry.host}/${repository}`
  const store = registry.store(repository)
  return {
    registry,
    repository,
    image,
    put: (tag, content) =>
      typeof content === 'string'
        ? pushFixture(store, repository, tag, content)
        : pushImage(store, repository, tag, content),
    rebase: (tag, inputs = {}, env = {}) =>
      runAction({
        inputs: { mode: 'rebase', source: `${image}:${tag}`, ...registry.login, ...inputs },
        env: { ...registry.env, ...env }
      })
  }
}

/** An image or list as a registry holds it, with its parts. */
export const heldImage = async (registry: TestRegistry, repository: string, reference: string): Promise<Image> => {
  const found = await registry.manifest(repository, reference)
  if (found === undefined) throw new Error(`${repository} has no ${reference}`)
  const image: Image = { ...found, blobs: new Map(), children: [] }
  const { config, layers = [], manifests = [] } = manifestOf(image)
  const parts = [...(config === undefined ? [] : [config]), ...layers].filter(({ urls }) => urls === undefined)
  const blobs = new Map<string, Buffer>()
  for (const { digest } of parts) {
    const blob = await registry.blob(repository, digest)
    if (blob === undefined) throw new Error(`${repository} lacks ${digest} of ${reference}`)
    blobs.set(digest, blob)
  }
  const children = await Promise.all(manifests.map(({ digest }) => heldImage(registry, repository, digest)))
  return { ...image, blobs, children }
}
