import { defined } from '../common/defined.js'
import type { PublishInputs } from '../inputs/shared.js'
import { keepAttachments } from '../oci/attachments.js'
import { checkEntries, entryWarnings, orderEntries, type Entry } from '../oci/entries.js'
import { buildIndex, type List } from '../oci/image-index.js'
import { isWrongList, listedEntries } from '../oci/listed.js'
import { baseLabels } from '../oci/labels.js'
import { mediaTypes } from '../oci/media-types.js'
import { asListed, followImages, replacedDescriptor } from '../oci/pass-through.js'
import { formatReference } from '../oci/reference.js'
import type { Descriptor } from '../oci/types.js'
import type { Images } from '../registry/images.js'
import type { Rebase } from '../registry/prepare-rebase.js'
import type { Log } from '../runner/log.js'
import { isSameRelease } from '../windows/releases.js'

/** Logs the attachments that do not fit the new images. */
export const logDropped = (dropped: readonly Descriptor[], log: Log): void => {
  for (const { digest } of dropped)
    log.notice(`The attestation ${digest} is left out: the image that it is about has been replaced.`)
}

const newEntry = ({ result, task, newBase }: Rebase, { images, legTag }: PublishInputs): Entry[] => {
  if (result === undefined) return []
  const { to } = task
  const { listed: _listed, ...entry } = task.entry
  const { mediaType, digest, bytes } = result.manifest
  const { osVersion: _version, osFeatures: _features, ...platform } = entry.platform
  const { osVersion, osFeatures } = newBase.config.platform
  const base = baseLabels(newBase.reference, newBase.digest)
  const content = { mediaType, digest, size: bytes.length }
  return [
    {
      ...entry,
      descriptor: replacedDescriptor(task.entry.listed ?? entry.descriptor, content, base),
      base,
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
    rebases.flatMap(({ result, task: { entry, from, to } }) =>
      result !== undefined && isSameRelease(from, to) ? [entry] : []
    )
  )
  const rest = asListed({ ...source, entries: source.entries.filter(entry => !replaced.has(entry)) })
  const entries = orderEntries([...rest.entries, ...replacements])
  checkEntries(entries, { allowMissingOsVersion: true })
  for (const warning of entryWarnings(entries)) log.warning(warning)
  const { kept, dropped } = keepAttachments(rest.attachments, entries)
  logDropped(dropped, log)
  const { root } = source
  // Registries also accept Docker lists of OCI images, but the formats do not allow them.
  const type = root.mediaType === mediaTypes.dockerList ? 'auto' : 'oci'
  const annotations = replacements.length === 0 ? root.annotations : followImages(root.annotations, entries)
  const replaces = root.kind === 'index' ? root : undefined
  const parts = { entries, attachments: kept, type, annotations, ...defined({ replaces }) } as const
  return { content: buildIndex(parts), entries, attachments: kept }
}
