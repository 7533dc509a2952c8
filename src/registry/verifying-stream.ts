import { Transform } from 'node:stream'

import { hashFor } from '../oci/digest.js'
import type { Descriptor } from '../oci/types.js'
import { BodyError } from './transport/transport.js'

/**
 * Passes content on, and fails before the last chunk if the content does not match its descriptor.
 *
 * @param moved is called with the size of each chunk, in bytes
 * @param wrong makes the error that the stream ends in
 */
export const verifyingStream = (
  { digest, size }: Descriptor,
  moved: (bytes: number) => void,
  wrong: (what: string) => Error = what => new BodyError({ what })
): Transform => {
  const hash = hashFor(digest)
  let seen = 0
  let last: Buffer | undefined
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length
      if (seen > size) {
        done(wrong(`the blob ${digest} is larger than the ${size} bytes that its descriptor says`))
        return
      }
      hash.update(chunk)
      moved(chunk.length)
      const ready = last
      last = chunk
      done(undefined, ready)
    },
    flush(done) {
      const [algorithm = ''] = digest.split(':')
      const actual = `${algorithm}:${hash.digest('hex')}`
      if (seen !== size) done(wrong(`the blob ${digest} has ${seen} bytes, but its descriptor says ${size}`))
      else if (actual !== digest) done(wrong(`the content of the blob ${digest} has the digest ${actual}`))
      else done(undefined, last)
    }
  })
}
