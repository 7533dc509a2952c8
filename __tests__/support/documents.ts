import { digestOf } from '../../src/oci/digest.js'
import { DocumentError, parseDocument } from '../../src/oci/document.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Content, Index } from '../../src/oci/types.js'
import { digestNo } from './samples.js'

/** A JSON object as somebody else may write it. */
export type Json = Readonly<Record<string, unknown>>

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a registry serves: an object as JSON, a text or bytes as they are. */
export const contentOf = (mediaType: string, body: Json | string | Uint8Array): Content => {
  const bytes = body instanceof Uint8Array ? body : utf8(typeof body === 'string' ? body : JSON.stringify(body))
  return { bytes, mediaType, digest: digestOf(bytes) }
}

/** A descriptor as a list has it. */
export const child: Json = {
  mediaType: mediaTypes.ociManifest,
  digest: digestNo(3),
  size: 30,
  platform: { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.5499' }
}

/** A list of one image. */
export const list: Json = { schemaVersion: 2, manifests: [child] }

/** The message with which bytes are refused. */
export const refusal = (parse: () => unknown): string => {
  try {
    parse()
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    return error.reason
  }
  throw new Error('the document was taken')
}

/** A list as it is read. */
export const asIndex = (body: Json | string): Index => {
  const document = parseDocument(contentOf(mediaTypes.ociIndex, body))
  if (document.kind !== 'index') throw new Error('it is no index')
  return document
}
