import { describe, expect, it } from 'vitest'
import { parseChallenges, type Challenge } from '../../src/registry/transport/challenge.js'

const token = { realm: 'https://auth.docker.io/token', service: 'registry.docker.io' }

const bearer = (parameters: Challenge['parameters']): Challenge => ({ scheme: 'bearer', parameters })
const basic = (parameters: Challenge['parameters'] = {}): Challenge => ({ scheme: 'basic', parameters })

describe('parseChallenges', () => {
  it.each<[string, string, readonly Challenge[]]>([
    [
      'Docker Hub',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:org/app:pull,push"',
      [bearer({ ...token, scope: 'repository:org/app:pull,push' })]
    ],
    [
      'GHCR',
      'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:user/image:pull"',
      [bearer({ realm: 'https://ghcr.io/token', service: 'ghcr.io', scope: 'repository:user/image:pull' })]
    ],
    [
      'ECR',
      'Basic realm="https://1.dkr.ecr.eu-west-1.amazonaws.com/",service="ecr.amazonaws.com"',
      [basic({ realm: 'https://1.dkr.ecr.eu-west-1.amazonaws.com/', service: 'ecr.amazonaws.com' })]
    ],
    [
      'a refused token',
      'Bearer realm="https://a/token",service="a",error="invalid_token",error_description="expired, renew it"',
      [
        bearer({
          realm: 'https://a/token',
          service: 'a',
          error: 'invalid_token',
          error_description: 'expired, renew it'
        })
      ]
    ]
  ])('reads the challenge of %s', (_, header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges)
  })

  it.each<[string, readonly Challenge[]]>([
    ['', []],
    ['   ', []],
    [', ,,', []],
    ['Basic', [basic()]],
    ['basic', [basic()]],
    ['BEARER Realm="x"', [bearer({ realm: 'x' })]],
    ['Bearer REALM=x', [bearer({ realm: 'x' })]],
    ['Bearer realm="x" , service = "y"', [bearer({ realm: 'x', service: 'y' })]],
    ['Bearer realm\t=\t"x"', [bearer({ realm: 'x' })]],
    ['Bearer  realm=x', [bearer({ realm: 'x' })]],
    ['Bearer ,realm=x,', [bearer({ realm: 'x' })]],
    ['Bearer realm=""', [bearer({ realm: '' })]],
    ['Bearer realm=https://a/b?c=d', [bearer({ realm: 'https://a/b?c=d' })]],
    ['Bearer realm="a=b, Basic c=d"', [bearer({ realm: 'a=b, Basic c=d' })]],
    ['Bearer realm="a\\"b\\\\c\\d"', [bearer({ realm: 'a"b\\cd' })]],
    ['Bearer realm="ü"', [bearer({ realm: 'ü' })]],
    ['Bearer realm="first",realm="second",REALM="third"', [bearer({ realm: 'first' })]],
    ['Bearer realm=x service=y', [bearer({ realm: 'x', service: 'y' })]]
  ])('reads %j by the grammar of RFC 9110', (header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges)
  })

  it.each<[string, readonly Challenge[]]>([
    ['Basic realm="x", Bearer realm="y",service="z"', [basic({ realm: 'x' }), bearer({ realm: 'y', service: 'z' })]],
    [
      'Bearer realm="a, b",scope="c,d",Basic realm="\\"e\\", f"',
      [bearer({ realm: 'a, b', scope: 'c,d' }), basic({ realm: '"e", f' })]
    ],
    ['Basic, Bearer realm=x', [basic(), bearer({ realm: 'x' })]],
    ['Basic,Bearer', [basic(), bearer({})]],
    ['Bearer realm=x, Bearer realm=y', [bearer({ realm: 'x' }), bearer({ realm: 'y' })]],
    [
      'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
      [
        { scheme: 'newauth', parameters: { realm: 'apps', type: '1', title: 'Login to "apps"' } },
        basic({ realm: 'simple' })
      ]
    ]
  ])('reads several challenges in one header: %s', (header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges)
  })

  it.each([
    'Negotiate',
    'Negotiate YII/x+y==',
    'NTLM TlRMTVNTUAACAAAA',
    'Digest realm="a, b", qop="auth,auth-int", nonce=x'
  ])('finds what stands behind %s', before => {
    expect(parseChallenges(`${before}, Bearer realm="x"`)).toContainEqual(bearer({ realm: 'x' }))
    expect(parseChallenges(`${before}, Basic realm="x"`).at(-1)).toEqual(basic({ realm: 'x' }))
  })

  it.each<[string, readonly Challenge[]]>([
    ['realm="x"', []],
    ['="x"', []],
    ['"', []],
    ['"Bearer realm=x"', []],
    ['Bearer realm="x', [bearer({})]],
    ['Bearer realm="x\\', [bearer({})]],
    ['Bearer realm="x\\"', [bearer({})]],
    ['Bearer realm="x, service=y', [bearer({ service: 'y' })]],
    ['Bearer realm=,service=y', [bearer({ service: 'y' })]],
    ['Bearer (x)=y, realm=z', [bearer({ realm: 'z' })]],
    ['ü realm="x", Basic realm="y"', [basic({ realm: 'y' })]]
  ])('passes over what cannot be read: %j', (header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges)
  })

  it('is not led to change what every object has', () => {
    const [challenge] = parseChallenges('Bearer __proto__="x",constructor="y",realm="z"')

    expect(challenge?.parameters.realm).toBe('z')
    expect(Object.getPrototypeOf(challenge?.parameters)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).realm).toBeUndefined()
  })

  it('knows no parameter that is not written', () => {
    expect(Object.keys(parseChallenges('Bearer realm="z"')[0]?.parameters ?? {})).toEqual(['realm'])
  })

  it('looks at the first 16384 characters', () => {
    const filler = `x="${'a'.repeat(16_300)}"`

    expect(parseChallenges(`Bearer realm="y",${filler},service="z"`)[0]?.parameters.realm).toBe('y')
    expect(parseChallenges(`Bearer realm="y",${filler},s="${'b'.repeat(100)}"`)[0]?.parameters).not.toHaveProperty('s')
  })

  it.each([
    ['quotes', '"'.repeat(1_000_000)],
    ['backslashes', `Bearer realm="${'\\'.repeat(1_000_001)}`],
    ['commas', ','.repeat(1_000_000)],
    ['spaces', `Bearer${' '.repeat(1_000_000)}`],
    ['letters', 'a'.repeat(1_000_000)],
    ['schemes', 'a,'.repeat(500_000)],
    ['parameters', `a ${'b=c,'.repeat(250_000)}`],
    ['openings', `a ${'b=",'.repeat(250_000)}`]
  ])('reads a million %s in no time', (_, header) => {
    const start = performance.now()
    parseChallenges(header)

    expect(performance.now() - start).toBeLessThan(1000)
  })
})
