import { describe, expect, test } from 'vitest'
import { aims, everyFault, type FaultCase, faultPairs } from '../support/fault-cases.js'
import { digests } from '../support/fault-world.js'

const pairsOf = ({ aim, effect, times }: FaultCase): readonly string[] => [
  `${aim.name} × ${effect.name}`,
  `${aim.name} × ${times}`,
  `${effect.name} × ${times}`
]

describe('the faults of a short run', () => {
  test('have every pair of a request, a fault and how often it happens', () => {
    const pairs = (cases: readonly FaultCase[]): readonly string[] => [...new Set(cases.flatMap(pairsOf))].sort()
    expect(pairs(faultPairs(digests))).toEqual(pairs(everyFault(digests)))
  })

  test('are as few as can be: no fault of a request happens in both ways', () => {
    const [few, every] = [faultPairs(digests), everyFault(digests)]
    expect(new Set(few.map(({ aim, effect }) => `${aim.name} × ${effect.name}`)).size).toBe(few.length)
    expect(few).toHaveLength(every.length / 2)
    expect(new Set(few.map(({ aim }) => aim.name)).size).toBe(aims(digests).length)
  })
})
