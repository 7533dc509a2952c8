import { DocumentError } from '../oci/document.js'
import { commonVersion } from '../oci/entries.js'
import type { Digest } from '../oci/digest.js'
import { labelNames } from '../oci/labels.js'
import { formatReference } from '../oci/reference.js'
import { RegistryError } from './transport/errors.js'
import { ImageError } from './image-error.js'
import { imagesOf, type Images } from './images.js'
import type { RepositoryClient } from './repository.js'

/** A tag in a repository, and what it names now. */
export type Target = {
  readonly client: RepositoryClient
  readonly tag: string
  /** as users write it */
  readonly name: string
  /** undefined where the tag does not exist */
  readonly current: Digest | undefined
  /** what it holds now, for targets that are looked into; undefined where there is nothing that can be read */
  readonly held: Promise<Images | undefined>
  /** when its reading began, on the clock of `performance.now()` */
  readonly readAt: number
}

/** Content that we cannot read was not written by us; it does not prevent publishing. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof ImageError ||
  (error instanceof RegistryError && (error.cause instanceof DocumentError || error.status === 404))

const orUnreadable = <T>(reading: Promise<T>): Promise<T | 'unreadable'> =>
  reading.catch((error: unknown) => {
    if (isUnreadable(error)) return 'unreadable'
    throw error
  })

/** Whether to read what a tag holds: not at all, as far as it can be read, or whole, where a gap would cost something. */
export type Look = 'no' | 'if readable' | 'whole'

/** Reads what a tag names now, and begins to read what it holds where that is asked for. */
export const readTarget = async (client: RepositoryClient, tag: string, look: Look): Promise<Target> => {
  const name = formatReference({ ...client.repository, tag })
  const target = { client, tag, name, readAt: performance.now() }
  const tolerant = look === 'whole' ? <T>(reading: Promise<T>): Promise<T | 'unreadable'> => reading : orUnreadable
  const document = look === 'no' ? 'unreadable' : await tolerant(client.get(tag))
  if (document === 'unreadable') return { ...target, current: await client.head(tag), held: Promise.resolve(undefined) }
  if (document === undefined) return { ...target, current: undefined, held: Promise.resolve(undefined) }
  const reading = tolerant(imagesOf(client, document, name))
  const held = reading.then(images => (images === 'unreadable' ? undefined : images))
  // Avoid an unhandled rejection: callers that await this still see the error.
  held.catch(() => undefined)
  return { ...target, current: document.digest, held }
}

/** The version of what a tag holds now: the list's annotation, else the label that its Windows images agree on. */
export const heldVersion = async ({ held }: Target): Promise<string | undefined> => {
  const images = await held
  return images === undefined
    ? undefined
    : (images.root.annotations[labelNames.version] ?? commonVersion(images.entries))
}
