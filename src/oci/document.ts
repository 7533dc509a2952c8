import { digestOf, isDigest, type Digest } from './digest.js'
import { isRecord, type Json } from '../common/json.js'
import { isIndexType, isManifestType } from './media-types.js'
import type { Content, Descriptor, HistoryEntry, ImageConfig, Index, Manifest, Platform } from './types.js'

/** Bytes from a registry that are not what they should be; `what` is wrong in which member. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
}

/** Lists of that many entries are no lists of images; nothing here should run long on one. */
const maxEntries = 10_000

const fail = (where: string, expected: string): never => {
  throw new DocumentError(`${where} is not ${expected}`)
}

const object = (value: unknown, where: string): Json => (isRecord(value) ? value : fail(where, 'an object'))

const array = (value: unknown, where: string): readonly unknown[] => {
  if (!Array.isArray(value)) return fail(where, 'a list')
  if (value.length > maxEntries) throw new DocumentError(`${where} has more than ${maxEntries} entries`)
  return value
}

/** An optional list; Go writers may leave out what is empty, or write null. */
const optionalArray = (value: unknown, where: string): readonly unknown[] => array(value ?? [], where)

const string = (value: unknown, where: string): string =>
  typeof value === 'string' && value !== '' ? value : fail(where, 'a text')

/** An optional text; Go writers leave empty members out or write them as "". */
const optional = (value: unknown, where: string): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : string(value, where)

const strings = (value: unknown, where: string): readonly string[] =>
  array(value, where).map((item, index) => string(item, `${where}[${index}]`))

const stringMap = (value: unknown, where: string): Readonly<Record<string, string>> => {
  if (value === undefined || value === null) return {}
  const entries = Object.entries(object(value, where))
  for (const [key, item] of entries) if (typeof item !== 'string') fail(`${where}['${key}']`, 'a text')
  return Object.fromEntries(entries) as Record<string, string>
}

const size = (value: unknown, where: string): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, 'a size in bytes')

const digest = (value: unknown, where: string): Digest =>
  isDigest(value) ? value : fail(where, 'a digest (sha256: and 64 hexadecimal digits)')

/** The members that a platform and an image config have in common, under the names that both use. */
const platformMembers = (value: Json, where: string): Partial<Platform> => {
  const os = optional(value.os, `${where}.os`)
  const architecture = optional(value.architecture, `${where}.architecture`)
  const variant = optional(value.variant, `${where}.variant`)
  const osVersion = optional(value['os.version'], `${where}['os.version']`)
  const features = value['os.features'] ?? undefined
  const osFeatures = features === undefined ? [] : strings(features, `${where}['os.features']`)
  return {
    ...(os === undefined ? {} : { os }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(variant === undefined ? {} : { variant }),
    ...(osVersion === undefined ? {} : { osVersion }),
    ...(osFeatures.length === 0 ? {} : { osFeatures })
  }
}

const platform = (value: unknown, where: string): Platform => {
  const members = platformMembers(object(value, where), where)
  return {
    ...members,
    os: string(members.os, `${where}.os`),
    architecture: string(members.architecture, `${where}.architecture`)
  }
}

const descriptor = (value: unknown, where: string): Descriptor => {
  const json = object(value, where)
  const annotations = stringMap(json.annotations, `${where}.annotations`)
  const artifactType = optional(json.artifactType, `${where}.artifactType`)
  return {
    mediaType: string(json.mediaType, `${where}.mediaType`),
    digest: digest(json.digest, `${where}.digest`),
    size: size(json.size, `${where}.size`),
    // Go writers may leave an empty platform where there is none.
    ...(isRecord(json.platform) && json.platform.os !== ''
      ? { platform: platform(json.platform, `${where}.platform`) }
      : {}),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(Array.isArray(json.urls) && json.urls.length > 0 ? { urls: strings(json.urls, `${where}.urls`) } : {}),
    written: json
  }
}

const historyEntry = (value: unknown, where: string): HistoryEntry => {
  const json = object(value, where)
  const comment = optional(json.comment, `${where}.comment`)
  return {
    createdBy: optional(json.created_by, `${where}.created_by`) ?? '',
    ...(comment === undefined ? {} : { comment }),
    hasLayer: json.empty_layer !== true
  }
}

const parseJson = (bytes: Uint8Array, what: string): Json => {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (cause) {
    throw new DocumentError(`the ${what} is not JSON`, { cause })
  }
  const json = object(value, `the ${what}`)
  checkDepth(json, what, 0)
  return json
}

/** Real documents are some ten levels deep; what is much deeper would exhaust the stack when it is written again. */
const deepest = 100

const checkDepth = (value: unknown, what: string, depth: number): void => {
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) throw new DocumentError(`the ${what} is more than ${deepest} levels deep`)
  for (const item of Object.values(value)) checkDepth(item, what, depth + 1)
}

/**
 * Reads a manifest or an index of one of the four known media types.
 *
 * @throws DocumentError when the bytes are not of the media type that they came with, or lack what the type requires.
 */
export const parseDocument = (content: Content): Manifest | Index => {
  const { mediaType } = content
  if (!isIndexType(mediaType) && !isManifestType(mediaType)) {
    const schema1 = mediaType.startsWith('application/vnd.docker.distribution.manifest.v1')
    throw new DocumentError(
      schema1
        ? 'it is a schema 1 manifest, which Docker gave up in 2019: push the image again with a current engine'
        : `its media type '${mediaType}' is neither an image manifest nor a list of them`
    )
  }
  const json = parseJson(content.bytes, 'manifest')
  const declared = json.mediaType
  // A document that claims another type than the one it is served as can be read in two ways (CVE-2021-41190).
  if (declared !== undefined && declared !== mediaType) {
    throw new DocumentError(`it is served as '${mediaType}' but calls itself ${JSON.stringify(declared)}`)
  }
  if (json.schemaVersion !== 2) fail('schemaVersion', '2')
  const annotations = stringMap(json.annotations, 'annotations')
  if (isIndexType(mediaType)) {
    if ('layers' in json || 'config' in json) throw new DocumentError('it is an index with the members of a manifest')
    const manifests = array(json.manifests, 'manifests').map((item, i) => descriptor(item, `manifests[${i}]`))
    return { ...content, kind: 'index', manifests, annotations }
  }
  if ('manifests' in json) throw new DocumentError('it is a manifest with the members of an index')
  return {
    ...content,
    kind: 'manifest',
    config: descriptor(json.config, 'config'),
    layers: array(json.layers, 'layers').map((item, i) => descriptor(item, `layers[${i}]`)),
    annotations
  }
}

/**
 * Reads an image config.
 *
 * @throws DocumentError when the bytes are no image config.
 */
export const parseConfig = (bytes: Uint8Array): ImageConfig => {
  const json = parseJson(bytes, 'image config')
  const [config, rootfs] = [json.config ?? {}, json.rootfs ?? {}]
  const created = optional(json.created, 'config.created')
  return {
    platform: platformMembers(json, 'config'),
    labels: stringMap(object(config, 'config.config').Labels, 'config.config.Labels'),
    diffIds: optionalArray(object(rootfs, 'config.rootfs').diff_ids, 'config.rootfs.diff_ids').map((item, i) =>
      digest(item, `config.rootfs.diff_ids[${i}]`)
    ),
    history: optionalArray(json.history, 'config.history').map((item, i) => historyEntry(item, `config.history[${i}]`)),
    ...(created === undefined ? {} : { created }),
    json
  }
}

/** The platform as JSON, in the order that the specification lists the members. */
export const platformJson = (value: Platform): Json => ({
  architecture: value.architecture,
  os: value.os,
  ...(value.osVersion === undefined ? {} : { 'os.version': value.osVersion }),
  ...(value.osFeatures === undefined ? {} : { 'os.features': value.osFeatures }),
  ...(value.variant === undefined ? {} : { variant: value.variant })
})

/** The descriptor as JSON, in the order that docker writes the members. */
export const descriptorJson = (value: Descriptor): Json => ({
  mediaType: value.mediaType,
  size: value.size,
  digest: value.digest,
  ...(value.platform === undefined ? {} : { platform: platformJson(value.platform) }),
  ...(value.annotations === undefined ? {} : { annotations: value.annotations }),
  ...(value.artifactType === undefined ? {} : { artifactType: value.artifactType }),
  ...(value.urls === undefined ? {} : { urls: value.urls })
})

/** Content made of JSON, set as docker sets it. The same JSON gives the same bytes. */
export const writeDocument = (mediaType: string, json: Json): Content => {
  const bytes = new TextEncoder().encode(JSON.stringify(json, undefined, 3))
  return { bytes, mediaType, digest: digestOf(bytes) }
}
