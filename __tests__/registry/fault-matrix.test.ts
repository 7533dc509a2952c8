import { describe, test } from 'vitest'
import { faultMatrix } from '../support/fault-matrix.js'
import { digests, startWorld } from '../support/fault-world.js'
import type { FaultEffect } from '../support/memory-registry.js'

faultMatrix([
  'the manifest of a leg',
  'the manifest of a source',
  'a question for a manifest',
  'the config of a leg',
  'a layer that is copied',
  'a token'
])

describe.concurrent('a layer that does not come whole from its registry', () => {
  const effects: [string, FaultEffect][] = [
    ['is cut', { type: 'cut-in-body' }],
    ['is shorter', { type: 'wrong-length', how: 'short' }],
    ['is longer', { type: 'wrong-length', how: 'long' }],
    ['has other content', { type: 'wrong-body' }]
  ]

  // It breaks the upload that it feeds as well; an error of that would send the user to the wrong registry.
  test.each(effects)('and %s is an error of that registry', async (_, effect) => {
    const world = await startWorld(3000)
    try {
      const fault = world.source.fault({ ...effect, kind: 'blob-get', reference: digests.layer, times: Infinity })
      const { error } = await world.run()
      if (fault.happened === 0) throw new Error('the fault did not happen')
      const { message = '' } = error ?? {}
      if (!message.includes(world.source.host)) throw new Error(message)
    } finally {
      await world.close()
    }
  })
})
