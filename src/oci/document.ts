import { defined } from '../common/defined.js'
import { isRecord, jsonReader, type Json } from '../common/json.js'
import { ambiguity, type KnownMembers } from '../common/json-names.js'
import { UserError } from '../common/user-error.js'
import { digestForm, digestOf, isDigest, type Digest } from './digest.js'
import { isIndexType, isManifestType } from './media-types.js'
import { configMembers, manifestMembers } from './members.js'
import type { Content, Descriptor, HistoryEntry, ImageConfig, Index, Manifest, Platform } from './types.js'

/** Bytes from a registry that are not what they should be; the message names the member at fault. */
export class DocumentError extends UserError {
  override readonly name = 'DocumentError'
}

/** A document with more entries is not a list of images; nothing here should run long on one. */
const maxEntries = 10_000

const fail = (where: string, expected: string): never => {
  throw new DocumentError({ what: `${where} is not ${expected}` })
}

const { record, array: anyArray, string, optionalString } = jsonReader(fail)

const array = (value: unknown, where: string): readonly unknown[] => {
  const items = anyArray(value, where)
  if (items.length > maxEntries) throw new DocumentError({ what: `${where} has more than ${maxEntries} entries` })
  return items
}

/** An optional list; Go writers may leave out what is empty, or write null. */
const optionalArray = (value: unknown, where: string): readonly unknown[] => array(value ?? [], where)

const strings = (value: unknown, where: string): readonly string[] =>
  array(value, where).map((item, index) => string(item, `${where}[${index}]`))

/** Labels and annotations. Go reads null as no map, and as an empty string in one. */
const stringMap = (value: unknown, where: string): Readonly<Record<string, string>> => {
  const entries = Object.entries(record(value ?? {}, where)).map(([key, item]) => [key, item ?? ''] as const)
  for (const [key, item] of entries) if (typeof item !== 'string') fail(`${where}['${key}']`, 'a string')
  return Object.fromEntries(entries) as Record<string, string>
}

/** A list that has to be there; Go writers may write null where it is empty. */
const requiredArray = (value: unknown, where: string): readonly unknown[] => array(value === null ? [] : value, where)

const readSize = (value: unknown, where: string): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, 'a size in bytes')

const readDigest = (value: unknown, where: string): Digest =>
  isDigest(value) ? value : fail(where, `a digest (${digestForm})`)

/** The members that a platform and an image config have in common, under the names that both use. */
const platformMembers = (json: Json, where: string): Partial<Platform> => {
  const features = optionalArray(json['os.features'], `${where}['os.features']`)
  return defined({
    os: optionalString(json.os, `${where}.os`),
    architecture: optionalString(json.architecture, `${where}.architecture`),
    variant: optionalString(json.variant, `${where}.variant`),
    osVersion: optionalString(json['os.version'], `${where}['os.version']`),
    osFeatures: features.length === 0 ? undefined : strings(features, `${where}['os.features']`)
  })
}

const readPlatform = (value: unknown, where: string): Platform => {
  const members = platformMembers(record(value, where), where)
  return {
    ...members,
    os: string(members.os, `${where}.os`),
    architecture: string(members.architecture, `${where}.architecture`)
  }
}

const readDescriptor = (value: unknown, where: string): Descriptor => {
  const json = record(value, where)
  const annotations = stringMap(json.annotations, `${where}.annotations`)
  // Go writers may leave an empty platform where there is none.
  const hasPlatform = isRecord(json.platform) && json.platform.os !== ''
  const hasUrls = Array.isArray(json.urls) && json.urls.length > 0
  return {
    mediaType: string(json.mediaType, `${where}.mediaType`),
    digest: readDigest(json.digest, `${where}.digest`),
    size: readSize(json.size, `${where}.size`),
    ...defined({
      platform: hasPlatform ? readPlatform(json.platform, `${where}.platform`) : undefined,
      annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
      artifactType: optionalString(json.artifactType, `${where}.artifactType`),
      urls: hasUrls ? strings(json.urls, `${where}.urls`) : undefined
    }),
    written: json
  }
}

const readHistoryEntry = (value: unknown, where: string): HistoryEntry => {
  const json = record(value, where)
  return {
    createdBy: optionalString(json.created_by, `${where}.created_by`) ?? '',
    ...defined({ comment: optionalString(json.comment, `${where}.comment`) }),
    hasLayer: json.empty_layer !== true
  }
}

const parseDocumentJson = (bytes: Uint8Array, name: string, known: KnownMembers): Json => {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text)
  } catch (cause) {
    throw new DocumentError({ what: `the ${name} is not JSON`, cause })
  }
  const json = record(value, `the ${name}`)
  checkDepth(json, name, 0)
  const why = ambiguity(text, known)
  if (why !== undefined) throw new DocumentError({ what: `the ${name} can be read in two ways`, why })
  return json
}

/** Real documents are some ten levels deep; what is much deeper would exhaust the stack when it is written again. */
const maxDepth = 100

const checkDepth = (value: unknown, name: string, depth: number): void => {
  if (typeof value !== 'object' || value === null) return
  if (depth === maxDepth) throw new DocumentError({ what: `the ${name} is nested more than ${maxDepth} levels deep` })
  for (const item of Object.values(value)) checkDepth(item, name, depth + 1)
}

const schema1 = 'application/vnd.docker.distribution.manifest.v1'

const checkMediaType = (mediaType: string): void => {
  if (isIndexType(mediaType) || isManifestType(mediaType)) return
  throw new DocumentError({
    what: mediaType.startsWith(schema1)
      ? 'it is a schema 1 manifest, a format that Docker dropped in 2019'
      : `its media type '${mediaType}' is not that of an image or of a list of images`
  })
}

/**
 * Reads a manifest or an index of one of the four known media types.
 *
 * @throws DocumentError when the bytes are not of the media type that they came with, or lack what the type requires
 */
export const parseDocument = (content: Content): Manifest | Index => {
  const { mediaType } = content
  checkMediaType(mediaType)
  const json = parseDocumentJson(content.bytes, 'manifest', manifestMembers)
  const declared = json.mediaType
  // A document that claims another type than the one it is served as can be read in two ways (CVE-2021-41190).
  if (declared !== undefined && declared !== mediaType)
    throw new DocumentError({
      what: `it is served as '${mediaType}', but its mediaType is ${JSON.stringify(declared)}`
    })
  if (json.schemaVersion !== 2) fail('schemaVersion', '2')
  const annotations = stringMap(json.annotations, 'annotations')
  if (isIndexType(mediaType)) {
    if ('layers' in json || 'config' in json)
      throw new DocumentError({ what: 'it is an index that also has the members of a manifest' })
    const manifests = requiredArray(json.manifests, 'manifests').map((item, i) =>
      readDescriptor(item, `manifests[${i}]`)
    )
    return { ...content, kind: 'index', manifests, annotations, json }
  }
  if ('manifests' in json) throw new DocumentError({ what: 'it is a manifest that also has the members of an index' })
  return {
    ...content,
    kind: 'manifest',
    config: readDescriptor(json.config, 'config'),
    layers: requiredArray(json.layers, 'layers').map((item, i) => readDescriptor(item, `layers[${i}]`)),
    annotations,
    ...defined({
      artifactType: optionalString(json.artifactType, 'artifactType'),
      subject: isRecord(json.subject) ? readDigest(json.subject.digest, 'subject.digest') : undefined
    }),
    json
  }
}

/**
 * Reads an image config.
 *
 * @throws DocumentError when the bytes are not an image config
 */
export const parseConfig = (bytes: Uint8Array): ImageConfig => {
  const json = parseDocumentJson(bytes, 'image config', configMembers)
  const [config, rootfs] = [record(json.config ?? {}, 'config.config'), record(json.rootfs ?? {}, 'config.rootfs')]
  return {
    platform: platformMembers(json, 'config'),
    labels: stringMap(config.Labels, 'config.config.Labels'),
    diffIds: optionalArray(rootfs.diff_ids, 'config.rootfs.diff_ids').map((item, i) =>
      readDigest(item, `config.rootfs.diff_ids[${i}]`)
    ),
    history: optionalArray(json.history, 'config.history').map((item, i) =>
      readHistoryEntry(item, `config.history[${i}]`)
    ),
    ...defined({ created: optionalString(json.created, 'config.created') }),
    json
  }
}

/** The platform as JSON, in the order that the specification lists the members. */
export const platformJson = ({ architecture, os, osVersion, osFeatures, variant }: Platform): Json =>
  defined({ architecture, os, 'os.version': osVersion, 'os.features': osFeatures, variant })

/** The descriptor as JSON, in the order that docker writes the members. */
export const descriptorJson = (descriptor: Descriptor): Json => {
  const { mediaType, size, digest, annotations, artifactType, urls } = descriptor
  const platform = descriptor.platform === undefined ? undefined : platformJson(descriptor.platform)
  return defined({ mediaType, size, digest, platform, annotations, artifactType, urls })
}

/** Content made of JSON, set as docker sets it. The same JSON gives the same bytes. */
export const writeDocument = (mediaType: string, json: Json): Content => {
  const bytes = new TextEncoder().encode(JSON.stringify(json, undefined, 3))
  return { bytes, mediaType, digest: digestOf(bytes) }
}
