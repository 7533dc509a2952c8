import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseChallenges } from '../../src/registry/transport/challenge.js'

const realm = 'https://auth.test/token'

describe('challenges', () => {
  test.each([
    ['Basic', [['basic', {}]]],
    ['Basic realm=registry', [['basic', { realm: 'registry' }]]],
    [`Bearer realm="${realm}",service="s"`, [['bearer', { realm, service: 's' }]]],
    [`BEARER Realm = "${realm}" , SERVICE=s`, [['bearer', { realm, service: 's' }]]],
    [
      'Bearer realm="a,b",scope="repository:app:pull,push"',
      [['bearer', { realm: 'a,b', scope: 'repository:app:pull,push' }]]
    ],
    ['Bearer realm="a \\"b\\" \\\\c"', [['bearer', { realm: 'a "b" \\c' }]]],
    ['Bearer realm=""', [['bearer', { realm: '' }]]],
    [
      `Negotiate, Basic realm="a, b", Bearer realm="${realm}",service="s"`,
      [
        ['negotiate', {}],
        ['basic', { realm: 'a, b' }],
        ['bearer', { realm, service: 's' }]
      ]
    ],
    [', , Basic realm="x" ,', [['basic', { realm: 'x' }]]],
    ['Basic realm="a", realm="b"', [['basic', { realm: 'a' }]]],
    ['', []],
    ['"', []],
    ['realm="a"', []]
  ])('%s', (header, expected) => {
    expect(parseChallenges(header)).toEqual(expected.map(([scheme, parameters]) => ({ scheme, parameters })))
  })

  test.each(['Negotiate YII=', 'Negotiate a+b/c==, NTLM TlRM==', 'Digest qop="a,b", nonce=x', '@, =, "a'])(
    'what stands in front does not hide those behind it: %s',
    before => {
      expect(parseChallenges(`${before}, Basic realm="x"`)).toContainEqual({
        scheme: 'basic',
        parameters: { realm: 'x' }
      })
    }
  )

  test('a text without end, or one that is long, is read in no time', () => {
    const started = performance.now()
    for (const header of [
      '"'.repeat(100_000),
      'a '.repeat(50_000),
      `Bearer realm="${'\\'.repeat(100_000)}`,
      ','.repeat(100_000)
    ]) {
      parseChallenges(header)
    }
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('any text ends without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('Bb="\\, \tx\u00e9\n')), maxLength: 60 }), header => {
        expect(Array.isArray(parseChallenges(header))).toBe(true)
      })
    )
  })

  test('quoted values come out as they went in', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]*$/), fc.stringMatching(/^[ -~]*$/), (value, scope) => {
        const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
        expect(parseChallenges(`Basic realm="r", Bearer realm=${quote(value)}, scope=${quote(scope)}`)[1]).toEqual({
          scheme: 'bearer',
          parameters: { realm: value, scope }
        })
      })
    )
  })
})
