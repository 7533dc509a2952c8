import { parseBaseTemplate, type BaseTemplate } from '../oci/base-reference.js'
import { parseReference, type Reference } from '../oci/reference.js'
import { InputError } from './errors.js'
import type { InputReader } from './reader.js'

const like = (example: string): string => `write for instance '${example}'`

const parsed = <T>(read: InputReader, input: string, remedy: string, parse: (text: string) => T): T | undefined => {
  const text = read.text(input)
  if (text === undefined) return undefined
  try {
    return parse(text)
  } catch (error) {
    throw new InputError(input, (error as Error).message, remedy, error)
  }
}

/**
 * A reference with its repository in lower case, as in `image`: `ghcr.io/${{ github.repository }}` holds the owner as
 * GitHub writes it. Tags keep theirs.
 */
export const withLowerRepository = (text: string): string =>
  text.replace(/^[^@]*?(?=(?::[^/:@]*)?(?:@|$))/, repository => repository.toLowerCase())

/** An input that is one reference. @throws InputError that names the input */
export const readReference = (read: InputReader, input: string, example: string): Reference | undefined =>
  parsed(read, input, like(example), text => parseReference(withLowerRepository(text)))

/**
 * The input `base-image`.
 *
 * @param otherwise what else can be done in the mode
 * @throws InputError that names it
 */
export const readBaseImage = (read: InputReader, otherwise = ''): BaseTemplate | undefined =>
  parsed(read, 'base-image', `${like('mcr.microsoft.com/windows/nanoserver')}${otherwise}`, text =>
    parseBaseTemplate(withLowerRepository(text))
  )
