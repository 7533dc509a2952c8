import { type ActionResult, runAction } from '../__tests__/support/action.js'
import { legEntries, legReferences, pushLegs, readList, windowsImage } from '../__tests__/support/fan-in.js'
import { mediaTypes } from '../__tests__/support/image-builder.js'
import { pushImage } from '../__tests__/support/images.js'
import { startMemoryRegistry } from '../__tests__/support/memory-registry.js'
import { watchPeakMemory } from '../__tests__/support/peak-memory.js'
import { distributionTestRegistry, memoryTestRegistry, type TestRegistry } from '../__tests__/support/registries.js'
import { findService } from '../__tests__/support/services.js'

/** What a load came to. */
export type LoadResult = {
  readonly name: string
  readonly seconds: number
  /** the most that one process held; undefined where the system does not tell */
  readonly peakBytes: number | undefined
  readonly exitCodes: readonly number[]
  /** what is not as it has to be; none where all went well */
  readonly problems: readonly string[]
}

/** How much of each is asked for. */
export type LoadSize = {
  readonly entries: number
  readonly tags: number
  readonly fanIns: number
  /** bytes of the image that is copied */
  readonly bytes: number
}

const limit = 3_600_000

type Measured = { readonly result: ActionResult; readonly peakBytes: number | undefined }

/** Runs the committed bundle in a process of its own. */
const measure = async (inputs: Readonly<Record<string, string>>): Promise<Measured> => {
  const memory = watchPeakMemory()
  try {
    const result = await runAction({ inputs: { mode: 'manifest', ...inputs }, env: memory.env, limit })
    return { result, peakBytes: memory.bytes() }
  } finally {
    memory.remove()
  }
}

/** Runs steps at once, and looks at what each has left. */
const load = async (
  name: string,
  runs: readonly Readonly<Record<string, string>>[],
  check: (result: ActionResult, run: number) => Promise<readonly string[]>
): Promise<LoadResult> => {
  const started = performance.now()
  const measured = await Promise.all(runs.map(measure))
  const seconds = (performance.now() - started) / 1000
  const problems = await Promise.all(
    measured.map(async ({ result }, run) =>
      result.exitCode === 0 ? check(result, run) : [`run ${run + 1}: ${result.errors.join(' ')}${result.stderr}`]
    )
  )
  const peaks = measured.flatMap(({ peakBytes }) => peakBytes ?? [])
  return {
    name,
    seconds,
    peakBytes: peaks.length === 0 ? undefined : Math.max(...peaks),
    exitCodes: measured.map(({ result }) => result.exitCode),
    problems: problems.flat()
  }
}

/** The reference registry where it is installed: what it holds is in its memory. */
const startRegistry = (): Promise<TestRegistry> =>
  findService('docker-registry') === undefined ? memoryTestRegistry() : distributionTestRegistry()

const differs = (what: string, found: unknown, wanted: unknown): readonly string[] =>
  JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${what} is not as it has to be: ${JSON.stringify(found)}`]

/** One list of very many images, each for a Windows of its own. */
const longList = async ({ entries }: LoadSize): Promise<LoadResult> => {
  const registry = await startRegistry()
  try {
    const images = Array.from({ length: entries }, (_, i) => windowsImage(`10.0.${20_000 + i}.1`))
    for (const [i, image] of images.entries()) await pushImage(registry.store('org/app'), 'org/app', `leg-${i}`, image)
    const image = `${registry.host}/org/app`
    const sources = images.map((_, i) => `${image}:leg-${i}`).join('\n')
    return await load(`a list of ${entries} images`, [{ image, tags: 'v1', sources }], async () => {
      const { manifests } = await readList(registry, 'org/app', 'v1')
      const wanted = images.map(({ digest }) => digest).reverse()
      return differs(
        'the list',
        manifests.map(({ digest }) => digest),
        wanted
      )
    })
  } finally {
    await registry.close()
  }
}

/** One list under very many tags. */
const manyTags = async ({ tags }: LoadSize): Promise<LoadResult> => {
  const registry = await startRegistry()
  try {
    const digests = await pushLegs(registry, 'org/app')
    const names = Array.from({ length: tags }, (_, i) => `v2.7.0-${i}`)
    const inputs = {
      image: `${registry.host}/org/app`,
      tags: names.join('\n'),
      sources: legReferences(registry, 'org/app').join('\n')
    }
    return await load(`a list under ${tags} tags`, [inputs], async ({ outputs }) => {
      const held = await registry.tags('org/app')
      const missing = names.filter(name => held.get(name) !== outputs.digest)
      const { entries } = await readList(registry, 'org/app', names[0] ?? '')
      return [...differs('the list', entries, legEntries(digests)), ...missing.map(name => `${name} was not written`)]
    })
  } finally {
    await registry.close()
  }
}

/** Very many fan-ins at once, each for a repository of its own. */
const fanInsAtOnce = async ({ fanIns }: LoadSize): Promise<LoadResult> => {
  const registry = await startRegistry()
  try {
    const repositories = Array.from({ length: fanIns }, (_, i) => `org/app-${i}`)
    const pushed: Awaited<ReturnType<typeof pushLegs>>[] = []
    for (const repository of repositories) pushed.push(await pushLegs(registry, repository))
    const runs = repositories.map(repository => ({
      image: `${registry.host}/${repository}`,
      tags: 'v2.7.0, 2.7, latest',
      sources: legReferences(registry, repository).join('\n')
    }))
    return await load(`${fanIns} fan-ins at once`, runs, async (_, run) => {
      const [repository = '', digests] = [repositories[run], pushed[run]]
      const { entries } = await readList(registry, repository, 'latest')
      return digests === undefined ? [] : differs(`the list of ${repository}`, entries, legEntries(digests))
    })
  } finally {
    await registry.close()
  }
}

/** One image that is copied from another registry. Nobody keeps its bytes: one side invents them, the other hashes them. */
const largeCopy = async ({ bytes }: LoadSize): Promise<LoadResult> => {
  const source = await startMemoryRegistry()
  const target = await memoryTestRegistry({ discardBlobs: 1024 * 1024 })
  try {
    const size = Math.floor(bytes / 4)
    const layers = [1, 2, 3, 4].map(seed => {
      const digest = source.putGeneratedBlob('org/big', size, seed)
      return { mediaType: mediaTypes.docker.layer, size, digest }
    })
    const platform = { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.1' }
    const config = JSON.stringify({
      ...platform,
      rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) }
    })
    const digest = source.putBlob('org/big', config)
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaTypes.docker.manifest,
      config: { mediaType: mediaTypes.docker.config, size: config.length, digest },
      layers
    }
    const image = source.putManifest('org/big', 'v1', JSON.stringify(manifest), manifest.mediaType)
    const inputs = { image: `${target.host}/org/app`, tags: 'v1', sources: `${source.host}/org/big:v1` }
    return await load(`${(bytes / 1024 ** 3).toFixed(2)} GiB from another registry`, [inputs], async () => {
      const { manifests } = await readList(target, 'org/app', 'v1')
      const missing = layers.filter(layer => target.memory?.hasBlob('org/app', layer.digest) !== true)
      return [
        ...differs(
          'the list',
          manifests.map(child => child.digest),
          [image]
        ),
        ...missing.map(layer => `${layer.digest} did not arrive`)
      ]
    })
  } finally {
    await source.close()
    await target.close()
  }
}

/** All loads, one after the other. */
export const loads: readonly ((size: LoadSize) => Promise<LoadResult>)[] = [longList, manyTags, fanInsAtOnce, largeCopy]
