import type { Digest } from '../oci/digest.js'
import { qualifiedReference, type Reference } from '../oci/reference.js'

/** A base as outputs name it. */
export const baseJson = ({
  reference,
  digest
}: {
  readonly reference: Reference
  readonly digest: Digest
}): { readonly name: string; readonly digest: Digest } => ({ name: qualifiedReference(reference), digest })
