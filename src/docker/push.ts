import { isDigest, type Digest } from '../oci/digest.js'
import { withRetries, type RetryOptions } from './retry.js'
import { DockerError, lastLines, type Docker } from './docker.js'

/**
 * Pushes a tag and shows the output of docker.
 *
 * @returns the digest that docker reports
 * @throws DockerError with docker's last lines
 */
export const pushImage = async (docker: Docker, reference: string, retry: RetryOptions): Promise<Digest> => {
  const output = await withRetries(`push ${reference}`, () => docker.stream(['push', reference]), retry)
  const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1]
  if (isDigest(digest)) return digest
  throw new DockerError({
    what: `docker push ${reference} did not report the digest:\n${lastLines(output)}`,
    remedy: 'look at the tag in the registry, and run this job again'
  })
}
