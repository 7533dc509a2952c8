import { descriptorJson, writeDocument } from './document.js'
import { runSteps } from './history.js'
import type { Json } from '../common/json.js'
import { layerTypeIn } from './media-types.js'
import type { Content, Descriptor, ImageConfig, Manifest } from './types.js'

/** An image with its config. */
export type Image = { readonly manifest: Manifest; readonly config: ImageConfig }

/** An image whose base has been swapped: what is to be written, and what of its layers comes from where. */
export type RebasedImage = {
  readonly manifest: Content
  readonly config: Content
  readonly ofBase: readonly Descriptor[]
  readonly own: readonly Descriptor[]
}

const layersIn = ({ history }: ImageConfig): number => history.filter(({ hasLayer }) => hasLayer).length

/** Why the numbers of an image do not agree; undefined where they do (image-spec config.md: one diff_id a layer). */
export const countsProblem = ({ manifest, config }: Image): string | undefined => {
  const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)]
  return layers === diffIds && diffIds === history
    ? undefined
    : `it has ${layers} layers, ${diffIds} diff_ids and ${history} steps of its history that made a layer`
}

/** Why the history of an image does not begin with that of its base; undefined where it does. */
export const historyProblem = (image: ImageConfig, base: ImageConfig): string | undefined => {
  const first = image.history.slice(0, base.history.length)
  const made = first.filter(({ hasLayer }) => hasLayer).length
  return made === base.diffIds.length
    ? undefined
    : `of the first ${base.history.length} steps of its history, which are the base's, ${made} made a layer, not ${base.diffIds.length}`
}

/** The steps of an image, behind those of its base, that ran something in a container. */
export const ownRunSteps = (image: ImageConfig, base: ImageConfig): readonly string[] =>
  runSteps(image.history, base.history.length)

const settingsOf = ({ json }: ImageConfig): Json => (json.config ?? {}) as Json

/** Settings that an image takes from its base when it is built, and keeps when its base is swapped. */
export const changedSettings = (from: ImageConfig, to: ImageConfig): readonly string[] =>
  ['Env', 'Cmd', 'User', 'Shell'].flatMap(name => {
    const [before = null, after = null] = [settingsOf(from)[name], settingsOf(to)[name]].map(value => value ?? null)
    const [left, right] = [JSON.stringify(before), JSON.stringify(after)]
    return left === right ? [] : [`${name} was ${left} and is ${right}`]
  })

/** The layers of a base as a manifest of a media type names them. */
export const layersOf = ({ manifest }: Image, manifestType: string): readonly Descriptor[] =>
  manifest.layers.map(({ mediaType, digest, size, urls }) => ({
    mediaType: layerTypeIn(manifestType, mediaType),
    digest,
    size,
    ...(urls === undefined ? {} : { urls })
  }))

/** Members of a record with new values; those that become undefined go, the others keep their places. */
const replaced = (json: Json, values: Json): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...json, ...values }).filter(([, value]) => value !== undefined))

const configOf = (
  image: ImageConfig,
  oldBase: ImageConfig,
  newBase: ImageConfig,
  labels: Labels,
  created: string
): Record<string, unknown> => {
  const history = (config: ImageConfig): readonly unknown[] => (config.json.history ?? []) as readonly unknown[]
  return replaced(image.json, {
    created,
    'os.version': newBase.json['os.version'],
    'os.features': newBase.json['os.features'],
    config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
    rootfs: {
      type: 'layers',
      diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)]
    },
    history: [...history(newBase), ...history(image).slice(oldBase.history.length)]
  })
}

type Labels = Readonly<Record<string, string>>

export type RebaseOptions = {
  /** labels to set; those of the image stay beside them */
  readonly labels: Labels
  /** RFC 3339 */
  readonly created: string
}

/**
 * Swaps the base of an image: layers, diff_ids, history, os.version and os.features. The image's own layers, their
 * descriptors, its settings and the family of its media types stay. The caller has proved the old base, and checked that
 * counts and histories agree. The same arguments give the same bytes.
 */
export const rebaseImage = (
  image: Image,
  oldBase: Image,
  newBase: Image,
  { labels, created }: RebaseOptions
): RebasedImage => {
  const { manifest } = image
  const config = writeDocument(
    manifest.config.mediaType,
    configOf(image.config, oldBase.config, newBase.config, labels, created)
  )
  const ofBase = layersOf(newBase, manifest.mediaType)
  const own = manifest.layers.slice(oldBase.config.diffIds.length)
  const written = JSON.parse(new TextDecoder().decode(manifest.bytes)) as Record<string, unknown>
  // Annotations that say what a label says follow it; where there are none the labels are enough.
  const annotations = Object.fromEntries(
    Object.entries(manifest.annotations).map(([key, value]) => [key, labels[key] ?? value])
  )
  const json = replaced(written, {
    config: {
      ...manifest.config.written,
      mediaType: config.mediaType,
      size: config.bytes.length,
      digest: config.digest
    },
    layers: [...ofBase.map(descriptorJson), ...own.map(layer => layer.written ?? descriptorJson(layer))],
    ...(written.annotations === undefined ? {} : { annotations })
  })
  return { manifest: writeDocument(manifest.mediaType, json), config, ofBase, own }
}
