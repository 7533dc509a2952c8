import { describe, expect, test } from 'vitest'

import { legOutputs } from '../../src/report/leg-outputs.js'
import { digestNo } from '../support/samples.js'

const leg = (release: string, no: number): Parameters<typeof legOutputs>[0][number] => ({
  release,
  osVersion: `10.0.20348.${no}`,
  digest: digestNo(no),
  base: { name: `mcr.microsoft.com/windows/nanoserver:${release}`, digest: digestNo(no + 10) },
  imageId: digestNo(no + 20)
})

describe('the outputs of legs', () => {
  test('describe a single image', () => {
    expect(legOutputs([leg('ltsc2022', 1)], ['ghcr.io/org/app:v1', 'docker.io/org/app:v1'])).toEqual({
      digest: digestNo(1),
      reference: 'ghcr.io/org/app:v1',
      references: 'ghcr.io/org/app:v1\ndocker.io/org/app:v1',
      release: 'ltsc2022',
      releases: 'ltsc2022',
      'os-version': '10.0.20348.1',
      'base-name': 'mcr.microsoft.com/windows/nanoserver:ltsc2022',
      'base-digest': digestNo(11),
      imageid: digestNo(21)
    })
  })

  test('describe the first of several, and give no digest for all of them', () => {
    expect(legOutputs([leg('ltsc2025', 1), leg('ltsc2022', 2)], ['a:1', 'a:2'])).toMatchObject({
      digest: '',
      release: 'ltsc2025',
      releases: 'ltsc2025,ltsc2022',
      'os-version': '10.0.20348.1',
      'base-name': 'mcr.microsoft.com/windows/nanoserver:ltsc2025',
      'base-digest': digestNo(11),
      imageid: digestNo(21)
    })
  })

  test('are empty where nothing is known, and leave the image out where it has no ID', () => {
    const empty = { digest: '', reference: '', references: '', 'os-version': '', 'base-name': '', 'base-digest': '' }
    expect(legOutputs([{ release: 'linux-amd64' }], [])).toEqual({
      ...empty,
      release: 'linux-amd64',
      releases: 'linux-amd64'
    })
    expect(legOutputs([], [])).toEqual({ ...empty, release: '', releases: '' })
  })
})
