import type { BaseTemplate } from '../oci/base-reference.js'
import { repositoryOf, type Reference } from '../oci/reference.js'
import type { RunContext } from './context.js'
import type { InputReader } from './reader.js'
import { readBaseImage, readReference } from './references.js'
import { readImage, readPublishInputs, readRegistry, type RegistryInputs } from './shared.js'

/** Inputs of `mode: check`. */
export type CheckInputs = {
  /** the image or list to look at */
  readonly source: Reference
  readonly baseImage?: BaseTemplate
  readonly failOnOutdated: boolean
  readonly registry: RegistryInputs
}

const defaultSource = (read: InputReader, context: RunContext): Reference => {
  const { images, tags } = readPublishInputs(read, context)
  return { ...images[0], tag: tags[0] }
}

/** @throws InputError that names the input */
export const readCheckInputs = (read: InputReader, context: RunContext): CheckInputs => {
  const source = readReference(read, 'source', 'ghcr.io/org/app:v2.7.0') ?? defaultSource(read, context)
  const images = read.words('image').map(readImage)
  const baseImage = readBaseImage(read)
  return {
    source,
    ...(baseImage === undefined ? {} : { baseImage }),
    failOnOutdated: read.flag('fail-on-outdated', false),
    registry: readRegistry(read, context, images.length === 0 ? [repositoryOf(source)] : images)
  }
}
