import { defined } from '../common/defined.js'
import { asArray, asNumber, asRecord, asString, asStrings, isRecord, parseJson } from '../common/json.js'
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
  /** what it adds to the builds on it, as instructions */
  readonly onBuild: readonly string[]
  /** whether it has a HEALTHCHECK */
  readonly hasHealthcheck: boolean
  /** whether an image built FROM it keeps everything: not with ONBUILD or MAINTAINER */
  readonly isInheritable: boolean
}

/** Reads the one image of `docker image inspect` (moby api/types/image, InspectResponse). */
const parse = (reference: string, { stdout }: DockerOutput): LocalImage => {
  const [image] = asArray(parseJson(stdout))
  if (!isRecord(image)) {
    throw new DockerError({
      what: `docker image inspect ${reference} failed`,
      why: 'its output is not a list with one image',
      remedy: 'check which docker is first on PATH'
    })
  }
  const config = asRecord(image.Config)
  const [check] = asArray(asRecord(config.Healthcheck).Test)
  const onBuild = asArray(config.OnBuild).flatMap(trigger => asString(trigger) ?? [])
  return {
    id: asString(image.Id) ?? '',
    platform: {
      os: asString(image.Os) ?? '',
      architecture: asString(image.Architecture) ?? '',
      ...defined({ variant: asString(image.Variant), osVersion: asString(image.OsVersion) })
    },
    repoDigests: asArray(image.RepoDigests).flatMap(digest => asString(digest) ?? []),
    diffIds: asArray(asRecord(image.RootFS).Layers).filter(isDigest),
    labels: asStrings(config.Labels),
    size: asNumber(image.Size) ?? 0,
    hasHealthcheck: asString(check) !== undefined && check !== 'NONE',
    onBuild,
    isInheritable: onBuild.length === 0 && asString(image.Author) === undefined,
    ...defined({ created: asString(image.Created) })
  }
}

const inspect = (docker: Docker, reference: string): Promise<DockerOutput> =>
  docker.capture(['image', 'inspect', reference])

/** An image of the engine; undefined where it has none of that name. */
export const findImage = async (docker: Docker, reference: string): Promise<LocalImage | undefined> => {
  const output = await inspect(docker, reference)
  return output.exitCode === 0 ? parse(reference, output) : undefined
}

/**
 * An image that the engine has just built.
 *
 * @throws DockerError where the engine does not have it
 */
export const inspectImage = async (docker: Docker, reference: string): Promise<LocalImage> => {
  const output = await inspect(docker, reference)
  if (output.exitCode === 0) return parse(reference, output)
  throw new DockerError({
    what: `docker image inspect ${reference} failed`,
    why: lastLines({ ...output, stdout: '' })
  })
}
