import { parseBaseTemplate, type BaseTemplate } from '../oci/base-reference.js'
import { parseReference, type Reference } from '../oci/reference.js'
import { parseInput } from './errors.js'
import type { InputReader } from './reader.js'
import { anyVaries, readerFor, someRelease } from './release-reader.js'
import type { PlaceholderRelease } from '../windows/release-placeholder.js'

const like = (example: string): string => `write it like '${example}'`

/**
 * A reference with its repository in lower case, as in `image`: `ghcr.io/${{ github.repository }}` holds the owner as
 * GitHub writes it. Tags keep theirs.
 */
export const withLowerRepository = (value: string): string =>
  value.replace(/^[^@]*?(?=(?::[^/:@]*)?(?:@|$))/, repository => repository.toLowerCase())

/** An input that is one reference. @throws InputError that names the input */
export const readReference = (read: InputReader, input: string, example: string): Reference | undefined => {
  const value = read.string(input)
  return value === undefined ? undefined : parseInput(input, withLowerRepository(value), like(example), parseReference)
}

/** An input that is one reference, which may be another for every release. */
export type ReferenceFor = {
  /** @throws UserError that names the input */
  readonly of: (release: PlaceholderRelease) => Reference
  /** the reference, where it is the same for all */
  readonly fixed?: Reference
}

/** @throws as {@link readReference} */
export const readReferenceFor = (read: InputReader, input: string, example: string): ReferenceFor | undefined => {
  const fixed = readReference(readerFor(read, someRelease), input, example)
  if (fixed === undefined) return undefined
  const of = (release: PlaceholderRelease): Reference =>
    readReference(readerFor(read, release), input, example) ?? fixed
  return anyVaries(read, [input]) ? { of } : { of, fixed }
}

/**
 * The input `base-image`.
 *
 * @param alternative what else can be done in the mode
 * @throws InputError that names it
 */
export const readBaseImage = (read: InputReader, alternative = ''): BaseTemplate | undefined => {
  const value = read.string('base-image')
  if (value === undefined) return undefined
  const remedy = `${like('mcr.microsoft.com/windows/nanoserver')}${alternative}`
  return parseInput('base-image', withLowerRepository(value), remedy, parseBaseTemplate)
}
