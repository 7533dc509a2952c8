import type { Index } from '../oci/types.js'
import { ImageError } from './image-error.js'

/** The specification allows nested indexes, but deep ones do not occur. */
const maxDepth = 3
/** An index that names the same index many times multiplies; real ones name about ten images. */
const maxParts = 1000

/** The depth in nested indexes, and how many parts they may still have in all. */
export type Traversal = { readonly depth: number; readonly remaining: { parts: number } }

export const startTraversal = (): Traversal => ({ depth: 0, remaining: { parts: maxParts } })

/**
 * Enters an index.
 *
 * @throws ImageError where it is nested too deeply, or stands for too many images
 */
export const descend = (index: Index, reference: string, { depth, remaining }: Traversal): Traversal => {
  const remedy = 'Name the images themselves'
  if (depth === maxDepth) {
    throw new ImageError({ what: `${reference} is a list of lists, nested more than ${maxDepth} deep`, remedy })
  }
  remaining.parts -= index.manifests.length
  if (remaining.parts < 0) {
    throw new ImageError({ what: `${reference} contains more than ${maxParts} images, nested lists included`, remedy })
  }
  return { depth: depth + 1, remaining }
}
