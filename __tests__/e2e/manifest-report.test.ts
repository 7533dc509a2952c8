import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { entry, linuxImage } from '../support/fan-in.js'
import { buildIndex, mediaTypes } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import type { Image } from '../support/images.js'
import { memoryOf, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

const images = {
  ltsc2025: versionImage('v2.7.0', '10.0.26100.33'),
  ltsc2022: versionImage('v2.7.0', '10.0.20348.5499'),
  ltsc2019: versionImage('v2.7.0', '10.0.17763.8027')
}
type Release = keyof typeof images
const releases = Object.keys(images) as Release[]

const prepare = (of: readonly Release[] = releases, more: Readonly<Record<string, Image>> = {}): Promise<Place> =>
  placeIn(registry, { ...Object.fromEntries(of.map(release => [`v2.7.0-${release}`, images[release]])), ...more })

const inputsFor = (of: readonly Release[] = releases, tags = 'v2.7.0\nlatest'): Record<string, string> => ({
  tags,
  releases: of.join()
})

/** The tables of a summary, by the first cell of their head; rows as their cells. */
const tablesOf = ({ summary }: ActionResult): Map<string, string[][]> => {
  const tables = [...summary.matchAll(/(?:^\|.*\|\n)+/gm)].map(([text]) =>
    text
      .trim()
      .split('\n')
      .map(line => line.slice(2, -2).split(' | '))
  )
  return new Map(tables.map(([head = [], , ...rows]) => [head[0] ?? '', [head, ...rows]]))
}

const pictureOf = ({ summary }: ActionResult): string[] =>
  (/```mermaid\n([^]*?)\n```/.exec(summary)?.[1] ?? '').split('\n').map(line => line.trim())

/** The text of a group of the log. */
const groupOf = ({ log }: ActionResult, title: string): string =>
  log.split(`::group::${title}`)[1]?.split('::endgroup::')[0] ?? ''

type Metadata = {
  digest: string
  mediaType: string
  references: string[]
  unchanged: boolean
  entries: unknown[]
  pulls: { host: string; engine: string; index?: number; start?: string; digest?: string }[]
}
const metadataOf = ({ outputs }: ActionResult): Metadata => JSON.parse(outputs.metadata ?? '') as Metadata

describe('a dry run', () => {
  test('prints the exact list and who pulls what, and writes nothing', async () => {
    const place = await prepare(releases, { latest: buildIndex({ entries: [versionImage('v2.6.0')] }) })
    const dry = await place.run({ ...inputsFor(), push: 'false' })
    expect(dry).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(await registry.writes(place.repository)).toEqual([])
    const { requests } = memoryOf(registry)
    const ours = requests.filter(({ repository }) => repository === place.repository)
    expect(ours.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])

    const printed = /^\{\n[^]*?\n\}$/m.exec(groupOf(dry, 'List '))?.[0] ?? ''
    expect(dry.outputs).toMatchObject({
      digest: digestOf(Buffer.from(printed)),
      reference: `${place.image}:v2.7.0`,
      references: `${place.image}:v2.7.0\n${place.image}:latest`,
      unchanged: 'false'
    })
    const pulls = groupOf(dry, 'Who pulls what')
    expect(pulls).toContain('Windows Server 2019: ltsc2019: starts')
    expect(pulls).toContain('Windows Server 2022: ltsc2022: starts')
    expect(pulls).toContain('Windows Server 2025: ltsc2025: starts')
    expect(pulls).toContain('Windows 11 25H2: ltsc2025: starts')
    expect(dry.summary).toMatch(/^### Dry run: /)
    expect(tablesOf(dry).get('Repository')?.slice(1)).toEqual([
      [`\`${place.image}\``, '`v2.7.0` `latest`', 'not written (dry run)']
    ])
    expect(dry.log).toContain("Nothing was written: 'push' is false.")

    // The run that follows publishes just that.
    const real = await place.run(inputsFor())
    expect(real.outputs.digest).toBe(dry.outputs.digest)
    expect((await registry.manifest(place.repository, 'latest'))?.bytes.toString()).toBe(printed)
  })

  test('of what is published already says that nothing would change', async () => {
    const place = await prepare()
    await place.run(inputsFor())
    const dry = await place.run({ ...inputsFor(), push: 'false' })
    expect(dry).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' } })
    expect(dry.summary).toMatch(/^### Unchanged: /)
  })

  test('needs nothing that a registry keeps for those who may push', async () => {
    const place = await prepare()
    const memory = memoryOf(registry)
    const kind = ['manifest-put', 'upload-post', 'mount'] as const
    const fault = memory.fault({ type: 'status', status: 403, kind, repository: place.repository, times: Infinity })
    const source = await placeIn(registry, { tools: versionImage('v2.7.0', '10.0.14393.1') })
    const result = await place.run({ ...inputsFor(), sources: `${source.image}:tools`, push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(fault.happened).toBe(0)
    memory.clearFaults()
  })
})

describe('the summary', () => {
  test('has the images, the tags, who pulls what, and a picture of it', async () => {
    const place = await prepare(releases, { 'v2.7.0-linux-amd64': linuxImage })
    const result = await place.run({ tags: 'v2.7.0\nlatest', releases: [...releases, 'linux-amd64'].join() })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const { image } = place
    const tables = tablesOf(result)
    expect([...tables.keys()]).toEqual(['Repository', 'Release', 'Host'])
    expect(tables.get('Repository')?.slice(1)).toEqual([[`\`${image}\``, '`v2.7.0` `latest`', 'published']])
    expect(tables.get('Release')).toEqual([
      ['Release', 'Platform', 'OS version', 'Image', 'Digest'],
      ...releases.map(release => {
        const osVersion = `10.0.${{ ltsc2025: '26100.33', ltsc2022: '20348.5499', ltsc2019: '17763.8027' }[release]}`
        const cells = [
          'windows/amd64',
          osVersion,
          `v2.7.0-${release}`,
          images[release].digest.slice('sha256:'.length, 19)
        ]
        return [release, ...cells.map(cell => `\`${cell}\``)]
      }),
      [
        'linux-amd64',
        '`linux/amd64`',
        '',
        '`v2.7.0-linux-amd64`',
        `\`${linuxImage.digest.slice('sha256:'.length, 19)}\``
      ]
    ])
    const hosts = tables.get('Host')?.slice(1) ?? []
    const gets = Object.fromEntries(hosts.map(([host = '', ...cells]) => [host, [...new Set(cells)].toSorted()]))
    expect(gets).toEqual({
      'Windows Server 2019': ['ltsc2019: starts'],
      'Windows Server 2022': ['ltsc2022: starts'],
      'Windows Server 2025': ['ltsc2025: starts'],
      'Windows 11 25H2': ['ltsc2025: starts', '–'].toSorted()
    })
    expect(result.summary).toContain(`${result.outputs.digest ?? ''}\` (Docker manifest list)`)

    const picture = pictureOf(result)
    expect(picture[0]).toBe('flowchart LR')
    const nodes = picture.filter(line => /^list --> e\d/.test(line))
    expect(nodes).toEqual([
      'list --> e0["ltsc2025"]',
      'list --> e1["ltsc2022"]',
      'list --> e2["ltsc2019"]',
      'list --> e3["linux-amd64"]'
    ])
    expect(picture).toContain(`list["${image}:v2.7.0"]`)
    for (const edge of [
      /^e2 -->\|"starts"\| h\d\(\["Windows Server 2019"\]\)$/,
      /^e1 -->\|"starts"\| h\d\(\["Windows Server 2022"\]\)$/,
      /^e0 -->\|"starts"\| h\d\(\["Windows Server 2025"\]\)$/,
      /^e0 -->\|"starts"\| h\d\(\["Windows 11 25H2"\]\)$/
    ]) {
      expect(picture.filter(line => edge.test(line))).toHaveLength(1)
    }
  })

  test('of a list without Windows images has no hosts in it', async () => {
    const place = await placeIn(registry, { 'v2.7.0-linux-amd64': linuxImage })
    const result = await place.run({ tags: 'v2.7.0', releases: 'linux-amd64' })
    expect(result).toMatchObject({ exitCode: 0, warnings: [] })
    expect([...tablesOf(result).keys()]).toEqual(['Repository', 'Release'])
    expect(pictureOf(result)).toEqual([''])
  })

  // That four Windows hosts get nothing is no news about a list for Linux.
  test('of a list without Windows images has no hosts in it, nor has the log', async () => {
    const place = await placeIn(registry, { 'v2.7.0-linux-amd64': linuxImage })
    const result = await place.run({ tags: 'v2.7.0', releases: 'linux-amd64' })
    expect(result.log).not.toContain('Windows Server')
  })

  test('shows the first tag that moves in the picture', async () => {
    const higher = buildIndex({ entries: [versionImage('v2.8.0')] })
    const place = await placeIn(registry, { 'edge-ltsc2025': images.ltsc2025, latest: higher })
    const result = await place.run(inputsFor(['ltsc2025'], 'edge\nlatest'))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(tablesOf(result).get('Repository')?.slice(1)).toEqual([
      [`\`${place.image}\``, '`edge`', 'published'],
      [`\`${place.image}\``, '`latest`', 'not moved']
    ])
    expect(pictureOf(result)).toContain(`list["${place.image}:edge"]`)
  })
})

describe('metadata', () => {
  test('has the list, its images by release, and what every host and engine gets', async () => {
    const place = await prepare()
    const result = await place.run(inputsFor())
    const metadata = metadataOf(result)
    expect(metadata).toMatchObject({
      digest: result.outputs.digest,
      mediaType: mediaTypes.docker.list,
      references: [`${place.image}:v2.7.0`, `${place.image}:latest`],
      unchanged: false
    })
    expect(metadata.entries).toEqual(
      (['10.0.26100.33', '10.0.20348.5499', '10.0.17763.8027'] as const).map((osVersion, index) => {
        const release = releases[index] ?? 'ltsc2025'
        const reference = `${place.image}:v2.7.0-${release}`
        return { release, reference, ...entry(images[release].digest, osVersion) }
      })
    )
    const docker = metadata.pulls.filter(({ engine }) => engine === 'Docker 20.10+')
    expect(docker.map(({ host, digest, start }) => [host, digest, start])).toEqual([
      ['Windows Server 2019', images.ltsc2019.digest, 'by itself'],
      ['Windows Server 2022', images.ltsc2022.digest, 'by itself'],
      ['Windows Server 2025', images.ltsc2025.digest, 'by itself'],
      ['Windows 11 25H2', images.ltsc2025.digest, 'by itself']
    ])
    expect(new Set(metadata.pulls.map(({ host, engine }) => `${host} ${engine}`)).size).toBe(metadata.pulls.length)
    expect(new Set(metadata.pulls.map(({ engine }) => engine)).size).toBe(3)
  })
})

describe('a warning says', () => {
  test('which Servers get an image that starts only with Hyper-V, and what would help', async () => {
    const place = await prepare(['ltsc2019'])
    const result = await place.run(inputsFor(['ltsc2019']))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual(
      ['2022', '2025'].map(
        year =>
          `Windows Server ${year} with Docker 20.10+ gets ltsc2019 (starts only with --isolation=hyperv). Add an image for ltsc${year} to the list.`
      )
    )
    for (const warning of result.warnings) expect(result.summary).toContain(warning)
    const nothing = metadataOf(result).pulls.filter(({ index }) => index === undefined)
    expect(nothing.map(({ host, engine }) => `${host}, ${engine}`)).toContain(
      'Windows Server 2022, containerd 2.1.6–2.2'
    )
  })

  test('nothing where every host gets its own, or has none that would start', async () => {
    for (const of of [releases, ['ltsc2025'], ['ltsc2025', 'ltsc2022']] as const) {
      const place = await prepare(of)
      expect(await place.run(inputsFor(of))).toMatchObject({ exitCode: 0, warnings: [] })
    }
  })
})
