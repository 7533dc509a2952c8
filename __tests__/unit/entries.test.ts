import { describe, expect, it } from 'vitest'
import { readManifestInputs } from '../../src/inputs/manifest.js'
import { manifest } from '../../src/modes/manifest.js'
import { digestOf } from '../../src/oci/digest.js'
import { parseConfig, parseDocument } from '../../src/oci/document.js'
import {
  checkEntries,
  commonVersion,
  describeEntry,
  entryWarnings,
  formatPlatform,
  orderEntries,
  platformKey,
  versionOf,
  type Entry
} from '../../src/oci/entries.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { RefusedError } from '../../src/oci/refused-error.js'
import type { Content, Platform } from '../../src/oci/types.js'
import type { RegistryClient } from '../../src/registry/client.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import type { Result } from '../../src/report/result.js'
import { digestNo, entryNo, pushed, reading, releaseNamed, windowsPlatform } from './samples.js'

const strict = { allowMissingOsVersion: false }
const lenient = { allowMissingOsVersion: true }

const linux = (architecture = 'amd64', variant?: string): Platform => ({
  os: 'linux',
  architecture,
  ...(variant === undefined ? {} : { variant })
})

const problemsOf = (entries: readonly Entry[], rules = strict): readonly string[] => {
  try {
    checkEntries(entries, rules)
    return []
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return error.problems
  }
}

const numbersOf = (entries: readonly Entry[]): readonly number[] =>
  entries.map(({ descriptor }) => Number(`0x${descriptor.digest.slice(-8)}`))

const contradiction = (name: string, is: string, wanted: string): string =>
  `ghcr.io/org/app:1 is not an image for ${name}: it is ${is}, not ${wanted}. Does its Dockerfile use the build argument with the base tag (ARG BASE, FROM …:$BASE)? Build that leg again.`

describe('checkEntries', () => {
  it('takes one entry for each build, architecture and variant', () => {
    expect(
      problemsOf([
        entryNo(1, windowsPlatform('10.0.26100.33296')),
        entryNo(2, windowsPlatform('10.0.26100.33296', { architecture: 'arm64' })),
        entryNo(3, windowsPlatform('10.0.20348.5499')),
        entryNo(4, linux()),
        entryNo(5, linux('arm', 'v6')),
        entryNo(6, linux('arm', 'v7')),
        entryNo(7, linux('arm'))
      ])
    ).toEqual([])
  })

  it('refuses to list nothing', () => {
    expect(problemsOf([])).toEqual(["There is no image to list. Check what 'releases' and 'sources' name."])
  })

  describe('the os.version', () => {
    it('is needed: without it every Windows host would take the image', () => {
      expect(problemsOf([entryNo(1, windowsPlatform())])).toEqual([
        "ghcr.io/org/app:1 has no os.version, so every Windows host would take it for its own. Build it with docker build on Windows or a current BuildKit; 'allow-missing-os-version: true' lists it all the same (HostProcess images)."
      ])
    })

    it('may be missing where that is allowed', () => {
      expect(problemsOf([entryNo(1, windowsPlatform())], lenient)).toEqual([])
    })

    it('is not needed of other operating systems', () => {
      expect(problemsOf([entryNo(1, linux())])).toEqual([])
    })

    it.each(['ltsc2022', '10.0', '10.0.x.1', '10.0.20348.1.2', '20348'])(
      'is refused as %s, allowed or not',
      osVersion => {
        const problems = [
          `ghcr.io/org/app:1 has the os.version '${osVersion}', which is no Windows version (10.0.<build>.<revision>).`
        ]

        expect(problemsOf([entryNo(1, windowsPlatform(osVersion))])).toEqual(problems)
        expect(problemsOf([entryNo(1, windowsPlatform(osVersion))], lenient)).toEqual(problems)
      }
    )
  })

  describe('the release that an entry was looked up for', () => {
    it.each<[string, Platform]>([
      ['ltsc2022', windowsPlatform('10.0.20348.1')],
      ['ltsc2022', windowsPlatform('10.0.20348')],
      ['1809', windowsPlatform('10.0.17763.8000')],
      ['ltsc2025', windowsPlatform('10.0.26100.33296')],
      ['ltsc2025-arm64', windowsPlatform('10.0.26100.33296', { architecture: 'arm64', variant: 'v8' })],
      ['linux-amd64', linux()],
      ['linux-arm64', linux('arm64', 'v8')],
      ['linux-arm-v7', linux('arm', 'v7')],
      ['linux-arm-v7', linux('arm')]
    ])('fits: %s', (name, platform) => {
      expect(problemsOf([entryNo(1, platform, { release: releaseNamed(name) })])).toEqual([])
    })

    it.each<[string, Platform, string, string]>([
      ['ltsc2022', windowsPlatform('10.0.26100.1'), 'windows/amd64 10.0.26100.1', 'windows/amd64 10.0.20348'],
      ['ltsc2019', windowsPlatform('10.0.20348.1'), 'windows/amd64 10.0.20348.1', 'windows/amd64 10.0.17763'],
      ['ltsc2025', windowsPlatform('10.0.2610.0'), 'windows/amd64 10.0.2610.0', 'windows/amd64 10.0.26100'],
      [
        'ltsc2025',
        windowsPlatform('10.0.26100.1', { architecture: 'arm64' }),
        'windows/arm64 10.0.26100.1',
        'windows/amd64 10.0.26100'
      ],
      ['ltsc2025-arm64', windowsPlatform('10.0.26100.1'), 'windows/amd64 10.0.26100.1', 'windows/arm64 10.0.26100'],
      ['ltsc2022', linux(), 'linux/amd64', 'windows/amd64 10.0.20348'],
      ['linux-amd64', windowsPlatform('10.0.20348.1'), 'windows/amd64 10.0.20348.1', 'linux/amd64'],
      ['linux-amd64', linux('arm64'), 'linux/arm64', 'linux/amd64'],
      ['linux-arm64', linux('arm', 'v7'), 'linux/arm/v7', 'linux/arm64']
    ])('is contradicted: %s by %j', (name, platform, is, wanted) => {
      expect(problemsOf([entryNo(1, platform, { release: releaseNamed(name) })])).toEqual([
        contradiction(name, is, wanted)
      ])
    })

    it('is contradicted by another architecture where the os.version is missing and allowed', () => {
      const release = releaseNamed('ltsc2022')

      expect(
        problemsOf([entryNo(1, windowsPlatform(undefined, { architecture: 'arm64' }), { release })], lenient)
      ).toEqual([contradiction('ltsc2022', 'windows/arm64', 'windows/amd64 10.0.20348')])
      expect(problemsOf([entryNo(1, windowsPlatform(), { release })], lenient)).toEqual([])
    })

    // Both are linux/arm: only the variant tells what is wrong.
    it('is named with its variant', () => {
      expect(problemsOf([entryNo(1, linux('arm', 'v6'), { release: releaseNamed('linux-arm-v7') })])).toEqual([
        contradiction('linux-arm-v7', 'linux/arm/v6', 'linux/arm/v7')
      ])
    })
  })

  describe('two entries for the same hosts', () => {
    const same = (a: string, b: string): string =>
      `ghcr.io/org/app:1 (${a}) and ghcr.io/org/app:2 (${b}) are for the same hosts; a host could only ever get one of them. Leave one out.`

    it.each<[string, Platform, Platform]>([
      ['the same version', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348.1')],
      ['two revisions of a build', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348.5499')],
      ['a build with and without a revision', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348')],
      ['other features', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348.1', { osFeatures: ['win32k'] })],
      ['the same of another system', linux('arm', 'v7'), linux('arm', 'v7')]
    ])('are refused: %s', (_, a, b) => {
      expect(problemsOf([entryNo(1, a), entryNo(2, b)])).toEqual([same(formatPlatform(a), formatPlatform(b))])
    })

    it('are refused when neither has an os.version', () => {
      expect(problemsOf([entryNo(1, windowsPlatform()), entryNo(2, windowsPlatform())], lenient)).toEqual([
        same('windows/amd64', 'windows/amd64')
      ])
    })

    it('may be one image that was given twice', () => {
      const platform = windowsPlatform('10.0.20348.1')

      expect(problemsOf([entryNo(1, platform), entryNo(1, platform)])).toEqual([])
    })

    it('are refused for each one too many', () => {
      const platform = windowsPlatform('10.0.20348.1')

      expect(problemsOf([entryNo(1, platform), entryNo(2, platform), entryNo(3, platform)])).toHaveLength(2)
    })

    // What is no Windows version has no build that the two could share.
    it('are not two versions of another system', () => {
      expect(
        problemsOf([entryNo(1, { ...linux(), osVersion: '5.4.0' }), entryNo(2, { ...linux(), osVersion: '6.1.0' })])
      ).toEqual([])
    })
  })

  it('finds every problem at once', () => {
    const problems = problemsOf([
      entryNo(1, windowsPlatform('10.0.26100.1'), { release: releaseNamed('ltsc2022') }),
      entryNo(2, windowsPlatform()),
      entryNo(3, windowsPlatform('x')),
      entryNo(4, windowsPlatform('10.0.26100.2'))
    ])

    expect(problems.map(problem => /^\S+ (?:\(.*?\) )?(?:\S+ ){3}/.exec(problem)?.[0])).toEqual([
      'ghcr.io/org/app:1 is not an ',
      'ghcr.io/org/app:2 has no os.version, ',
      'ghcr.io/org/app:3 has the os.version ',
      'ghcr.io/org/app:1 (windows/amd64 10.0.26100.1) and ghcr.io/org/app:4 (windows/amd64 '
    ])
  })
})

describe('RefusedError', () => {
  it('says one problem as it is', () => {
    expect(new RefusedError(['a is missing.']).message).toBe('a is missing.')
  })

  it('says several problems one a line', () => {
    expect(new RefusedError(['a is missing.', 'b too.']).message).toBe(
      'The list cannot be made:\n- a is missing.\n- b too.'
    )
  })
})

describe('orderEntries', () => {
  const versions = (...osVersions: (string | undefined)[]): readonly (string | undefined)[] =>
    orderEntries(osVersions.map((osVersion, i) => entryNo(i, windowsPlatform(osVersion)))).map(
      ({ platform }) => platform.osVersion
    )

  it('puts the newest build first', () => {
    expect(versions('10.0.14393.9000', '10.0.20348.5499', '10.0.17763.8000', '10.0.26100.1')).toEqual([
      '10.0.26100.1',
      '10.0.20348.5499',
      '10.0.17763.8000',
      '10.0.14393.9000'
    ])
  })

  it('compares builds and revisions as numbers', () => {
    expect(versions('10.0.26100.7462', '10.0.26100.33296', '10.0.9200.1', '10.0.26100.9999')).toEqual([
      '10.0.26100.33296',
      '10.0.26100.9999',
      '10.0.26100.7462',
      '10.0.9200.1'
    ])
  })

  it('puts Windows without os.version behind all other Windows', () => {
    expect(versions(undefined, '10.0.14393.1', '10.0.26100.1')).toEqual(['10.0.26100.1', '10.0.14393.1', undefined])
  })

  it('puts other systems behind Windows, as they were given', () => {
    const entries = [
      entryNo(1, linux('arm64')),
      entryNo(2, windowsPlatform('10.0.17763.1')),
      entryNo(3, linux('amd64')),
      entryNo(4, windowsPlatform()),
      entryNo(5, { os: 'freebsd', architecture: 'amd64' }),
      entryNo(6, windowsPlatform('10.0.26100.1'))
    ]

    expect(numbersOf(orderEntries(entries))).toEqual([6, 2, 4, 1, 3, 5])
  })

  it('leaves entries of the same version as they were given', () => {
    const version = '10.0.26100.1'
    const entries = [
      entryNo(2, windowsPlatform(version, { architecture: 'arm64' })),
      entryNo(1, windowsPlatform(version))
    ]

    expect(numbersOf(orderEntries(entries))).toEqual([2, 1])
  })

  it('keeps an image that was given twice once, with what was said of it first', () => {
    const platform = windowsPlatform('10.0.20348.1')
    const leg = entryNo(1, platform, { release: releaseNamed('ltsc2022') })

    expect(orderEntries([leg, entryNo(2, linux()), entryNo(1, platform)])).toEqual([leg, entryNo(2, linux())])
  })

  it('leaves what it was given as it is', () => {
    const entries = [entryNo(1, linux()), entryNo(2, windowsPlatform('10.0.20348.1'))]
    orderEntries(entries)

    expect(numbersOf(entries)).toEqual([1, 2])
  })

  it('orders nothing', () => {
    expect(orderEntries([])).toEqual([])
  })

  it('gives one order, however the entries were given', () => {
    const entries = ['10.0.26100.33296', '10.0.26100.7462', '10.0.20348.5499', '10.0.17763.8000', undefined].map(
      (osVersion, i) => entryNo(i, windowsPlatform(osVersion))
    )
    const turned = entries.map((_, i) => [...entries.slice(i), ...entries.slice(0, i)])

    for (const given of [...turned, ...turned.map(one => one.toReversed())]) {
      expect(numbersOf(orderEntries(given))).toEqual([0, 1, 2, 3, 4])
    }
  })

  // Only on Windows does an os.version say which image comes first.
  it('leaves other systems with an os.version as they were given', () => {
    const entries = ['5.4.0', '6.1.0'].map((osVersion, i) => entryNo(i, { ...linux(), osVersion }))

    expect(numbersOf(orderEntries(entries))).toEqual([0, 1])
  })
})

describe('entryWarnings', () => {
  const featured = (number: number, osFeatures?: readonly string[]): Entry =>
    entryNo(number, windowsPlatform(`10.0.${number}.1`, osFeatures === undefined ? {} : { osFeatures }))

  it('warns of os.features on some Windows entries and names these', () => {
    expect(entryWarnings([featured(1, ['win32k']), featured(2), featured(3, ['a', 'b']), entryNo(4, linux())])).toEqual(
      [
        'The Windows entries differ in os.features: containerd prefers the entry with more of them, whatever its version (ghcr.io/org/app:1, ghcr.io/org/app:2, ghcr.io/org/app:3).'
      ]
    )
  })

  it.each<[string, readonly Entry[]]>([
    ['there are none', []],
    ['no entry has them', [featured(1), featured(2)]],
    ['every Windows entry has them', [featured(1, ['win32k']), featured(2, ['win32k']), entryNo(3, linux())]],
    ['there is one Windows entry', [featured(1, ['win32k']), entryNo(2, linux())]],
    ['another system has them', [featured(1), entryNo(2, { ...linux(), osFeatures: ['x'] })]]
  ])('is silent where %s', (_, entries) => {
    expect(entryWarnings(entries)).toEqual([])
  })

  // containerd counts them: the entry with two is preferred over the newer one with one.
  it('warns of more os.features on some Windows entries than on others', () => {
    expect(entryWarnings([featured(2, ['win32k']), featured(1, ['win32k', 'x'])])).toHaveLength(1)
  })
})

describe('platformKey', () => {
  it.each<[Platform, string]>([
    [windowsPlatform('10.0.20348.5499'), 'windows/amd64//20348'],
    [windowsPlatform('10.0.20348'), 'windows/amd64//20348'],
    [windowsPlatform(), 'windows/amd64//'],
    [windowsPlatform('odd'), 'windows/amd64//odd'],
    [windowsPlatform('10.0.26100.1', { architecture: 'arm64', variant: 'v8' }), 'windows/arm64//26100'],
    [linux('arm', 'v7'), 'linux/arm/v7/'],
    [linux(), 'linux/amd64//']
  ])('is what a host chooses by: %j', (platform, key) => {
    expect(platformKey(platform)).toBe(key)
  })
})

describe('formatPlatform', () => {
  it.each<[Platform, string]>([
    [windowsPlatform('10.0.20348.5499'), 'windows/amd64 10.0.20348.5499'],
    [windowsPlatform(), 'windows/amd64'],
    [linux('arm', 'v7'), 'linux/arm/v7'],
    [linux(), 'linux/amd64']
  ])('shows %j as %s', (platform, text) => {
    expect(formatPlatform(platform)).toBe(text)
  })
})

describe('an entry', () => {
  it('is described by its platform, its digest and where it was read from', () => {
    expect(describeEntry(entryNo(1, windowsPlatform('10.0.20348.5499')))).toBe(
      'windows/amd64 10.0.20348.5499  000000000000  ghcr.io/org/app:1'
    )
  })

  it('has a version where its os.version is one', () => {
    expect(versionOf(entryNo(1, windowsPlatform('10.0.20348.5499')))?.build).toBe(20348)
    expect(versionOf(entryNo(1, windowsPlatform('x')))).toBeUndefined()
    expect(versionOf(entryNo(1, windowsPlatform()))).toBeUndefined()
  })
})

describe('commonVersion', () => {
  const labelled = (number: number, version?: string): Entry =>
    entryNo(number, windowsPlatform(`10.0.${number}.1`), version === undefined ? {} : { version })

  it.each<[string, readonly Entry[], string | undefined]>([
    ['all agree', [labelled(1, 'v2.7.0'), labelled(2, 'v2.7.0')], 'v2.7.0'],
    ['they differ', [labelled(1, 'v2.7.0'), labelled(2, 'v2.6.0')], undefined],
    ['one writes it another way', [labelled(1, 'v2.7.0'), labelled(2, '2.7.0')], undefined],
    ['one says nothing', [labelled(1, 'v2.7.0'), labelled(2)], undefined],
    ['all say nothing', [labelled(1), labelled(2)], undefined],
    ['there are none', [], undefined],
    [
      'another system says something else',
      [labelled(1, 'v2.7.0'), entryNo(2, linux(), { version: 'v1.0.0' })],
      'v2.7.0'
    ],
    ['only another system says something', [entryNo(2, linux(), { version: 'v1.0.0' })], undefined]
  ])('is known where %s: %#', (_, entries, version) => {
    expect(commonVersion(entries)).toBe(version)
  })
})

describe('the entries of a fan-in', () => {
  type Stored = Readonly<Record<string, Content>>

  const stored = (mediaType: string, body: object): Content => {
    const bytes = Buffer.from(JSON.stringify(body))
    return { bytes, mediaType, digest: digestOf(bytes) }
  }

  const configType = 'application/vnd.docker.container.image.v1+json'
  const revision = pushed().sha

  /** An image of that os.version; the config is as good as its digest here. */
  const imageOf = (build: number): Content =>
    stored(mediaTypes.dockerManifest, {
      schemaVersion: 2,
      config: { mediaType: configType, digest: digestNo(build), size: 1 },
      layers: []
    })

  const configOf = (build: number): Uint8Array =>
    Buffer.from(
      JSON.stringify({
        os: 'windows',
        architecture: 'amd64',
        'os.version': `10.0.${build}.1`,
        config: { Labels: { 'org.opencontainers.image.revision': revision } }
      })
    )

  const unused = (): never => {
    throw new Error('a dry run with one repository does not need it')
  }

  /** A registry that holds these documents under their tags, and can only be read. */
  const holding = (documents: Stored): RegistryClient => ({
    policy: { tries: 1, sleep: unused, random: unused, log: quiet },
    copy: unused,
    copyBlobs: unused,
    close: unused,
    open: (repository): RepositoryClient => ({
      repository,
      blobs: { has: unused, hasNow: unused, open: unused, mount: unused, start: unused, send: unused },
      content: unused,
      get: identifier => {
        const found = documents[identifier]
        return Promise.resolve(found === undefined ? undefined : parseDocument(found))
      },
      head: identifier => Promise.resolve(documents[identifier]?.digest),
      config: ({ config }) => Promise.resolve(parseConfig(configOf(Number(`0x${config.digest.slice(-8)}`)))),
      tags: unused,
      put: unused
    })
  })

  const ignore = (): void => undefined
  const quiet = {
    debug: ignore,
    info: ignore,
    notice: ignore,
    warning: ignore,
    secret: ignore,
    group: <T>(_: string, body: () => Promise<T>): Promise<T> => body()
  }

  const join = async (given: Readonly<Record<string, string>>, documents: Stored): Promise<Result> => {
    const inputs = await readManifestInputs(
      reading({ image: 'ghcr.io/org/app', tags: 'v1', push: 'false', ...given }),
      pushed()
    )
    return manifest(inputs, { registry: holding(documents), log: quiet })
  }

  it('make a list', async () => {
    const { outputs } = await join(
      { releases: 'ltsc2022, ltsc2025' },
      { 'v1-ltsc2022': imageOf(20348), 'v1-ltsc2025': imageOf(26100) }
    )

    expect(outputs.releases).toBe('ltsc2025,ltsc2022')
  })

  const ignoresBase = { 'v1-ltsc2022': imageOf(20348), 'v1-ltsc2025': imageOf(20348) }

  it('are refused where a Dockerfile ignores its base: the image comes first under the wrong release', async () => {
    await expect(join({ releases: 'ltsc2025, ltsc2022' }, ignoresBase)).rejects.toThrow(
      'ghcr.io/org/app:v1-ltsc2025 is not an image for ltsc2025'
    )
  })

  // A reproducible build that ignores BASE gives the same image for both: dropped as a double, the second would leave a
  // list without ltsc2025.
  it('are refused where a Dockerfile ignores its base: the image comes first under the right release', async () => {
    await expect(join({ releases: 'ltsc2022, ltsc2025' }, ignoresBase)).rejects.toThrow(
      'ghcr.io/org/app:v1-ltsc2025 is not an image for ltsc2025'
    )
  })

  it('are refused where there are none', async () => {
    const empty = stored(mediaTypes.ociIndex, { schemaVersion: 2, manifests: [] })

    await expect(join({ sources: 'ghcr.io/org/app:empty' }, { empty })).rejects.toThrow(
      new RefusedError(["There is no image to list. Check what 'releases' and 'sources' name."])
    )
  })
})
