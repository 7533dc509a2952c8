import { type Distribution, startDistribution } from '../__tests__/support/distribution.js'
import { makeFolder } from '../__tests__/support/folder.js'
import { send } from '../__tests__/support/image-store.js'
import { findService } from '../__tests__/support/services.js'
import { type BigImage, pushBigImage } from './big-image.js'
import { readManifest } from './held.js'
import { type Ended, runProcess } from './process.js'
import { type Bench, type BenchReport, mebibyte, median, type Row } from './report.js'
import { bundle, makeStep, node } from './step.js'

/** A way to bring an image from one registry to another. */
type Contestant = {
  readonly name: string
  readonly run: (from: Distribution, to: Distribution, image: BigImage) => Promise<Ended>
}

/** A copy of much and from slow disks may take its time. */
const limit = 600_000

const ours: Contestant = {
  name: 'win-multiarch',
  run: async (from, to, { repository, tag }) => {
    const inputs = {
      mode: 'manifest',
      image: `${to.host}/${repository}`,
      tags: tag,
      sources: `${from.host}/${repository}:${tag}`,
      retries: '1'
    }
    const step = makeStep(inputs)
    try {
      return await runProcess(node, [bundle], { ...step, limit, watch: true })
    } finally {
      step.remove()
    }
  }
}

const skopeoCopy = (skopeo: string): Contestant => ({
  name: 'skopeo copy',
  run: async (from, to, { repository, tag }) => {
    const folder = makeFolder('bench-skopeo')
    const env = { PATH: '/usr/bin:/bin', HOME: folder.path, TMPDIR: folder.path }
    const name = `${repository}:${tag}`
    const args = ['--src-tls-verify=false', '--dest-tls-verify=false']
    try {
      return await runProcess(
        skopeo,
        ['--insecure-policy', 'copy', ...args, `docker://${from.host}/${name}`, `docker://${to.host}/${name}`],
        { env, cwd: folder.path, limit, watch: true }
      )
    } finally {
      folder.remove()
    }
  }
})

/** Checks that a registry holds the image, by itself or in a list, under the tag that was asked for. */
const checkArrival = async (registry: Distribution, { repository, tag, digest, blobs }: BigImage): Promise<void> => {
  const target = registry.target(repository)
  const tagged = await readManifest(target, repository, tag)
  const named = tagged.manifest.manifests?.map(entry => entry.digest) ?? [tagged.digest]
  if (named.join() !== digest) throw new Error(`${tag} names ${named.join()} instead of ${digest}`)
  const image = await readManifest(target, repository, digest)
  if (image.digest !== digest) throw new Error(`${digest} has other content`)
  for (const blob of blobs) {
    // The registry itself has compared the digest with what it got.
    const { status, headers } = await send(target, 'HEAD', `/v2/${repository}/blobs/${blob.digest}`)
    if (status !== 200 || headers['content-length'] !== String(blob.size))
      throw new Error(`${blob.digest} did not arrive: ${status}, ${headers['content-length'] ?? 'no'} bytes`)
  }
}

/** One run, into a registry that is empty before and gone afterwards. */
const runOnce = async (contestant: Contestant, from: Distribution, image: BigImage): Promise<Ended> => {
  const to = await startDistribution({ storage: 'filesystem' })
  try {
    const ended = await contestant.run(from, to, image)
    await checkArrival(to, image)
    return ended
  } finally {
    await to.close()
  }
}

const rowOf = (name: string, runs: readonly Ended[], bytes: number): Row => {
  const ms = median(runs.map(({ started, ended }) => ended - started))
  const usages = runs.flatMap(({ usage }) => usage ?? [])
  const used =
    usages.length === 0
      ? {}
      : {
          cpuMs: median(usages.map(({ cpuMs }) => cpuMs)),
          peakBytes: Math.max(...usages.map(({ peakBytes }) => peakBytes))
        }
  return { name, ms, bytesPerSecond: (bytes / ms) * 1000, ...used }
}

const copyImage = async (from: Distribution, mib: number, runs: number): Promise<BenchReport> => {
  const skopeo = findService('skopeo')
  const contestants = skopeo === undefined ? [ours] : [ours, skopeoCopy(skopeo)]
  const results = contestants.map(contestant => ({ contestant, done: [] as Ended[] }))
  const bytes = Math.floor(mib * mebibyte)
  const image = await pushBigImage(from.target(''), `org/app-${mib}`, 'v2.7.0', bytes)
  for (let round = 0; round < runs; round++) {
    // Whoever comes second finds a disk that still has to write; in turn that is everybody.
    for (const { contestant, done } of round % 2 === 0 ? results : results.toReversed())
      done.push(await runOnce(contestant, from, image))
  }
  return {
    title: `copy: ${mib} MiB in four layers from one registry to another`,
    runs,
    ...(skopeo === undefined ? {} : { peer: 'skopeo copy' }),
    measurements: [{ rows: results.map(({ contestant, done }) => rowOf(contestant.name, done, bytes)) }],
    notes: skopeo === undefined ? ['skopeo is missing, so that there is nobody to compare with.'] : []
  }
}

/**
 * Whole processes that copy an image, and another one of a quarter of its size, from a registry to an empty one: the
 * peak of the memory must not follow the size. The greatest of all runs counts.
 */
export const copyBench: Bench = async ({ runs = 3, size }) => {
  const from = await startDistribution({ storage: 'filesystem' })
  try {
    return [await copyImage(from, size, runs), await copyImage(from, size / 4, runs)]
  } finally {
    await from.close()
  }
}
