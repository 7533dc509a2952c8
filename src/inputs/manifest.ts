import type { ListType } from '../oci/image-index.js'
import { isDigest } from '../oci/digest.js'
import { parseReference, type Reference } from '../oci/reference.js'
import type { Release } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import type { InputReader } from './reader.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'

/** Inputs of `mode: manifest`. */
export type ManifestInputs = PublishInputs & {
  /** the releases whose legs make the list, all of them; `found`: those whose leg exists */
  readonly releases: readonly Release[] | 'found'
  /** further images and lists, as written */
  readonly sources: readonly Reference[]
  readonly annotations: Readonly<Record<string, string>>
  readonly mediaType: ListType
  /** take legs of another commit */
  readonly allowStale: boolean
  /** take Windows images without os.version */
  readonly allowMissingOsVersion: boolean
}

const listTypes: readonly ListType[] = ['auto', 'docker', 'oci']

/** A source, or a bare digest of the image's own repository, as an output `digest` gives it. */
const readSource = (text: string, own: PublishInputs['images'][0]): Reference => {
  if (isDigest(text)) return { ...own, digest: text }
  try {
    return parseReference(text)
  } catch (error) {
    throw new InputError(
      'sources',
      (error as Error).message,
      "write references like 'ghcr.io/org/app:v1-ltsc2022'",
      error
    )
  }
}

/** @throws InputError that names the input */
export const readManifestInputs = (read: InputReader, context: RunContext): ManifestInputs => {
  const shared = readPublishInputs(read, context)
  const names = read.words('releases')
  const sources = read.words('sources').map(text => readSource(text, shared.images[0]))
  if (names.length === 0 && sources.length === 0) {
    throw new InputError(
      'releases',
      'nothing says what the list is made of',
      "give 'releases' (for instance: ltsc2022, ltsc2025), or 'sources'"
    )
  }
  const found = names.includes('found')
  if (found && names.length > 1) {
    throw new InputError(
      'releases',
      "'found' stands for all releases and takes no others beside it",
      "write 'found' alone, or the releases alone"
    )
  }
  return {
    ...shared,
    releases: found ? 'found' : readReleases(names),
    sources,
    annotations: read.record('annotations'),
    mediaType: read.choice('media-type', listTypes, 'auto'),
    allowStale: read.flag('allow-stale', false),
    allowMissingOsVersion: read.flag('allow-missing-os-version', false)
  }
}
