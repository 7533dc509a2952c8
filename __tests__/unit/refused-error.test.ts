import { describe, expect, it } from 'vitest'

import { RefusedError } from '../../src/common/refused-error.js'
import { UserError } from '../../src/common/user-error.js'

describe('RefusedError', () => {
  it('is a failure that the user can do something about', () => {
    expect(new RefusedError(['the leg is missing.'])).toBeInstanceOf(UserError)
  })

  it('says one problem alone', () => {
    expect(new RefusedError(['the leg is missing.']).message).toBe('The leg is missing.')
  })

  it('says several problems one per line, below the heading', () => {
    expect(new RefusedError(['the leg is missing', 'The tag too.']).message).toBe(
      'The list cannot be made:\n- The leg is missing.\n- The tag too.'
    )
    expect(new RefusedError(['One.', 'Two.'], 'the bases cannot be replaced').message).toBe(
      'The bases cannot be replaced:\n- One.\n- Two.'
    )
  })

  it('keeps the problems as they were given', () => {
    expect(new RefusedError(['one', 'two']).problems).toEqual(['one', 'two'])
  })
})
