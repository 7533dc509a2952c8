import { describe, expect, test } from 'vitest'

import {
  capitalize,
  formatUserError,
  sentence,
  UserError,
  withoutFullStop,
  reasonOf,
  remedyOf
} from '../../src/common/user-error.js'

describe('capitalize', () => {
  test.each([
    ['a plain word', 'the tag moves', 'The tag moves'],
    ['a word before a comma', 'alas, it moves', 'Alas, it moves'],
    ['a word before a colon', 'reading: it failed', 'Reading: it failed'],
    ['a word alone', 'denied', 'Denied'],
    ['a word with an apostrophe', "docker's answer", "Docker's answer"],
    ['a contraction with a hyphen', 're-exec failed', 'Re-exec failed']
  ])('upper-cases %s', (_, text, expected) => {
    expect(capitalize(text)).toBe(expected)
  })

  test.each([
    ['a reference', 'ghcr.io/org/app:v1 has no os.version'],
    ['a reference without a host', 'org/app has no os.version'],
    ['a reference with a tag alone', 'app:v1 has no os.version'],
    ['a host with a port', 'localhost:5000 refused the connection'],
    ['a release', 'ltsc2022 has no image'],
    ['a member', 'layers[3] is not an object'],
    ['a file', 'config.json is not JSON'],
    ['a name with a case of its own', 'iOS is not supported'],
    ['a quoted name', "'merge' is not a mode"],
    ['a capital', 'JSON is expected'],
    ['a number', '3 legs are missing'],
    ['an option', '--isolation is missing'],
    ['nothing', '']
  ])('keeps %s', (_, text) => {
    expect(capitalize(text)).toBe(text)
  })
})

describe('withoutFullStop', () => {
  test.each([
    ['It failed.', 'It failed'],
    ['It failed..', 'It failed'],
    ['It failed. ', 'It failed'],
    ['It failed', 'It failed'],
    ['and so on...', 'and so on...'],
    ['Why?', 'Why?'],
    ['It failed. Try again.', 'It failed. Try again']
  ])('makes of %j %j', (text, expected) => {
    expect(withoutFullStop(text)).toBe(expected)
  })
})

describe('sentence', () => {
  test.each([
    ['the tag moves', 'The tag moves.'],
    ['The tag moves.', 'The tag moves.'],
    ['the tag moves..', 'The tag moves.'],
    ['  the tag moves \n', 'The tag moves.'],
    ['does it move?', 'Does it move?'],
    ['it moves!', 'It moves!'],
    ['and so on …', 'And so on …'],
    ['and so on...', 'And so on...'],
    ['these are missing:', 'These are missing:'],
    ["use 'app.exe'", "Use 'app.exe'."],
    ['ghcr.io/org/app:v1 is missing', 'ghcr.io/org/app:v1 is missing.'],
    ["'a\nb' has a line break", "'a\nb' has a line break."],
    ['docker failed:\nstep 3\nexit code 1', 'Docker failed:\nstep 3\nexit code 1'],
    ['docker failed:\nit is full.', 'Docker failed:\nit is full.']
  ])('makes of %j %j', (text, expected) => {
    expect(sentence(text)).toBe(expected)
  })
})

describe('formatUserError', () => {
  test('says what failed', () => {
    expect(formatUserError({ what: 'the build failed' })).toBe('The build failed.')
  })

  test('says what failed, why, and what to do', () => {
    expect(
      formatUserError({ what: 'the build failed', why: 'the disk is full', remedy: 'make room before this step' })
    ).toBe('The build failed: the disk is full. Make room before this step.')
  })

  test('writes one full stop where the parts are sentences already', () => {
    expect(formatUserError({ what: 'The build failed.', why: 'The disk is full.', remedy: 'Make room.' })).toBe(
      'The build failed: The disk is full. Make room.'
    )
  })

  test('puts the input first', () => {
    expect(
      formatUserError({ input: 'mode', what: "unknown value 'merge'", remedy: 'use one of: build, manifest' })
    ).toBe("Input 'mode': unknown value 'merge'. Use one of: build, manifest.")
  })

  test('keeps the case of a text behind the name of the input', () => {
    expect(formatUserError({ input: 'cmd', what: 'JSON is expected', remedy: 'write ["app.exe"]' })).toBe(
      'Input \'cmd\': JSON is expected. Write ["app.exe"].'
    )
  })

  test('does not name an input twice', () => {
    expect(formatUserError({ input: 'image', what: "Input 'image' is required", remedy: 'name it' })).toBe(
      "Input 'image' is required. Name it."
    )
    expect(formatUserError({ input: 'image', what: "Input 'images' is required" })).toBe(
      "Input 'image': Input 'images' is required."
    )
  })

  test('gives every problem a line of its own, and what to do another', () => {
    expect(
      formatUserError({
        what: 'the list cannot be made.',
        problems: ['the leg ltsc2019 is missing', 'ghcr.io/org/app:v1 has no os.version.'],
        remedy: 'build them again'
      })
    ).toBe(
      'The list cannot be made:\n- The leg ltsc2019 is missing.\n- ghcr.io/org/app:v1 has no os.version.\nBuild them again.'
    )
  })

  test('puts what to do below lines that are quoted', () => {
    expect(formatUserError({ what: 'docker build', why: 'it failed:\nno space left', remedy: 'make room' })).toBe(
      'Docker build: it failed:\nno space left\nMake room.'
    )
  })
})

describe('UserError', () => {
  test('is an Error with the formatted message, the parts and the cause', () => {
    const cause = new Error('ENOENT')
    const error = new UserError({ what: "'spec.yml' cannot be read", input: 'spec', remedy: 'check the path', cause })
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('UserError')
    expect(error.message).toBe("Input 'spec': 'spec.yml' cannot be read. Check the path.")
    expect(error.parts.input).toBe('spec')
    expect(error.cause).toBe(cause)
  })

  test('says what failed and why as half a sentence, for another error', () => {
    const error = new UserError({ what: 'it is not JSON.', why: 'line 3 has no comma.', remedy: 'mend it' })
    expect(error.reason).toBe('it is not JSON: line 3 has no comma')
    expect(new UserError({ what: 'it is not JSON' }).reason).toBe('it is not JSON')
  })

  test('has no cause where none is given', () => {
    expect(Object.hasOwn(new UserError({ what: 'it failed' }), 'cause')).toBe(false)
  })

  test('can be extended under a name of its own', () => {
    class SpecialError extends UserError {
      override readonly name = 'SpecialError'
    }
    const error = new SpecialError({ what: 'it failed' })
    expect(error).toBeInstanceOf(UserError)
    expect(String(error)).toBe('SpecialError: It failed.')
  })
})

describe('the reason and the remedy of an error', () => {
  test('are its own where it is for users', () => {
    const error = new UserError({ what: 'it is not JSON', why: 'line 3 has no comma.', remedy: 'mend it' })
    expect([reasonOf(error), remedyOf(error)]).toEqual(['it is not JSON: line 3 has no comma', 'mend it'])
  })

  test('are its message, and none, otherwise', () => {
    expect([reasonOf(new Error('broken.')), remedyOf(new Error('broken'))]).toEqual(['broken', undefined])
    expect([reasonOf('broken'), remedyOf('broken')]).toEqual(['broken', undefined])
  })
})
