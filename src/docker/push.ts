import { isDigest, type Digest } from '../oci/digest.js'
import { persistently, type Attempts } from './attempts.js'
import { DockerError, lastLines, type Docker } from './docker.js'

/**
 * Pushes a tag and shows what docker says.
 *
 * @returns the digest under which the registry took it, as docker tells it
 * @throws DockerError with docker's last lines
 */
export const pushImage = async (docker: Docker, reference: string, attempts: Attempts): Promise<Digest> => {
  const output = await persistently(`push ${reference}`, () => docker.shown(['push', reference]), attempts)
  const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1]
  if (!isDigest(digest))
    throw new DockerError(`docker push ${reference} did not tell the digest:\n${lastLines(output)}`)
  return digest
}
