import { type Distribution, startDistribution } from '../__tests__/support/distribution.js'
import { makeFolder } from '../__tests__/support/folder.js'
import { send } from '../__tests__/support/image-store.js'
import { findOnPath, findService } from '../__tests__/support/services.js'
import { defined } from '../src/common/defined.js'
import { type BigImage, pushBigImage } from './big-image.js'
import { readManifest } from './held.js'
import { missingNotes } from './manifest-peers.js'
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
    const step = makeStep(inputs, defined({ NODE_EXTRA_CA_CERTS: to.caFile }))
    try {
      return await runProcess(node, [bundle], { ...step, limit, watch: true })
    } finally {
      step.remove()
    }
  }
}

/** A program that copies, and its arguments before the two references. */
type Peer = {
  readonly name: string
  readonly program: string | undefined
  readonly args: readonly string[]
  /** What its references begin with. */
  readonly scheme?: string
}

const peersOver = (tls: boolean): readonly Peer[] => [
  { name: 'crane copy', program: findOnPath('crane'), args: ['copy'] },
  {
    name: 'oras cp',
    program: findOnPath('oras'),
    args: ['cp', ...(tls ? [] : ['--from-plain-http', '--to-plain-http'])]
  },
  {
    name: 'skopeo copy',
    program: findService('skopeo'),
    args: ['--insecure-policy', 'copy', ...(tls ? [] : ['--src-tls-verify=false', '--dest-tls-verify=false'])],
    scheme: 'docker://'
  }
]

/** All of them are written in Go, which takes its authorities from a variable. */
const contestantOf = ({ name, args, scheme = '' }: Peer, program: string): Contestant => ({
  name,
  run: async (from, to, { repository, tag }) => {
    const folder = makeFolder('bench-copy')
    const home = { PATH: '/usr/bin:/bin', HOME: folder.path, TMPDIR: folder.path }
    const env = { ...home, ...defined({ SSL_CERT_FILE: to.caFile }) }
    const references = [from, to].map(({ host }) => `${scheme}${host}/${repository}:${tag}`)
    try {
      return await runProcess(program, [...args, ...references], { env, cwd: folder.path, limit, watch: true })
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
const runOnce = async (contestant: Contestant, from: Distribution, image: BigImage, tls: boolean): Promise<Ended> => {
  const to = await startDistribution({ storage: 'filesystem', tls })
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

const copyImage = async (from: Distribution, mib: number, runs: number, tls: boolean): Promise<BenchReport> => {
  const peers = peersOver(tls)
  const found = peers.flatMap(peer => (peer.program === undefined ? [] : [contestantOf(peer, peer.program)]))
  const results = [ours, ...found].map(contestant => ({ contestant, done: [] as Ended[] }))
  const bytes = Math.floor(mib * mebibyte)
  const image = await pushBigImage(from.target(''), `org/app-${mib}`, 'v2.7.0', bytes)
  for (let round = 0; round < runs; round++) {
    // Whoever comes second finds a disk that still has to write; in turn that is everybody.
    for (const { contestant, done } of round % 2 === 0 ? results : results.toReversed())
      done.push(await runOnce(contestant, from, image, tls))
  }
  return {
    title: `copy: ${mib} MiB in four layers from one registry to another, over ${tls ? 'TLS' : 'plain http'}`,
    runs,
    // The others are shown beside it: oras does not hash what it carries, and Debian's skopeo is of 2022.
    peers: ['crane copy'],
    measurements: [{ rows: results.map(({ contestant, done }) => rowOf(contestant.name, done, bytes)) }],
    notes: missingNotes(peers.filter(({ program }) => program === undefined).map(({ name }) => name))
  }
}

/**
 * Whole processes that copy an image, and another one of a quarter of its size, from a registry to an empty one, over
 * TLS as everywhere, and over plain http: the peak of the memory must not follow the size. The greatest of all runs
 * counts.
 */
export const copyBench: Bench = async ({ runs = 3, size }) => {
  const reports: BenchReport[] = []
  for (const tls of [true, false]) {
    const from = await startDistribution({ storage: 'filesystem', tls })
    try {
      for (const mib of [size, size / 4]) reports.push(await copyImage(from, mib, runs, tls))
    } finally {
      await from.close()
    }
  }
  return reports
}
