import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { assembled } from '../__tests__/support/assembly.js'
import { type Distribution, startDistribution } from '../__tests__/support/distribution.js'
import { type Folder, makeFolder } from '../__tests__/support/folder.js'
import { pushFixture } from '../__tests__/support/images.js'
import { type Ended, runProcess } from './process.js'
import { type Bench, type BenchReport, mebibyte, median, type Row } from './report.js'
import { bundle, makeStep, node } from './step.js'

/** Packing much takes its time. */
const limit = 600_000

/** Sizes of files as programs have them: some large ones, and many small ones. */
const sizes = [16 * mebibyte, 4 * mebibyte, 3 * mebibyte, 512 * 1024, 256 * 1024, 96 * 1024, 24 * 1024, 5 * 1024]

/** Content that compresses as programs do, to about half: words of a dictionary, and noise between them. */
const contentOf = (size: number, seed: number, words: readonly Buffer[], noise: Buffer): Readable =>
  Readable.from(
    (function* () {
      let state = createHash('sha256').update(String(seed)).digest()
      for (let left = size; left > 0;) {
        state = createHash('sha256').update(state).digest()
        const at = state.readUInt32LE(0) % (noise.length - 4096)
        const parts = [...state].flatMap(byte => [
          words[byte % words.length] ?? noise,
          words[(byte * 7) % words.length] ?? noise
        ])
        const piece = Buffer.concat([...parts, noise.subarray(at, at + 700)]).subarray(0, left)
        left -= piece.length
        yield piece
      }
    })()
  )

const writeTree = async (root: string, mib: number): Promise<{ bytes: number; files: number }> => {
  const words = Array.from({ length: 251 }, () => randomBytes(24))
  const noise = randomBytes(mebibyte)
  let [bytes, files] = [0, 0]
  while (bytes < mib * mebibyte) {
    const size = Math.min(sizes[files % sizes.length] ?? 0, mib * mebibyte - bytes)
    const path = join(root, `folder ${files % 40}`, `file-${files}.dll`)
    mkdirSync(dirname(path), { recursive: true })
    await pipeline(contentOf(size, files, words, noise), createWriteStream(path))
    bytes += size
    files++
  }
  return { bytes, files }
}

const assemble = async (registry: Distribution, workspace: string, image: string): Promise<Ended> => {
  const step = makeStep(
    {
      mode: 'assemble',
      image: `${registry.host}/${image}`,
      tags: 'v2.7.0',
      releases: assembled.join(','),
      'base-image': `${registry.host}/windows/servercore`,
      files: 'tree => C:/app',
      retries: '1'
    },
    { GITHUB_WORKSPACE: workspace }
  )
  try {
    return await runProcess(node, [bundle], { env: step.env, cwd: workspace, limit, watch: true })
  } finally {
    step.remove()
  }
}

/** The programs that everybody would take: each in a process of its own, one pass over the files. */
const pipes = (workspace: string): Promise<Ended> =>
  runProcess('/bin/sh', ['-c', 'tar c tree | gzip | sha256sum'], {
    env: { PATH: '/usr/bin:/bin' },
    cwd: workspace,
    limit
  })

const rowOf = (name: string, runs: readonly Ended[], bytes: number): Row => {
  const ms = median(runs.map(({ started, ended }) => ended - started))
  const peaks = runs.flatMap(({ usage }) => usage?.peakBytes ?? [])
  return {
    name,
    ms,
    bytesPerSecond: (bytes / ms) * 1000,
    ...(peaks.length === 0 ? {} : { peakBytes: Math.max(...peaks) })
  }
}

const measure = async (folder: Folder, registry: Distribution, mib: number, runs: number): Promise<BenchReport> => {
  const { bytes, files } = await writeTree(join(folder.path, 'tree'), mib)
  const [ours, again, theirs]: [Ended[], Ended[], Ended[]] = [[], [], []]
  // Everybody finds the files in memory, so that nobody waits for the disk.
  execFileSync('/bin/sh', ['-c', 'tar c tree | cat > /dev/null'], { cwd: folder.path })
  for (let round = 0; round < runs; round++) {
    const image = `org/app-${round}`
    theirs.push(await pipes(folder.path))
    ours.push(await assemble(registry, folder.path, image))
    again.push(await assemble(registry, folder.path, image))
  }
  return {
    title: `assemble: ${mib} MiB in ${files} files for ${assembled.length} releases`,
    runs,
    peers: ['tar c | gzip | sha256sum'],
    measurements: [
      {
        rows: [
          rowOf('win-multiarch', ours, bytes),
          rowOf('the same again', again, bytes),
          rowOf('tar c | gzip | sha256sum', theirs, bytes)
        ]
      }
    ],
    notes: ['Ours is a whole run: with the bases, the upload and the tags of all releases.']
  }
}

/** Whole processes that put a tree of files onto three bases, beside the programs that pack, compress and hash it. */
export const assembleBench: Bench = async ({ runs = 3, size }) => {
  const folder = makeFolder('bench-assemble')
  const registry = await startDistribution({ storage: 'filesystem' })
  try {
    for (const release of assembled)
      await pushFixture(
        registry.target('windows/servercore'),
        'windows/servercore',
        release,
        `base-servercore-${release}`
      )
    return [await measure(folder, registry, size / 2, runs)]
  } finally {
    await registry.close()
    folder.remove()
  }
}
