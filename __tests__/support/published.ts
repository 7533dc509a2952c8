import type { ActionResult } from './action.js'
import { ofCommit, runManifest, windowsImage } from './fan-in.js'
import type { ImageOptions } from './image-builder.js'
import { type Image, pushImage } from './images.js'
import type { MemoryRegistry } from './memory-registry.js'
import type { TestRegistry } from './registries.js'

/** The label and annotation that tells which version something is. */
export const versionKey = 'org.opencontainers.image.version'

/** An image as the leg of a version pushes it. Version and os.version are in its layer too: no two are the same. */
export const versionImage = (
  version: string | undefined,
  osVersion = '10.0.26100.1',
  more: Partial<ImageOptions> = {}
): Image =>
  windowsImage(osVersion, {
    labels: { ...ofCommit, ...(version === undefined ? {} : { [versionKey]: version }) },
    layers: [{ files: { 'app.txt': `${version ?? 'some version'} on ${osVersion}` } }],
    ...more
  })

/** The registry in this process behind one that is known to be such. */
export const memoryOf = ({ memory }: TestRegistry): MemoryRegistry => {
  if (memory === undefined) throw new Error('it is not a registry in this process')
  return memory
}

/** A repository of its own in a registry. */
export type Place = {
  registry: TestRegistry
  repository: string
  /** The input `image`. */
  image: string
  put: (tag: string, image: Image) => Promise<string>
  /** Runs the mode `manifest` for this image. */
  run: (inputs: Readonly<Record<string, string>>) => Promise<ActionResult>
}

let places = 0

/** Makes a repository with these tags. */
export const placeIn = async (
  registry: TestRegistry,
  tags: Readonly<Record<string, Image>> = {},
  repository = `org/place-${++places}`
): Promise<Place> => {
  const image = `${registry.host}/${repository}`
  const put = (tag: string, content: Image): Promise<string> =>
    pushImage(registry.store(repository), repository, tag, content)
  for (const [tag, content] of Object.entries(tags)) await put(tag, content)
  return { registry, repository, image, put, run: inputs => runManifest(registry, { image, ...inputs }) }
}

/** The tags and digests that were written to a repository, in the order in which the writes came. */
export const writtenTo = async ({ registry, repository }: Place): Promise<string[]> =>
  (await registry.writes(repository)).flatMap(request => /^PUT .*\/manifests\/(.*)$/.exec(request)?.[1] ?? [])

/** The blobs and manifests that what a reference names lacks; empty where it is whole. */
export const missingFrom = (memory: MemoryRegistry, repository: string, reference: string): string[] => {
  const found = memory.getManifest(repository, reference)
  if (found === undefined) return [`${repository} lacks the manifest ${reference}`]
  const { config, layers = [], manifests = [] } = JSON.parse(found.bytes.toString()) as Document
  return [
    ...[...(config === undefined ? [] : [config]), ...layers]
      .filter(({ digest, urls }) => urls === undefined && !memory.hasBlob(repository, digest))
      .map(({ digest }) => `${repository} lacks the blob ${digest} of ${reference}`),
    ...manifests.flatMap(({ digest }) => missingFrom(memory, repository, digest))
  ]
}

type Part = { digest: string; urls?: readonly string[] }
type Document = { config?: Part; layers?: readonly Part[]; manifests?: readonly Part[] }
