import { asRecord, type Json } from '../common/json.js'
import type { Attachment } from './attachments.js'
import { matchesDigest } from './digest.js'
import { platformJson } from './document.js'
import { samePlatform, type Entry } from './entries.js'
import { labelNames } from './labels.js'
import type { Descriptor, Platform } from './types.js'

type Annotations = Readonly<Record<string, string>>

/** Marks images and attachments as parts of a list that is replaced: their descriptors pass through unchanged. */
export const asListed = <T extends { readonly entries: readonly Entry[]; readonly attachments: readonly Attachment[] }>(
  parts: T
): T => ({
  ...parts,
  entries: parts.entries.map(entry =>
    entry.listed === undefined ? entry : { ...entry, descriptor: { ...entry.descriptor, ...entry.listed } }
  ),
  attachments: parts.attachments.map(one => ({ ...one, ...one.listed }))
})

/** `data` is content in the list itself (image-spec descriptor.md): hosts may run it without asking the registry. */
const hasTrueData = ({ digest, size }: Descriptor, { data }: Json): boolean => {
  if (typeof data !== 'string') return false
  const bytes = Buffer.from(data, 'base64')
  // Go refuses what Node reads leniently (encoding/base64, StdEncoding), and with it the whole list.
  return bytes.toString('base64') === data && bytes.length === size && matchesDigest(bytes, digest)
}

/** The members that hold for a descriptor of whatever content. */
export const withoutContent = ({ data: _data, urls: _urls, ...others }: Json): Json => others

const withoutData = ({ data: _data, ...others }: Json): Json => others

const platformMembers = new Set(['architecture', 'os', 'os.version', 'os.features', 'variant'])

/**
 * The descriptor of an image that a list had already, with every member that it had. Its `data` stays where it is the
 * image; its platform is corrected where it contradicts the image.
 *
 * @param platform what the image is for; undefined where nothing has one
 */
export const unchangedDescriptor = (descriptor: Descriptor, written: Json, platform?: Platform): Json => {
  const members = hasTrueData(descriptor, written) ? written : withoutData(written)
  const isRight =
    platform === undefined || (descriptor.platform !== undefined && samePlatform(descriptor.platform, platform))
  if (isRight) return members
  const unknown = Object.entries(asRecord(written.platform)).filter(([name]) => !platformMembers.has(name))
  return { ...members, platform: { ...platformJson(platform), ...Object.fromEntries(unknown) } }
}

/** The annotations, with the values of those labels that have the same names. */
export const followLabels = (annotations: Annotations, labels: Annotations): Annotations =>
  Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name, labels[name] ?? value]))

/**
 * The descriptor of a new image that takes the place of a listed one. `data` and `urls` are about the old content.
 *
 * @param labels that were set on the new image
 */
export const replacedDescriptor = (
  listed: Descriptor,
  { mediaType, digest, size }: Pick<Descriptor, 'mediaType' | 'digest' | 'size'>,
  labels: Annotations
): Descriptor => {
  const { urls: _urls, written = {}, annotations, ...others } = listed
  const followed = annotations === undefined ? {} : { annotations: followLabels(annotations, labels) }
  const content = { mediaType, digest, size }
  return { ...others, ...content, ...followed, written: { ...withoutContent(written), ...content, ...followed } }
}

/**
 * The annotations of a list after images of it were replaced: its base.name and base.digest say what all of its Windows
 * images say, and are left out where those differ. What no image says stays.
 *
 * @param facts annotations whose values are known; an empty one is left out
 */
export const followImages = (
  annotations: Annotations,
  entries: readonly Entry[],
  facts: Annotations = {}
): Annotations => {
  const windows = entries.filter(({ platform }) => platform.os === 'windows')
  const follow = (name: string, value: string): string => {
    const [label = value, ...others] = new Set(windows.map(({ base }) => base?.[name]))
    return others.length > 0 ? '' : label
  }
  const isBase = (name: string): boolean => name === labelNames.baseName || name === labelNames.baseDigest
  const followed = Object.entries(followLabels(annotations, facts)).map(
    ([name, value]) => [name, isBase(name) ? follow(name, value) : value] as const
  )
  return Object.fromEntries(followed.filter(([name, value]) => value !== '' || annotations[name] === ''))
}
