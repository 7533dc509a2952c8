import { isDigest, type Digest } from '../oci/digest.js'
import type { Platform } from '../oci/types.js'
import { DockerError, lastLines, type Docker, type DockerOutput } from './docker.js'

/** An image in the engine. */
export type LocalImage = {
  readonly id: string
  readonly platform: Platform
  /** `repository@digest` for every repository that it was pulled from or pushed to */
  readonly repoDigests: readonly string[]
  readonly diffIds: readonly Digest[]
  readonly labels: Readonly<Record<string, string>>
  /** RFC 3339 */
  readonly created?: string
  /** in bytes, unpacked */
  readonly size: number
  /** whether it has a HEALTHCHECK */
  readonly hasHealthcheck: boolean
  /** whether FROM passes all of it on: ONBUILD would be run instead, and the author of MAINTAINER is left out */
  readonly passesOn: boolean
}

type Json = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const parse = (output: DockerOutput): LocalImage => {
  const image = record(list(JSON.parse(output.stdout))[0])
  const [config, rootfs] = [record(image.Config), record(image.RootFS)]
  const [variant, osVersion, created] = [text(image.Variant), text(image.OsVersion), text(image.Created)]
  const [check] = list(record(config.Healthcheck).Test)
  return {
    id: text(image.Id) ?? '',
    platform: {
      os: text(image.Os) ?? '',
      architecture: text(image.Architecture) ?? '',
      ...(variant === undefined ? {} : { variant }),
      ...(osVersion === undefined ? {} : { osVersion })
    },
    repoDigests: list(image.RepoDigests).filter(item => typeof item === 'string'),
    diffIds: list(rootfs.Layers).filter(isDigest),
    labels: Object.fromEntries(
      Object.entries(record(config.Labels)).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    ),
    ...(created === undefined ? {} : { created }),
    size: typeof image.Size === 'number' ? image.Size : 0,
    hasHealthcheck: text(check) !== undefined && check !== 'NONE',
    passesOn: list(config.OnBuild).length === 0 && text(image.Author) === undefined
  }
}

/** An image of the engine; undefined where it has none of that name. */
export const findImage = async (docker: Docker, reference: string): Promise<LocalImage | undefined> => {
  const output = await docker.quiet(['image', 'inspect', reference])
  return output.exitCode === 0 ? parse(output) : undefined
}

/** Asks the engine for an image that it has just built. */
export const inspectImage = async (docker: Docker, reference: string): Promise<LocalImage> => {
  const output = await docker.quiet(['image', 'inspect', reference])
  if (output.exitCode !== 0)
    throw new DockerError(`docker image inspect ${reference} failed: ${lastLines({ ...output, stdout: '' })}`)
  return parse(output)
}
