import { describe, test } from 'vitest'
import { faultMatrix } from '../support/fault-matrix.js'
import { claimsOf, startWorld } from '../support/fault-world.js'
import type { FaultEffect } from '../support/memory-registry.js'

faultMatrix([
  'a question for a blob',
  'a mount',
  'the start of an upload',
  'an upload',
  'a manifest by digest',
  'a tag'
])

describe.concurrent('with one try and no more', () => {
  const effects: [string, FaultEffect][] = [
    ['the answer to a tag was lost', { type: 'cut-after' }],
    ['the answer to a tag never came', { type: 'slow', ms: Infinity }]
  ]

  test.each(effects)('the error says so where %s', async (_, effect) => {
    const world = await startWorld(500, 1)
    try {
      const fault = world.target.fault({ ...effect, kind: 'manifest-put', reference: 'latest' })
      const { error } = await world.run()
      if (fault.happened !== 1) throw new Error('the fault did not happen')
      const claims = claimsOf(error?.message ?? '')
      const wrong = Object.entries(world.state()).filter(([tag, state]) => (claims[tag] ?? state) !== state)
      if (wrong.length > 0) throw new Error(`it says other than it is of ${JSON.stringify(wrong)}`)
    } finally {
      await world.close()
    }
  })
})
