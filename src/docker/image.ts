import { isDigest, type Digest } from '../oci/digest.js'
import type { Platform } from '../oci/types.js'
import { DockerError, lastLines, type Docker } from './docker.js'

/** An image in the engine. */
export type LocalImage = { readonly id: string; readonly platform: Platform }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Asks the engine for an image that it has just built. */
export const inspectImage = async (docker: Docker, reference: string): Promise<LocalImage> => {
  const output = await docker.quiet(['image', 'inspect', reference])
  if (output.exitCode !== 0)
    throw new DockerError(`docker image inspect ${reference} failed: ${lastLines({ ...output, stdout: '' })}`)
  const [image = {}] = JSON.parse(output.stdout) as Record<string, unknown>[]
  const [variant, osVersion] = [text(image.Variant), text(image.OsVersion)]
  return {
    id: text(image.Id) ?? '',
    platform: {
      os: text(image.Os) ?? '',
      architecture: text(image.Architecture) ?? '',
      ...(variant === undefined ? {} : { variant }),
      ...(osVersion === undefined ? {} : { osVersion })
    }
  }
}

/**
 * Pushes a tag and shows what docker says.
 *
 * @returns the digest under which the registry took it, as docker tells it
 * @throws DockerError with docker's last lines
 */
export const pushImage = async (docker: Docker, reference: string): Promise<Digest> => {
  const output = await docker.shown(['push', reference])
  if (output.exitCode !== 0) {
    throw new DockerError(`docker push ${reference} failed with exit code ${output.exitCode}:\n${lastLines(output)}`)
  }
  const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1]
  if (!isDigest(digest))
    throw new DockerError(`docker push ${reference} did not tell the digest:\n${lastLines(output)}`)
  return digest
}
