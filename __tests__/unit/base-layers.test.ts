import { describe, expect, it } from 'vitest'
import { beginsWith, provesBase, sharedLayers, type Layered } from '../../src/oci/base-layers.js'
import type { Digest } from '../../src/oci/digest.js'

const layered = (numbers: readonly number[]): Layered => ({
  diffIds: numbers.map((number): Digest => `sha256:${String(number).padStart(64, '0')}`)
})

describe('an image and a base', () => {
  it.each([
    [[1, 2], [1, 2, 3], 2, true, true],
    [[1, 2], [1, 2], 2, true, true],
    [[1, 2], [1, 3, 2], 1, false, false],
    [[1, 2, 3], [1, 2], 2, false, false],
    [[2], [1, 2], 0, false, false],
    // An image of settings alone is the base of any other, which nothing can prove.
    [[], [1], 0, true, false],
    [[], [], 0, true, false]
  ])('with the layers %o under those of %o share %d', (base, image, shared, begins, proves) => {
    const pair = [layered(image), layered(base)] as const
    expect([sharedLayers(...pair), beginsWith(...pair), provesBase(...pair)]).toEqual([shared, begins, proves])
  })
})
