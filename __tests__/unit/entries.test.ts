import { describe, expect, it } from 'vitest'
import { checkEntries, entryWarnings, formatPlatform, type Entry } from '../../src/oci/entries.js'
import { RefusedError } from '../../src/common/refused-error.js'
import { formatUserError } from '../../src/common/user-error.js'
import type { Platform } from '../../src/oci/types.js'
import { entryNo, linuxPlatform, releaseNamed, windowsPlatform } from '../support/samples.js'

const strict = { allowMissingOsVersion: false }
const lenient = { allowMissingOsVersion: true }

const problemsOf = (entries: readonly Entry[], rules = strict): readonly string[] => {
  try {
    checkEntries(entries, rules)
    return []
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return error.problems.map(formatUserError)
  }
}

const contradiction = (name: string, is: string, wanted: string): string =>
  `ghcr.io/org/app:1 is not an image for ${name}: it is ${is}, not ${wanted}. Take the base by the build argument in its Dockerfile (ARG BASE, FROM …:$BASE), and build that leg again.`

describe('checkEntries', () => {
  it('takes one entry for each build, architecture and variant', () => {
    expect(
      problemsOf([
        entryNo(1, windowsPlatform('10.0.26100.33296')),
        entryNo(2, windowsPlatform('10.0.26100.33296', { architecture: 'arm64' })),
        entryNo(3, windowsPlatform('10.0.20348.5499')),
        entryNo(4, linuxPlatform()),
        entryNo(5, linuxPlatform('arm', 'v6')),
        entryNo(6, linuxPlatform('arm', 'v7')),
        entryNo(7, linuxPlatform('arm'))
      ])
    ).toEqual([])
  })

  it('refuses to list nothing', () => {
    expect(problemsOf([])).toEqual(["There is no image to list. Check 'releases' and 'sources'."])
  })

  describe('the os.version', () => {
    it('is needed: without it every Windows host would take the image', () => {
      expect(problemsOf([entryNo(1, windowsPlatform())])).toEqual([
        "ghcr.io/org/app:1 has no os.version, so every Windows host would take it. Build it with docker build on Windows or a current BuildKit; HostProcess images are listed with 'allow-missing-os-version: true'."
      ])
    })

    it('may be missing where that is allowed', () => {
      expect(problemsOf([entryNo(1, windowsPlatform())], lenient)).toEqual([])
    })

    it('is not needed of other operating systems', () => {
      expect(problemsOf([entryNo(1, linuxPlatform())])).toEqual([])
    })

    it.each(['ltsc2022', '10.0', '10.0.x.1', '10.0.20348.1.2', '20348'])(
      'is refused as %s, allowed or not',
      osVersion => {
        const problems = [
          `ghcr.io/org/app:1 has the os.version '${osVersion}', which is not a Windows version (10.0.<build>.<revision>). Build it again.`
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
      ['linux-amd64', linuxPlatform()],
      ['linux-arm64', linuxPlatform('arm64', 'v8')],
      ['linux-arm-v7', linuxPlatform('arm', 'v7')],
      ['linux-arm-v7', linuxPlatform('arm')]
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
      ['ltsc2022', linuxPlatform(), 'linux/amd64', 'windows/amd64 10.0.20348'],
      ['linux-amd64', windowsPlatform('10.0.20348.1'), 'windows/amd64 10.0.20348.1', 'linux/amd64'],
      ['linux-amd64', linuxPlatform('arm64'), 'linux/arm64', 'linux/amd64'],
      ['linux-arm64', linuxPlatform('arm', 'v7'), 'linux/arm/v7', 'linux/arm64']
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
      expect(problemsOf([entryNo(1, linuxPlatform('arm', 'v6'), { release: releaseNamed('linux-arm-v7') })])).toEqual([
        contradiction('linux-arm-v7', 'linux/arm/v6', 'linux/arm/v7')
      ])
    })
  })

  describe('two entries for the same hosts', () => {
    const same = (a: string, b: string): string =>
      `ghcr.io/org/app:1 (${a}) and ghcr.io/org/app:2 (${b}) are for the same hosts, which could only get one of them. Remove one.`

    it.each<[string, Platform, Platform]>([
      ['the same version', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348.1')],
      ['two revisions of a build', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348.5499')],
      ['a build with and without a revision', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348')],
      ['other features', windowsPlatform('10.0.20348.1'), windowsPlatform('10.0.20348.1', { osFeatures: ['win32k'] })],
      ['the same of another system', linuxPlatform('arm', 'v7'), linuxPlatform('arm', 'v7')]
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

    // As containerd compares them (containerd/platforms, normalizeArch).
    it.each<[string, Platform, Platform]>([
      ['v1 of amd64', linuxPlatform('amd64', 'v1'), linuxPlatform('amd64')],
      ['8 of arm64', linuxPlatform('arm64', '8'), linuxPlatform('arm64', 'v8')],
      ['i386', linuxPlatform('i386'), linuxPlatform('386')],
      [
        'upper case',
        { ...windowsPlatform('10.0.20348.1'), os: 'Windows', architecture: 'AMD64' },
        windowsPlatform('10.0.20348.2')
      ]
    ])('are the same however they are spelt: %s', (_, one, other) => {
      expect(problemsOf([entryNo(1, one), entryNo(2, other)])).toEqual([
        expect.stringContaining('are for the same hosts') as string
      ])
    })

    // What is no Windows version has no build that the two could share.
    it('are not two versions of another system', () => {
      expect(
        problemsOf([
          entryNo(1, { ...linuxPlatform(), osVersion: '5.4.0' }),
          entryNo(2, { ...linuxPlatform(), osVersion: '6.1.0' })
        ])
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

describe('entryWarnings', () => {
  const featured = (number: number, osFeatures?: readonly string[]): Entry =>
    entryNo(number, windowsPlatform(`10.0.${number}.1`, osFeatures === undefined ? {} : { osFeatures }))

  it('warns of os.features on some Windows entries and names these', () => {
    expect(
      entryWarnings([featured(1, ['win32k']), featured(2), featured(3, ['a', 'b']), entryNo(4, linuxPlatform())])
    ).toEqual([
      'The Windows entries differ in os.features: Docker 29.6 and later with the containerd store takes the entry with more of them, whatever its version (ghcr.io/org/app:1, ghcr.io/org/app:2, ghcr.io/org/app:3).'
    ])
  })

  it.each<[string, readonly Entry[]]>([
    ['there are none', []],
    ['no entry has them', [featured(1), featured(2)]],
    ['every Windows entry has them', [featured(1, ['win32k']), featured(2, ['win32k']), entryNo(3, linuxPlatform())]],
    ['there is one Windows entry', [featured(1, ['win32k']), entryNo(2, linuxPlatform())]],
    ['another system has them', [featured(1), entryNo(2, { ...linuxPlatform(), osFeatures: ['x'] })]],
    ['they have the same in another order', [featured(1, ['a', 'b']), featured(2, ['b', 'a'])]],
    ['one has an empty list of them, and one none', [featured(1, []), featured(2)]]
  ])('is silent where %s', (_, entries) => {
    expect(entryWarnings(entries)).toEqual([])
  })

  // containerd counts them: the entry with two is preferred over the newer one with one.
  it('warns of more os.features on some Windows entries than on others', () => {
    expect(entryWarnings([featured(2, ['win32k']), featured(1, ['win32k', 'x'])])).toHaveLength(1)
  })

  it('warns of a Windows version without a revision, which docker never prefers, and of no other', () => {
    const entries = [
      entryNo(1, windowsPlatform('10.0.20348')),
      entryNo(2, windowsPlatform('10.0.26100.1')),
      entryNo(3, windowsPlatform()),
      entryNo(4, { ...linuxPlatform(), osVersion: '6.1' })
    ]
    expect(entryWarnings(entries)).toEqual([expect.stringMatching(/ghcr\.io\/org\/app:1 .*'10\.0\.20348'/)])
  })
})
