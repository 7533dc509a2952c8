/** The media types of manifests and what they hold (image-spec media-types.md; distribution's schema 2). */
export const mediaTypes = {
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json'
} as const

/** Asked for in every read of a manifest: registries convert or refuse what the client does not accept. */
export const acceptedManifests = Object.values(mediaTypes).join(', ')

export const isIndexType = (mediaType: string): boolean =>
  mediaType === mediaTypes.dockerList || mediaType === mediaTypes.ociIndex

export const isManifestType = (mediaType: string): boolean =>
  mediaType === mediaTypes.dockerManifest || mediaType === mediaTypes.ociManifest

/** Whether a config is that of an image; artifacts have configs of other types. */
export const isImageConfigType = (mediaType: string): boolean =>
  mediaType === 'application/vnd.docker.container.image.v1+json' ||
  mediaType === 'application/vnd.oci.image.config.v1+json'

/** Docker's own types, which a Docker manifest list may hold; everything else asks for an OCI index. */
export const isDockerType = (mediaType: string): boolean => mediaType.startsWith('application/vnd.docker.')

/**
 * Whether a layer is fetched from its `urls` and not from the registry that names it: Windows base layers of before
 * June 2023 (image-spec layer.md, "Non-Distributable Layers").
 */
export const isForeignLayer = ({
  mediaType,
  urls
}: {
  readonly mediaType: string
  readonly urls?: readonly string[]
}): boolean => /\.foreign\.|\.nondistributable\./.test(mediaType) && urls !== undefined && urls.length > 0

/** What the layers of a Docker image and of an OCI image have in common, by their names in the two families. */
const layerNames: readonly (readonly [docker: string, oci: string])[] = [
  ['application/vnd.docker.image.rootfs.diff.tar', 'application/vnd.oci.image.layer.v1.tar'],
  ['application/vnd.docker.image.rootfs.foreign.diff.tar', 'application/vnd.oci.image.layer.nondistributable.v1.tar']
]

/** The type of a layer in the family of a manifest: `….tar.gzip` in Docker's is `….tar+gzip` in OCI's. */
export const layerTypeIn = (manifestType: string, layerType: string): string => {
  const [, name = '', compression = ''] = /^(.*?)(?:[.+](gzip|zstd))?$/.exec(layerType) ?? []
  const names = layerNames.find(pair => pair.includes(name))
  if (names === undefined) return layerType
  const docker = isDockerType(manifestType)
  return `${names[docker ? 0 : 1]}${compression === '' ? '' : `${docker ? '.' : '+'}${compression}`}`
}

/** Whether layers are compressed in a way that images of Docker's media types cannot have; OCI's can. */
export const needsOciManifest = (layers: readonly { readonly mediaType: string }[]): boolean =>
  layers.some(({ mediaType }) => /[.+]zstd$/.test(mediaType))
