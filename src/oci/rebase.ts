import { defined } from '../common/defined.js'
import { asArray, asRecord, type Json } from '../common/json.js'
import { descriptorJson, writeDocument } from './document.js'
import { runSteps } from './history.js'
import type { Labels } from './labels.js'
import { layerTypeIn } from './media-types.js'
import { followLabels, unchangedDescriptor, withoutContent } from './pass-through.js'
import type { Content, Descriptor, ImageConfig, Manifest } from './types.js'

/** An image with its config. */
export type Image = { readonly manifest: Manifest; readonly config: ImageConfig }

/** An image with a new base: what is to be written, and where its layers come from. */
export type RebasedImage = {
  readonly manifest: Content
  readonly config: Content
  readonly ofBase: readonly Descriptor[]
  readonly own: readonly Descriptor[]
}

const layersIn = ({ history }: ImageConfig): number => history.filter(({ hasLayer }) => hasLayer).length

/** Why the layers of an image cannot be counted; undefined where they can (image-spec config.md: one diff_id per layer). */
export const countsProblem = ({ manifest, config }: Image): string | undefined => {
  const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)]
  return layers === diffIds && diffIds === history
    ? undefined
    : `it has ${layers} layers, ${diffIds} diff_ids and ${history} history steps that made a layer, and these counts must match`
}

/** Why the history of an image does not begin with that of its base; undefined where it does. */
export const historyProblem = (image: ImageConfig, base: ImageConfig): string | undefined => {
  const first = image.history.slice(0, base.history.length)
  const layerSteps = first.filter(({ hasLayer }) => hasLayer).length
  return layerSteps === base.diffIds.length
    ? undefined
    : `the base has ${base.diffIds.length} layers, but the first ${base.history.length} history steps, which belong to it, made ${layerSteps}`
}

/** The steps of an image after those of its base that ran something in a container. */
export const ownRunSteps = (image: ImageConfig, base: ImageConfig): readonly string[] =>
  runSteps(image.history, base.history.length)

const settingsOf = ({ json }: ImageConfig): Json => asRecord(json.config)

/** Settings that an image takes from its base when it is built, and keeps when its base is replaced. */
export const changedSettings = (from: ImageConfig, to: ImageConfig): readonly string[] =>
  ['Env', 'Cmd', 'User', 'Shell'].flatMap(name => {
    const [before = null, after = null] = [settingsOf(from)[name], settingsOf(to)[name]].map(value => value ?? null)
    const [left, right] = [JSON.stringify(before), JSON.stringify(after)]
    return left === right ? [] : [`${name} was ${left} and is ${right}`]
  })

/** The layers of a base, with the media types that a manifest of another family gives them. */
export const layersOf = ({ manifest }: Image, manifestType: string): readonly Descriptor[] =>
  manifest.layers.map(({ mediaType, digest, size, urls }) => ({
    mediaType: layerTypeIn(manifestType, mediaType),
    digest,
    size,
    ...defined({ urls })
  }))

const configOf = (
  image: ImageConfig,
  oldBase: ImageConfig,
  newBase: ImageConfig,
  { labels, created }: RebaseOptions
): Json => {
  const steps = asArray(image.json.history).slice(oldBase.history.length)
  return defined({
    ...image.json,
    created,
    'os.version': newBase.json['os.version'],
    'os.features': newBase.json['os.features'],
    config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
    rootfs: { type: 'layers', diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)] },
    history: [...asArray(newBase.json.history), ...steps]
  })
}

export type RebaseOptions = {
  /** labels to set; the others of the image stay */
  readonly labels: Labels
  /** RFC 3339 */
  readonly created: string
}

/**
 * Replaces the base of an image: layers, diff_ids, history, os.version and os.features. The image's own layers, their
 * descriptors, its settings and the family of its media types stay. The caller has proved the old base, and checked that
 * counts and histories agree. The same arguments give the same bytes.
 */
export const rebaseImage = (image: Image, oldBase: Image, newBase: Image, options: RebaseOptions): RebasedImage => {
  const { manifest } = image
  const config = writeDocument(
    manifest.config.mediaType,
    configOf(image.config, oldBase.config, newBase.config, options)
  )
  const ofBase = layersOf(newBase, manifest.mediaType)
  const own = manifest.layers.slice(oldBase.config.diffIds.length)
  // An annotation that says the same as a label follows it; where there is none, the label is enough.
  const annotations =
    manifest.json.annotations === undefined ? undefined : followLabels(manifest.annotations, options.labels)
  const json = {
    ...manifest.json,
    config: {
      ...withoutContent(manifest.config.written ?? {}),
      mediaType: config.mediaType,
      size: config.bytes.length,
      digest: config.digest
    },
    layers: [
      ...ofBase.map(descriptorJson),
      ...own.map(layer => unchangedDescriptor(layer, layer.written ?? descriptorJson(layer)))
    ],
    ...defined({ annotations })
  }
  return { manifest: writeDocument(manifest.mediaType, json), config, ofBase, own }
}
