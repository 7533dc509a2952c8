/** What was learned about a registry that deviates from the specification; all its repositories share it. */
export type Quirks = {
  /** HEAD of manifests is refused, or does not find what GET finds */
  manifestsByGet: boolean
  /** HEAD of blobs is refused */
  blobsWithoutHead: boolean
  /** PUT does not take the content of a blob, but PATCH does */
  uploadsByPatch: boolean
  /** Docker-Content-Digest of a tag is not the digest of what it names */
  wrongTagDigests: boolean
}

/** What is assumed of a registry before anything was learned. */
export const newQuirks = (): Quirks => ({
  manifestsByGet: false,
  blobsWithoutHead: false,
  uploadsByPatch: false,
  wrongTagDigests: false
})
