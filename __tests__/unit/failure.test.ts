import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/common/user-error.js'
import { InputError } from '../../src/inputs/errors.js'
import { describeFailure, stacksOf } from '../../src/report/failure.js'

const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_ACTION_REPOSITORY: 'org/win-multiarch' }
const bug = 'This is a bug of this action. Please report it with the log of this step'

describe('the failure of a step', () => {
  test.each([
    new UserError({ what: 'reading ghcr.io/org/app:v1', why: 'it does not exist', remedy: 'build it first' }),
    new InputError('tags', "'a b' is not a tag", 'use letters')
  ])('is what a user is told where it is a refusal: $message', error => {
    expect(describeFailure(error, env)).toEqual({ message: error.message, annotation: {}, isBug: false })
  })

  test.each([
    [
      new TypeError("Cannot read properties of undefined (reading 'digest')"),
      "Cannot read properties of undefined (reading 'digest')"
    ],
    [
      Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
      'ENOSPC: no space left on device, write'
    ],
    ['a text', 'a text'],
    [undefined, 'undefined']
  ])('is a bug where it is anything else, with the form to report it: %s', (error, reason) => {
    expect(describeFailure(error, env)).toEqual({
      message: `${reason}\n${bug}: https://github.com/org/win-multiarch/issues/new?template=bug.yml`,
      annotation: { title: 'Unexpected error' },
      isBug: true
    })
  })

  test('is shown at the file or the line that is at fault', () => {
    const line = { file: 'app/Dockerfile', startLine: 3 }
    const atLine = new UserError({ what: 'line 3 of the Dockerfile cannot be read', location: line })
    expect(describeFailure(atLine, env).annotation).toEqual(line)
    const whole = new UserError({ what: 'the Dockerfile has no FROM', location: { file: 'app/Dockerfile' } })
    expect(describeFailure(whole, env).annotation).toEqual({ file: 'app/Dockerfile' })
  })

  test('has the form on the server of the run', () => {
    const { message } = describeFailure(new Error('x'), { ...env, GITHUB_SERVER_URL: 'https://ghe.example.com' })
    expect(message).toContain(': https://ghe.example.com/org/win-multiarch/issues/new?template=bug.yml')
  })

  test.each([{}, { GITHUB_SERVER_URL: 'https://github.com', GITHUB_ACTION_REPOSITORY: '' }])(
    'has no link where the action is local, or started by hand: %j',
    variables => {
      expect(describeFailure(new Error('x'), variables).message).toBe(`x\n${bug}`)
    }
  )
})

test('the stacks of an error are those of its causes, too', () => {
  const cause = new Error('inner', { cause: 'a text' })
  const stacks = stacksOf(new Error('outer', { cause }))
  expect(stacks.map(stack => stack.split('\n')[0])).toEqual(['Error: outer', 'Error: inner'])
  expect(stacks[0]).toContain('failure.test.ts')
})
