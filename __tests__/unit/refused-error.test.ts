import { describe, expect, it } from 'vitest'
import { RefusedError } from '../../src/common/refused-error.js'

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
