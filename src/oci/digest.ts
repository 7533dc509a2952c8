import { createHash, type Hash } from 'node:crypto'

/** A content digest as the registry writes it: `sha256:` or `sha512:` and lower-case hex (image-spec descriptor.md). */
export type Digest = `sha256:${string}` | `sha512:${string}`

const pattern = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/

export const isDigest = (value: unknown): value is Digest => typeof value === 'string' && pattern.test(value)

/** The form of a digest, for messages. */
export const digestForm = 'sha256: and 64 hexadecimal digits in lower case'

/** The sha256 digest of the bytes: the identity of whatever we write. */
export const digestOf = (bytes: Uint8Array | string): Digest =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** A running hash of the algorithm that the digest names, for content that comes in pieces. */
export const hashFor = (digest: Digest): Hash => createHash(digest.startsWith('sha512:') ? 'sha512' : 'sha256')

/** Whether the bytes are what the digest says. */
export const matchesDigest = (bytes: Uint8Array, digest: Digest): boolean =>
  `${digest.split(':')[0] ?? ''}:${hashFor(digest).update(bytes).digest('hex')}` === digest

/** The first 12 hex digits, as docker shows them. */
export const shortDigest = (digest: Digest): string => digest.slice(digest.indexOf(':') + 1).slice(0, 12)
