import { describe, expect, test } from 'vitest'
import { firstRegistry } from '../../src/inputs/first-registry.js'

const manifest = { INPUT_MODE: 'manifest', INPUT_IMAGE: 'ghcr.io/org/app', INPUT_TAGS: 'v2.7.0' }

describe('the registry that a step asks first', () => {
  test.each<[string, NodeJS.ProcessEnv, string, number]>([
    ['that of the image', { ...manifest, INPUT_RELEASES: 'ltsc2019, ltsc2022\nltsc2025' }, 'ghcr.io', 4],
    ['of several images the first', { ...manifest, INPUT_IMAGE: 'a.test/app\nb.test/app' }, 'a.test', 1],
    [
      'of tags with a repository, that',
      { INPUT_MODE: 'manifest', INPUT_TAGS: 'a.test:5000/app:v1,a.test:5000/app:v2' },
      'a.test:5000',
      2
    ],
    ['of Docker Hub', { ...manifest, INPUT_IMAGE: 'org/app' }, 'docker.io', 1],
    ['of any case', { ...manifest, INPUT_IMAGE: 'GHCR.io/Org/App' }, 'ghcr.io', 1],
    [
      'the source of a check',
      { INPUT_MODE: 'check', INPUT_SOURCE: 'a.test/app:v1', INPUT_IMAGE: 'b.test/app' },
      'a.test',
      4
    ],
    [
      'the source of a rebase, with a placeholder',
      { INPUT_MODE: ' rebase ', INPUT_SOURCE: 'a.test/app:{{raw}}' },
      'a.test',
      9
    ],
    ['as often as there are sources', { ...manifest, INPUT_SOURCES: 'a.test/x:1,a.test/y:1' }, 'ghcr.io', 3],
    [
      'sixteen times at most',
      { ...manifest, INPUT_TAGS: Array.from({ length: 30 }, (_, i) => `v${i}`).join() },
      'ghcr.io',
      16
    ]
  ])('is known before the inputs are read: %s', (_, env, registry, concurrent) => {
    expect(firstRegistry(env)).toEqual({ registry, concurrent })
  })

  test.each<[string, NodeJS.ProcessEnv]>([
    ['in the post step', { ...manifest, STATE_isPost: 'true' }],
    ['where the mode is missing, which is then build', { INPUT_IMAGE: 'ghcr.io/org/app' }],
    ['in a mode that asks others first', { ...manifest, INPUT_MODE: 'assemble' }],
    ['for a mode that objects have', { ...manifest, INPUT_MODE: 'constructor' }],
    ['without an image', { INPUT_MODE: 'manifest', INPUT_TAGS: 'v1' }],
    ['where http may be spoken', { ...manifest, 'INPUT_INSECURE-REGISTRIES': 'ghcr.io' }],
    ['where the host is none', { ...manifest, INPUT_IMAGE: 'a b.test/app' }]
  ])('is not guessed %s', (_, env) => {
    expect(firstRegistry(env)).toBeUndefined()
  })
})
