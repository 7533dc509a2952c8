import { DocumentError } from '../oci/document.js'
import { labelledVersions, type Entry } from '../oci/entries.js'
import type { Digest } from '../oci/digest.js'
import { labelNames } from '../oci/labels.js'
import { formatReference } from '../oci/reference.js'
import { highestVersion } from '../oci/version.js'
import { RegistryError } from './transport/errors.js'
import { ImageError } from './image-error.js'
import { imagesOf, type Images } from './images.js'
import type { RepositoryClient } from './repository.js'

/** A tag in a repository, and what it names at present. */
export type Target = {
  readonly client: RepositoryClient
  readonly tag: string
  /** as users write it */
  readonly name: string
  /** undefined where the tag does not exist */
  readonly current: Digest | undefined
  /** its images, as far as they are read; undefined where nothing can be read */
  readonly contents: Promise<Images | undefined>
  /** when the read began, by `performance.now()` */
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

/** How much of a tag's contents to read: only the digest, whatever can be read, or everything. */
export type ReadDepth = 'digest' | 'best-effort' | 'full'

/** Reads what a tag names, and starts to read its images as far as `depth` says. */
export const readTarget = async (client: RepositoryClient, tag: string, depth: ReadDepth): Promise<Target> => {
  const name = formatReference({ ...client.repository, tag })
  const target = { client, tag, name, readAt: performance.now() }
  const tolerant = depth === 'full' ? <T>(reading: Promise<T>): Promise<T | 'unreadable'> => reading : orUnreadable
  const document = depth === 'digest' ? 'unreadable' : await tolerant(client.get(tag))
  if (document === 'unreadable')
    return { ...target, current: await client.head(tag), contents: Promise.resolve(undefined) }
  if (document === undefined) return { ...target, current: undefined, contents: Promise.resolve(undefined) }
  const reading = tolerant(imagesOf(client, document, name))
  const contents = reading.then(images => (images === 'unreadable' ? undefined : images))
  // Avoid an unhandled rejection: callers that await this still see the error.
  contents.catch(() => undefined)
  return { ...target, current: document.digest, contents }
}

/**
 * The highest version that the annotation of a list and the labels of its Windows images name; where none of them is a
 * version by semver.org, the one text that all of them have.
 */
export const versionOfImages = (
  entries: readonly Entry[],
  annotations: Readonly<Record<string, string>> = {}
): string | undefined => {
  const named = [annotations[labelNames.version], ...labelledVersions(entries)]
  const texts = new Set(named.filter(text => text !== undefined && text !== ''))
  return highestVersion(named) ?? (texts.size === 1 ? [...texts][0] : undefined)
}

/** The version that all images have in common, where none of them is for Windows: a label of Linux is often its base's. */
const sharedVersion = (entries: readonly Entry[]): string | undefined => {
  if (entries.some(({ platform }) => platform.os === 'windows')) return undefined
  const versions = new Set(entries.map(({ version }) => version))
  return versions.size === 1 ? [...versions][0] : undefined
}

/** The current version of a tag; of Linux images alone, the one that all of them share. */
export const currentVersion = async ({ contents }: Target): Promise<string | undefined> => {
  const images = await contents
  if (images === undefined) return undefined
  return versionOfImages(images.entries, images.root.annotations) ?? sharedVersion(images.entries)
}
