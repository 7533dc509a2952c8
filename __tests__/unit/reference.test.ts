import { describe, expect, it } from 'vitest'
import {
  apiHost,
  formatRepository,
  identifierOf,
  isTag,
  parseReference,
  parseRepository,
  InvalidReferenceError,
  registryOfHost,
  repositoryOf,
  sameRepository,
  type Reference
} from '../../src/oci/reference.js'
import { digestNo } from '../support/samples.js'

const digest = digestNo(7)
const sha512 = `sha512:${'a'.repeat(128)}` as const

/** The message without the text that it quotes, which every one of them begins with. */
const whyNot = (text: string, parse: (text: string) => unknown = parseReference): string => {
  try {
    parse(text)
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error
    const start = `'${text}' is not an image reference: `
    expect(error.reason.startsWith(start)).toBe(true)
    return error.reason.slice(start.length)
  }
  throw new Error(`'${text}' was taken`)
}

describe('parseReference', () => {
  it.each<[string, Reference]>([
    ['app', { registry: 'docker.io', path: 'library/app' }],
    ['app:v1', { registry: 'docker.io', path: 'library/app', tag: 'v1' }],
    ['org/app', { registry: 'docker.io', path: 'org/app' }],
    ['org/team/app', { registry: 'docker.io', path: 'org/team/app' }],
    ['docker.io/app', { registry: 'docker.io', path: 'library/app' }],
    ['docker.io/library/app', { registry: 'docker.io', path: 'library/app' }],
    ['docker.io', { registry: 'docker.io', path: 'library/docker.io' }],
    ['index.docker.io/app', { registry: 'docker.io', path: 'library/app' }],
    ['registry-1.docker.io/org/app', { registry: 'docker.io', path: 'org/app' }],
    ['Index.Docker.IO/org/app', { registry: 'docker.io', path: 'org/app' }],
    ['my-registry/app', { registry: 'docker.io', path: 'my-registry/app' }]
  ])('reads %s with the defaults of Docker Hub', (text, reference) => {
    expect(parseReference(text)).toStrictEqual(reference)
  })

  it.each<[string, Reference]>([
    ['ghcr.io/org/app', { registry: 'ghcr.io', path: 'org/app' }],
    ['ghcr.io/app', { registry: 'ghcr.io', path: 'app' }],
    ['GHCR.io/org/app', { registry: 'ghcr.io', path: 'org/app' }],
    ['localhost/app', { registry: 'localhost', path: 'app' }],
    ['LOCALHOST/app', { registry: 'localhost', path: 'app' }],
    ['localhost:5000/app', { registry: 'localhost:5000', path: 'app' }],
    ['registry:5000/app', { registry: 'registry:5000', path: 'app' }],
    ['127.0.0.1:5000/app', { registry: '127.0.0.1:5000', path: 'app' }],
    ['[::1]/app', { registry: '[::1]', path: 'app' }],
    ['[::1]:5000/app:v1', { registry: '[::1]:5000', path: 'app', tag: 'v1' }],
    ['[2001:DB8::1]:443/org/app', { registry: '[2001:db8::1]:443', path: 'org/app' }],
    ['xn--bcher-kva.example/app', { registry: 'xn--bcher-kva.example', path: 'app' }],
    ['a.b-c.d/e', { registry: 'a.b-c.d', path: 'e' }]
  ])('takes what looks like a host in %s for the registry', (text, reference) => {
    expect(parseReference(text)).toStrictEqual(reference)
  })

  it.each<[string, Reference]>([
    // Without a slash there is no host, as for docker.
    ['localhost:5000', { registry: 'docker.io', path: 'library/localhost', tag: '5000' }],
    ['localhost:5000/app:5000', { registry: 'localhost:5000', path: 'app', tag: '5000' }],
    ['app:_under.Score-1', { registry: 'docker.io', path: 'library/app', tag: '_under.Score-1' }],
    ['app:20H2', { registry: 'docker.io', path: 'library/app', tag: '20H2' }],
    [`app:${'t'.repeat(128)}`, { registry: 'docker.io', path: 'library/app', tag: 't'.repeat(128) }],
    [`app@${digest}`, { registry: 'docker.io', path: 'library/app', digest }],
    [`app@${sha512}`, { registry: 'docker.io', path: 'library/app', digest: sha512 }],
    [`app:v1@${digest}`, { registry: 'docker.io', path: 'library/app', tag: 'v1', digest }],
    [`host:1/app:v1@${digest}`, { registry: 'host:1', path: 'app', tag: 'v1', digest }]
  ])('reads the tag and the digest of %s', (text, reference) => {
    expect(parseReference(text)).toStrictEqual(reference)
  })

  it.each(['a_b', 'a__b', 'a.b', 'a-b', 'a--b', 'a---b', '0', 'a.b_c__d-e/f'])('takes the repository %s', path => {
    expect(parseReference(`ghcr.io/${path}`)).toStrictEqual({ registry: 'ghcr.io', path })
  })

  it('takes a repository of 255 characters and none longer', () => {
    expect(parseReference(`ghcr.io/${'a'.repeat(255)}`).path).toHaveLength(255)
    expect(whyNot(`ghcr.io/${'a'.repeat(256)}`)).toBe('its name is longer than 255 characters')
  })

  it.each([
    ['', 'it is empty'],
    ['my app', 'it contains white space'],
    ['app\n', 'it contains white space'],
    ['app:v1\t', 'it contains white space'],
    ['https://ghcr.io/app', "it has a scheme (write 'host/name', not 'https://host/name')"],
    ['HTTP://localhost:5000/app', "it has a scheme (write 'host/name', not 'https://host/name')"],
    ['docker://app', "it has a scheme (write 'host/name', not 'https://host/name')"],
    ['oci+x://app', "it has a scheme (write 'host/name', not 'https://host/name')"],
    [':v1', 'the name of the repository is missing'],
    [`@${digest}`, 'the name of the repository is missing'],
    ['ghcr.io/', 'the name of the repository is missing'],
    ['/', "it has an empty part between two '/' or at an end"],
    ['/app', "it has an empty part between two '/' or at an end"],
    ['app/', "it has an empty part between two '/' or at an end"],
    ['org//app', "it has an empty part between two '/' or at an end"],
    ['ghcr.io//app', "it has an empty part between two '/' or at an end"],
    ['App', 'a repository is written in lower case'],
    ['org/App:v1', 'a repository is written in lower case'],
    ['ghcr.io/Org/app', 'a repository is written in lower case'],
    ['-app', "'-app' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['app-', "'app-' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['org/_app', "'_app' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['a..b', "'a..b' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['a___b', "'a___b' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['a._b', "'a._b' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['org/büro', "'büro' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['org/a%2fb', "'a%2fb' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['ghcr.io/../app', "'..' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['ghcr.io/app?x', "'app?x' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"],
    ['ghcr.io/app#x', "'app#x' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'"]
  ])('refuses %j: %s', (text, why) => {
    expect(whyNot(text)).toBe(why)
  })

  it.each([
    ['../app', '..'],
    ['ex_ample.com/app', 'ex_ample.com'],
    ['-a.com/app', '-a.com'],
    ['a-.com/app', 'a-.com'],
    ['a..com/app', 'a..com'],
    ['.com/app', '.com'],
    ['host:/app', 'host:'],
    ['host:port/app', 'host:port'],
    ['host:1:2/app', 'host:1:2'],
    ['::1/app', '::1'],
    ['[::1/app', '[::1'],
    ['[::1]x:5000/app', '[::1]x:5000'],
    ['[::g]:5000/app', '[::g]:5000'],
    ['bücher.example/app', 'bücher.example'],
    ['user:secret%40host.example/app', 'user:secret%40host.example']
  ])('refuses %s for its host', (text, host) => {
    expect(whyNot(text)).toBe(`'${host}' is not a host name`)
  })

  it.each([
    ['app:-v1', '-v1'],
    ['app:.v1', '.v1'],
    ['app:v1+build', 'v1+build'],
    ['app:vé', 'vé'],
    ['app:{{version}}', '{{version}}'],
    [`app:${'t'.repeat(129)}`, 't'.repeat(129)],
    ['[::1]', '1]']
  ])('refuses %s for its tag', (text, tag) => {
    expect(whyNot(text)).toBe(
      `'${tag}' is not a tag (letters, digits, '_', '.', '-'; 128 at most; no '.' or '-' at the start)`
    )
  })

  it('looks at a digest before the name that is not there', () => {
    expect(whyNot('@x')).toContain('digest')
  })

  it.each(['app:', 'localhost:5000/app:', `app:@${digest}`])("refuses %s, which ends in ':'", text => {
    expect(whyNot(text)).toBe("it ends in ':' without a tag")
  })

  it.each([
    ['app@', ''],
    ['app@latest', 'latest'],
    ['app@sha256:abc', 'sha256:abc'],
    [`app@${digest}0`, `${digest}0`],
    [`app@SHA256:${'0'.repeat(64)}`, `SHA256:${'0'.repeat(64)}`],
    [`app@sha256:${'A'.repeat(64)}`, `sha256:${'A'.repeat(64)}`],
    [`app@md5:${'0'.repeat(32)}`, `md5:${'0'.repeat(32)}`],
    [`app@${digest}:v1`, `${digest}:v1`],
    [`app@${digest}@${digest}`, `${digest}@${digest}`],
    ['user@ghcr.io/app', 'ghcr.io/app']
  ])('refuses %s for its digest', (text, wrong) => {
    expect(whyNot(text)).toBe(`'${wrong}' is not a digest (sha256: and 64 hexadecimal digits in lower case)`)
  })

  it.each([
    ['parts', 'a-'.repeat(50_000)],
    ['labels', `${'a.'.repeat(50_000)}/app`],
    ['digits', `[${':'.repeat(50_000)}/app`],
    ['a long part', `${'a'.repeat(100_000)}!`],
    ['a scheme', `${'a'.repeat(100_000)}:/`]
  ])('refuses a long text of %s in no time', (_, text) => {
    const start = performance.now()

    expect(() => parseReference(text)).toThrow(InvalidReferenceError)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  // Otherwise new URL() would throw a TypeError in the middle of a job.
  it.each(['localhost:65536/app', 'localhost:99999/app', '[:::]:5000/app'])(
    'refuses %s, which no address can be made of',
    text => {
      expect(() => parseReference(text)).toThrow(InvalidReferenceError)
    }
  )
})

describe('parseRepository', () => {
  it('reads a repository', () => {
    expect(parseRepository('localhost:5000/org/app')).toStrictEqual({ registry: 'localhost:5000', path: 'org/app' })
  })

  it('refuses a tag and names it', () => {
    expect(() => parseRepository('ghcr.io/org/app:v1')).toThrow(
      "'ghcr.io/org/app:v1' is not the name of a repository: it has the tag ':v1'."
    )
  })

  it('refuses a digest', () => {
    expect(() => parseRepository(`ghcr.io/org/app:v1@${digest}`)).toThrow(
      `'ghcr.io/org/app:v1@${digest}' is not the name of a repository: it has the tag ':v1'.`
    )
    expect(() => parseRepository(`ghcr.io/org/app@${digest}`)).toThrow(
      `'ghcr.io/org/app@${digest}' is not the name of a repository: it has a digest.`
    )
  })

  it('refuses what is no reference', () => {
    expect(whyNot('ghcr.io/Org/app', parseRepository)).toBe('a repository is written in lower case')
  })
})

describe('isTag', () => {
  it.each(['v1', '_', '0', 'a.b-c_d', 'T'.repeat(128)])('takes %s', tag => {
    expect(isTag(tag)).toBe(true)
  })

  it.each(['', '.a', '-a', 'a b', 'a/b', 'a:b', 'a\n', 'ä', 't'.repeat(129)])('refuses %j', tag => {
    expect(isTag(tag)).toBe(false)
  })
})

describe('the parts of a reference', () => {
  it('are a repository, whatever else it has', () => {
    expect(repositoryOf(parseReference(`ghcr.io/org/app:v1@${digest}`))).toStrictEqual({
      registry: 'ghcr.io',
      path: 'org/app'
    })
  })

  it.each([
    [`app:v1@${digest}`, digest],
    [`app@${digest}`, digest],
    ['app:v1', 'v1'],
    ['app', 'latest']
  ])('ask the registry for %s under %s', (text, identifier) => {
    expect(identifierOf(parseReference(text))).toBe(identifier)
  })

  it.each([
    ['app', 'index.docker.io/library/app', true],
    ['GHCR.IO/app', 'ghcr.io/app', true],
    ['ghcr.io/app', 'ghcr.io/apps', false],
    ['localhost:5000/app', 'localhost:5001/app', false]
  ])('tell whether %s and %s are one repository: %s', (a, b, same) => {
    expect(sameRepository(parseReference(a), parseReference(b))).toBe(same)
  })

  it('name the host that serves the API', () => {
    expect(apiHost('docker.io')).toBe('registry-1.docker.io')
    expect(apiHost('localhost:5000')).toBe('localhost:5000')
  })

  it.each([
    ['registry-1.docker.io', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['ghcr.io', 'ghcr.io'],
    ['localhost:5000', 'localhost:5000']
  ])('name the registry that the host %s serves: %s', (host, registry) => {
    expect(registryOfHost(host)).toBe(registry)
  })

  it('make the name of a repository', () => {
    expect(formatRepository({ registry: 'docker.io', path: 'library/app' })).toBe('app')
    expect(formatRepository({ registry: 'ghcr.io', path: 'org/app' })).toBe('ghcr.io/org/app')
  })
})
