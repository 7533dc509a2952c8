import type { Index } from '../oci/types.js'
import { ImageError } from './image-error.js'

/** The specification allows indexes within indexes, but nobody writes deep ones. */
const maxDepth = 3
/** An index that names the same index again and again stands for more than can be read; real ones name some ten. */
const maxParts = 1000

/** How deep a reader is in nested indexes, and how many parts all of them together may still have. */
export type Traversal = { readonly depth: number; readonly remaining: { parts: number } }

export const startTraversal = (): Traversal => ({ depth: 0, remaining: { parts: maxParts } })

/**
 * Enters an index.
 *
 * @throws ImageError where it is nested too deeply, or stands for too many images
 */
export const descend = (index: Index, reference: string, { depth, remaining }: Traversal): Traversal => {
  if (depth === maxDepth)
    throw new ImageError(`${reference} is a list of lists, more than ${maxDepth} deep. Name the images themselves.`)
  remaining.parts -= index.manifests.length
  if (remaining.parts < 0)
    throw new ImageError(
      `${reference} lists too much: with the lists around it more than ${maxParts} images. Name the images themselves.`
    )
  return { depth: depth + 1, remaining }
}
