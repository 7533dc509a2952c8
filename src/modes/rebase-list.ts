import { defined } from '../common/defined.js'
import type { PublishInputs } from '../inputs/shared.js'
import { checkEntries, entryWarnings, orderEntries, type Entry } from '../oci/entries.js'
import { buildIndex, keepAttachments, type List } from '../oci/image-index.js'
import { isWrongList, listedEntries } from '../oci/listed.js'
import { mediaTypes } from '../oci/media-types.js'
import { formatReference } from '../oci/reference.js'
import type { Descriptor } from '../oci/types.js'
import type { Images } from '../registry/images.js'
import type { Rebase } from '../registry/prepare-rebase.js'
import type { Log } from '../runner/log.js'

/** Logs the attachments that do not fit the new images. */
export const logDropped = (dropped: readonly Descriptor[], log: Log): void => {
  for (const { digest } of dropped)
    log.notice(`The attestation ${digest} is left out: the image that it is about has been replaced.`)
}

const newEntry = ({ result, task: { entry, to }, newBase }: Rebase, { images, legTag }: PublishInputs): Entry[] => {
  if (result === undefined) return []
  const { mediaType, digest, bytes } = result.manifest
  const { osVersion: _version, osFeatures: _features, ...platform } = entry.platform
  const { osVersion, osFeatures } = newBase.config.platform
  return [
    {
      ...entry,
      descriptor: { ...entry.descriptor, mediaType, digest, size: bytes.length },
      platform: { ...platform, ...defined({ osVersion, osFeatures }) },
      reference: formatReference({ ...images[0], tag: legTag(to) }),
      layers: [...result.ofBase, ...result.own],
      release: to
    }
  ]
}

/** The list with the new images in place of the old ones; whatever else it has is unchanged. */
export const replaceImages = (source: Images, rebases: readonly Rebase[], where: PublishInputs, log: Log): List => {
  const replacements = rebases.flatMap(rebase => newEntry(rebase, where))
  if (replacements.length === 0 && !isWrongList(listedEntries(source.root, source.entries)))
    return { content: source.root, entries: source.entries, attachments: source.attachments }
  if (replacements.length === 0)
    log.notice('The list is rewritten: its order or its platforms make hosts pull the wrong image.')
  const replaced = new Set(
    rebases.flatMap(({ result: image, task: { entry, from, to } }) =>
      image !== undefined && from === to ? [entry] : []
    )
  )
  const entries = orderEntries([...source.entries.filter(entry => !replaced.has(entry)), ...replacements])
  checkEntries(entries, { allowMissingOsVersion: true })
  for (const warning of entryWarnings(entries)) log.warning(warning)
  const { kept, dropped } = keepAttachments(source.attachments, entries)
  logDropped(dropped, log)
  const { mediaType, annotations } = source.root
  // Registries also accept Docker lists of OCI images, but the formats do not allow them.
  const type = mediaType === mediaTypes.dockerList ? 'auto' : 'oci'
  return { content: buildIndex({ entries, attachments: kept, type, annotations }), entries, attachments: kept }
}
