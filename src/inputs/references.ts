import { parseBaseTemplate, type BaseTemplate } from '../oci/base-reference.js'
import { parseReference, type Reference } from '../oci/reference.js'
import { parseInput } from './errors.js'
import type { InputReader } from './reader.js'

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
