import type { Digest } from './digest.js'

/** Anything that is made of layers, known by their diff_ids. */
export type Layered = { readonly diffIds: readonly Digest[] }

/**
 * How many of a base's layers an image begins with, by their diff_ids: a push by the classic builder compresses layers
 * anew, so that their digests prove nothing.
 */
export const sharedLayers = (image: Layered, base: Layered): number => {
  const end = base.diffIds.findIndex((diffId, index) => image.diffIds[index] !== diffId)
  return end < 0 ? base.diffIds.length : end
}

/**
 * Whether an image begins with all layers of its base. A base may have none, as a Linux image of settings alone: every
 * image begins with those.
 */
export const beginsWith = (image: Layered, base: Layered): boolean => sharedLayers(image, base) === base.diffIds.length

/** Whether the layers prove that an image was built on a base: a base without layers fits every image. */
export const provesBase = (image: Layered, base: Layered): boolean => base.diffIds.length > 0 && beginsWith(image, base)
