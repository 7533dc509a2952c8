import { defined } from '../common/defined.js'
import type { RetryOptions } from '../docker/retry.js'
import type { Docker } from '../docker/docker.js'
import { pushImage } from '../docker/push.js'
import type { Digest } from '../oci/digest.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import { readBack } from '../registry/read-back.js'
import type { RepositoryClient } from '../registry/repository.js'
import type { BuiltLeg } from '../report/build.js'
import type { Log } from '../runner/log.js'

/** What pushing takes. */
export type PushTools = {
  readonly dockerFor: (image: Repository) => Promise<Docker>
  readonly registry: RegistryClient
  readonly retry: RetryOptions
  readonly log: Log
}

/** Pushes one reference, and has the registry confirm what docker reports. */
const pushOne = async (
  image: Repository,
  tag: string,
  { dockerFor, registry, retry, log }: PushTools
): Promise<Digest> => {
  const reference = formatReference({ ...image, tag })
  // The registry itself says how long to wait, which docker does not pass on; the client waits for as long.
  const client = registry.open(image, 'pull,push')
  const waitForRateLimit = (): Promise<unknown> => client.head(tag)
  const docker = await dockerFor(image)
  const digest = await log.group(`Push ${reference}`, () =>
    pushImage(docker, reference, { ...retry, waitForRateLimit })
  )
  await readBack(client, tag, { digest }, registry.policy)
  log.info(`Pushed ${reference}@${digest}`)
  return digest
}

/**
 * The compressed sizes of the layers of an image in a registry.
 *
 * @param baseLayers how many of its layers are the base's
 */
const layerSizes = async (
  client: RepositoryClient,
  digest: Digest,
  baseLayers: number
): Promise<BuiltLeg['layers']> => {
  const manifest = await client.get(digest)
  if (manifest?.kind !== 'manifest') return undefined
  const sum = (layers: readonly { readonly size: number }[]): number =>
    layers.reduce((total, { size }) => total + size, 0)
  return { all: sum(manifest.layers), own: sum(manifest.layers.slice(baseLayers)) }
}

/**
 * Pushes the image of a leg to every repository.
 *
 * @param baseLayers how many of its layers are the base's
 * @returns its digest and sizes in the first repository
 */
export const pushLeg = async (
  images: readonly [Repository, ...Repository[]],
  tag: string,
  baseLayers: number,
  tools: PushTools
): Promise<Pick<BuiltLeg, 'digest' | 'layers'>> => {
  const [first, ...others] = images
  const digest = await pushOne(first, tag, tools)
  const layers = await layerSizes(tools.registry.open(first, 'pull,push'), digest, baseLayers)
  for (const image of others) await pushOne(image, tag, tools)
  return { digest, ...defined({ layers }) }
}
