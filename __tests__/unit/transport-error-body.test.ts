import { describe, expect, test } from 'vitest'
import { readErrorBody, wordsOf, type ErrorBody } from '../../src/registry/transport/error-body.js'

const bodyOf = (value: unknown, contentType = 'application/json'): ErrorBody =>
  readErrorBody({
    status: 400,
    headers: { 'content-type': contentType },
    url: new URL('https://registry.test/v2/'),
    bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  })

const withDetail = (detail: unknown): ErrorBody => bodyOf({ errors: [{ code: 'DENIED', message: 'no', detail }] })

describe('the body of an error', () => {
  test.each([
    ['a text', 'the reason', ['the reason']],
    ['a message', { message: 'the reason' }, ['the reason']],
    ['a description', { description: 'the reason' }, ['the reason']],
    ['a reason', { reason: 'the reason' }, ['the reason']],
    ['a digest', { digest: 'sha256:0' }, ['sha256:0']],
    ['a message and a digest', { digest: 'sha256:0', message: 'why' }, ['why', 'sha256:0']],
    ['a list', [{ message: 'one' }, 'two', 3], ['one', 'two']],
    ['rights', [{ Type: 'repository', Class: '', Name: 'app', Action: 'push' }], []],
    ['an object of another form', { Digest: 'x', Reason: {} }, []],
    ['a deep object', { message: { text: 'the reason' } }, []],
    ['an empty text', '', []],
    ['nothing', null, []]
  ])('gives its detail where that is %s', (_, detail, details) => {
    expect(withDetail(detail).details).toEqual(details)
  })

  test.each([
    [{ error: 'invalid_scope', error_description: 'no such scope' }, ['invalid_scope'], ['no such scope']],
    [{ details: 'incorrect username or password' }, [], ['incorrect username or password']],
    [{ errors: null }, [], []],
    [[], [], []],
    ['no JSON', [], []]
  ])('of %j is read as far as it goes', (body, codes, messages) => {
    expect(bodyOf(body)).toMatchObject({ codes, messages, html: false })
  })

  test('that is a web page says nothing', () => {
    expect(bodyOf('{"errors":[{"code":"DENIED"}]}', 'text/html; charset=utf-8')).toEqual({
      codes: [],
      messages: [],
      details: [],
      html: true
    })
  })

  test('has no control characters, and an end', () => {
    const { details } = withDetail(`\r\n::error::forged\u001b[2K${'x'.repeat(10_000)}`)
    expect(details[0]).not.toMatch(/[\r\n\u001b]/)
    expect(details[0]?.length).toBeLessThanOrEqual(500)
    const many = Array.from({ length: 100 }, (_, index) => ({
      code: `C${index}`,
      detail: 'x'.repeat(400) + String(index)
    }))
    expect(bodyOf({ errors: many }).codes).toHaveLength(10)
    expect(wordsOf(bodyOf({ errors: many })).length).toBeLessThanOrEqual(2000)
  })

  test('gives each of its words once', () => {
    const error = { code: 'UNKNOWN', message: 'unknown error' }
    expect(wordsOf(bodyOf({ errors: [error, { ...error, detail: 'unknown error' }] }))).toBe('UNKNOWN: unknown error')
    expect(wordsOf(bodyOf({}))).toBe('')
  })
})
