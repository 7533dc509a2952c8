import { describe, expect, it } from 'vitest'

import { RefusedError } from '../../src/common/refused-error.js'
import { UserError, type UserErrorParts } from '../../src/common/user-error.js'

const missing: UserErrorParts = { what: 'the leg is missing', remedy: 'Build it' }
const wrongTag: UserErrorParts = { what: 'the tag is wrong', why: '2.6 is not 2.7', remedy: 'Remove it', input: 'tags' }

describe('RefusedError', () => {
  it('is a failure that the user can do something about', () => {
    expect(new RefusedError([missing])).toBeInstanceOf(UserError)
  })

  it('is one problem alone, with its input and its remedy', () => {
    const error = new RefusedError([wrongTag], 'the tags cannot be written')
    expect(error.message).toBe("Input 'tags': the tag is wrong: 2.6 is not 2.7. Remove it.")
    expect(error.parts).toEqual(wrongTag)
  })

  it('says several problems one per line, below the heading', () => {
    expect(new RefusedError([missing, wrongTag]).message).toBe(
      "The list cannot be made:\n- The leg is missing. Build it.\n- Input 'tags': the tag is wrong: 2.6 is not 2.7. Remove it."
    )
    expect(new RefusedError([{ what: 'one' }, { what: 'two' }], 'the bases cannot be replaced').message).toBe(
      'The bases cannot be replaced:\n- One.\n- Two.'
    )
  })

  it('keeps the problems as they were given', () => {
    expect(new RefusedError([missing, wrongTag]).problems).toEqual([missing, wrongTag])
  })
})
