import { describe, expect, it } from 'vitest'
import type { ContainerTest } from '../../src/docker/container.js'
import { checkBase, checkImageRelease } from '../../src/modes/build-checks.js'
import { testsOf } from '../../src/modes/build-test.js'
import { parseReference } from '../../src/oci/reference.js'
import { digestNo, linuxPlatform, refusalOf, releaseNamed, windowsPlatform } from '../support/samples.js'

const reference = 'ghcr.io/org/app:v1-ltsc2022'

describe('an image that was built', () => {
  const check = (platform = windowsPlatform('10.0.20348.1'), release = 'ltsc2022'): void => {
    checkImageRelease({ platform }, reference, releaseNamed(release))
  }

  it('is for its release', () => {
    expect(check).not.toThrow()
    expect(() => {
      check(linuxPlatform(), 'linux-amd64')
    }).not.toThrow()
  })

  it.each([
    ['another release', windowsPlatform('10.0.17763.1'), 'windows/amd64 10.0.17763.1'],
    ['no release', windowsPlatform(), 'windows/amd64'],
    ['another system', linuxPlatform(), 'linux/amd64']
  ])('is refused where it is for %s', (_, platform, name) => {
    expect(() => {
      check(platform)
    }).toThrow(`is for ${name}, not for ltsc2022`)
  })

  const base = {
    reference: parseReference('a/base:1'),
    platform: {},
    labels: {},
    onBuild: [],
    diffIds: [digestNo(1), digestNo(2)]
  }

  it('begins with the layers of its base', () => {
    expect(() => {
      checkBase({ diffIds: [1, 2, 3].map(digestNo) }, base, false)
    }).not.toThrow()
  })

  it.each([
    [true, /a\/base:1@sha256:0+9.*'base-image'/],
    [false, /a\/base:1@sha256:0+9.*moved during the build/]
  ])('is refused where it does not, and says why (base-image: %s)', (fromInput, message) => {
    expect(() => {
      checkBase({ diffIds: [digestNo(1)] }, { ...base, digest: digestNo(9) }, fromInput)
    }).toThrow(message)
  })
})

describe('the tests of an image', () => {
  const inputs = { testHealthy: false, testTimeout: 1000 }
  const leg = { release: releaseNamed('ltsc2022') }
  const tests = (more: Partial<Parameters<typeof testsOf>[3]>, isolation?: 'hyperv'): readonly ContainerTest[] =>
    testsOf(reference, true, isolation === undefined ? leg : { ...leg, isolation }, { ...inputs, ...more })

  it('are none unless the inputs ask for one', () => {
    expect(tests({})).toEqual([])
  })

  it('are that of the HEALTHCHECK, then that of the command', () => {
    const container = { image: reference, limit: 1000 }
    expect(tests({ test: ['app', '-v'] })).toEqual([{ ...container, command: ['app', '-v'] }])
    expect(tests({ testHealthy: true, test: ['app'] })).toEqual([container, { ...container, command: ['app'] }])
  })

  it('run in a container like that of the build', () => {
    const container = { image: reference, limit: 1000, network: 'host', isolation: 'hyperv', memory: '4g' }
    expect(tests({ testHealthy: true, network: 'host' }, 'hyperv')).toEqual([container])
    expect(tests({ testHealthy: true, memory: '1g' }, 'hyperv')).toMatchObject([{ memory: '1g' }])
  })

  it('are refused where there is no HEALTHCHECK to wait for', () => {
    const refused = refusalOf(() => testsOf(reference, false, leg, { ...inputs, testHealthy: true }))
    expect(refused?.input).toBe('test-healthy')
    expect(() => testsOf(reference, false, leg, { ...inputs, test: ['app'] })).not.toThrow()
  })
})
