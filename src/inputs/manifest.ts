import { digestForm, isDigest } from '../oci/digest.js'
import type { ListType } from '../oci/image-index.js'
import { parseReference, type Reference, type Repository } from '../oci/reference.js'
import type { Platform } from '../oci/types.js'
import type { Release } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError, parseInput } from './errors.js'
import { inputReader, type InputReader } from './reader.js'
import { withLowerRepository } from './references.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'
import { readSpec, type Spec } from './spec.js'
import { fillPlaceholders, type PlaceholderSources } from './placeholders.js'

/** An image or list to join, and the platform that the user gives it. */
export type ListSource = { readonly reference: Reference; readonly platform: Partial<Platform> }

/** Inputs of `mode: manifest`. */
export type ManifestInputs = PublishInputs & {
  /** the releases whose legs make the list, all of them; `found`: those whose leg exists */
  readonly releases: readonly Release[] | 'found'
  /** further images and lists */
  readonly sources: readonly ListSource[]
  readonly annotations: Readonly<Record<string, string>>
  readonly mediaType: ListType
  /** keep platforms of the published list that are not supplied now */
  readonly keepExisting: boolean
  /** take legs of another commit */
  readonly allowStale: boolean
  /** let tags lose platforms that users can pull */
  readonly allowRemoval: boolean
  /** take Windows images without os.version */
  readonly allowMissingOsVersion: boolean
}

const listTypes: readonly ListType[] = ['auto', 'docker', 'oci']

/** A reference, with placeholders; or a bare digest of the image's own repository, as the output `digest` has it. */
const readSource = (input: string, value: string, own: Repository, placeholders: PlaceholderSources): Reference => {
  if (isDigest(value)) return { ...own, digest: value }
  if (/^sha(?:256|512):/i.test(value)) {
    throw new InputError(input, `'${value}' is not a digest`, `write ${digestForm}`)
  }
  const filled = fillPlaceholders(input, value, placeholders)
  if ('missing' in filled) {
    throw new InputError(
      input,
      `the placeholder in '${value}' cannot be filled: ${filled.missing}`,
      'start the run from a version tag, or write the tag out'
    )
  }
  return parseInput(input, filled.text, "write references like 'ghcr.io/org/app:v1-ltsc2022'", parseReference)
}

/** The inputs, with what the spec says where an input is not given. */
const overlay = (read: InputReader, { inputs }: Spec): InputReader =>
  inputReader(name => read.string(name) ?? inputs[name] ?? '')

const noSpec: Spec = { inputs: {}, manifests: [] }

/** The releases to list, where `releases` is not empty. */
const readListed = (names: readonly string[]): ManifestInputs['releases'] => {
  if (!names.includes('found')) return readReleases(names)
  if (names.length === 1) return 'found'
  throw new InputError(
    'releases',
    "'found' means every release that has an image, and cannot be combined with others",
    "write 'found' alone, or name the releases"
  )
}

/**
 * Reads the inputs, and the file that `spec` names.
 *
 * @throws InputError that names the input
 */
export const readManifestInputs = async (fromUser: InputReader, context: RunContext): Promise<ManifestInputs> => {
  const path = fromUser.string('spec')
  const spec = path === undefined ? noSpec : await readSpec(path)
  const read = overlay(fromUser, spec)
  const shared = readPublishInputs(read, context)
  const [own] = shared.images

  const releases = readListed(read.list('releases'))
  const sources = [
    ...read.list('sources').map(value => ({
      reference: readSource('sources', withLowerRepository(value), own, shared.placeholders),
      platform: {}
    })),
    ...spec.manifests.map(({ image, platform }) => ({
      reference: readSource('spec', image, own, shared.placeholders),
      platform
    }))
  ]
  if (releases.length === 0 && sources.length === 0) {
    throw new InputError(
      'releases',
      'there is nothing to list',
      "name the releases, like ltsc2022, ltsc2025, or give 'sources' or 'spec'"
    )
  }
  return {
    ...shared,
    releases,
    sources,
    annotations: read.keyValues('annotations'),
    mediaType: read.choice('media-type', listTypes, 'auto'),
    keepExisting: read.boolean('keep-existing', false),
    allowStale: read.boolean('allow-stale', false),
    allowRemoval: read.boolean('allow-removal', false),
    allowMissingOsVersion: read.boolean('allow-missing-os-version', false)
  }
}
