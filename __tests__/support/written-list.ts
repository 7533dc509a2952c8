import { mediaTypes } from './image-builder.js'
import type { Image } from './images.js'
import { memoryOf } from './published.js'
import type { TestRegistry } from './registries.js'

/** An entry of a list as a test wants it to be written, members that no tool knows included. */
export type WrittenEntry = Readonly<Record<string, unknown>>

/** How a list names an image. */
export const entryFor = ({ mediaType, digest, bytes }: Image, more: WrittenEntry = {}): WrittenEntry => ({
  mediaType,
  digest,
  size: bytes.length,
  ...more
})

/** Puts an OCI index into a registry, as it is written here; its images have to be there. */
export const putWrittenList = (
  registry: TestRegistry,
  repository: string,
  tag: string,
  manifests: readonly WrittenEntry[],
  more: WrittenEntry = {}
): string => {
  const list = { schemaVersion: 2, mediaType: mediaTypes.oci.list, manifests, ...more }
  return memoryOf(registry).putManifest(repository, tag, JSON.stringify(list), mediaTypes.oci.list)
}

/** The list under a tag with every member that it has. */
export const readWrittenList = async (
  registry: TestRegistry,
  repository: string,
  tag: string
): Promise<WrittenEntry & { readonly manifests: readonly WrittenEntry[] }> => {
  const found = await registry.manifest(repository, tag)
  return JSON.parse(found?.bytes.toString() ?? '{}') as WrittenEntry & { manifests: WrittenEntry[] }
}
