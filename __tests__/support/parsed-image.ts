import { parseConfig, parseDocument } from '../../src/oci/document.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Image } from '../../src/oci/rebase.js'
import type { Content } from '../../src/oci/types.js'
import type { Json } from './documents.js'
import { utf8 } from './documents.js'
import { digestNo } from './samples.js'

/**
 * An image of Windows, as it is read from a registry.
 *
 * @param layers numbers of its layers, which are their diff_ids, their digests and their sizes too
 * @param config members of its config, in place of those that it would have
 * @param manifest members of its manifest, likewise
 */
export const imageOf = (
  layers: readonly number[],
  config: Json = {},
  manifest: Json = {},
  mediaType: string = mediaTypes.ociManifest
): Image => ({
  config: parseConfig(
    utf8(
      JSON.stringify({
        os: 'windows',
        architecture: 'amd64',
        'os.version': '10.0.20348.1',
        rootfs: { type: 'layers', diff_ids: layers.map(digestNo) },
        history: layers.map(number => ({ created_by: `COPY ${number}` })),
        ...config
      })
    )
  ),
  manifest: parseDocument({
    mediaType,
    digest: digestNo(1000),
    bytes: utf8(
      JSON.stringify({
        schemaVersion: 2,
        mediaType,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestNo(1001), size: 1 },
        layers: layers.map(number => ({
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: digestNo(number),
          size: number
        })),
        ...manifest
      })
    )
  }) as Image['manifest']
})

/** What was written, as JSON. */
export const jsonOf = (content: Pick<Content, 'bytes'>): Json =>
  JSON.parse(new TextDecoder().decode(content.bytes)) as Json
