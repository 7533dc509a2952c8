import { describe, expect, it } from 'vitest'
import { readBuildInputs, type BuildInputs } from '../../src/inputs/build.js'
import { pushed, reading, refusalOf, releaseNamed } from '../support/samples.js'

type Given = Readonly<Record<string, string>>

const read = (given: Given = {}): BuildInputs =>
  readBuildInputs(reading({ image: 'ghcr.io/org/app', tags: 'v2.7.0', ...given }), pushed())

describe('readBuildInputs', () => {
  it('takes what every mode takes', () => {
    expect(read({ push: 'false', revision: 'abc' })).toMatchObject({
      images: [{ registry: 'ghcr.io', path: 'org/app' }],
      tags: ['v2.7.0'],
      push: false,
      revision: 'abc',
      registry: { tries: 5 }
    })
  })

  it('has the defaults of docker where nothing is given', () => {
    const inputs = read()

    expect(inputs).toMatchObject({ releases: [], pull: false, noCache: false, isolation: 'auto' })
    for (const name of ['network', 'memory']) expect(inputs).not.toHaveProperty(name)
    expect(inputs.legInputs(releaseNamed('ltsc2022'))).toEqual({
      context: '.',
      buildArgs: [],
      labels: {},
      cacheFrom: []
    })
  })

  it('takes everything that is given', () => {
    const inputs = read({
      releases: 'ltsc2022, 1809',
      context: 'src',
      file: 'src/Dockerfile.windows',
      'build-args': 'A=1,2\nPATH\nC= 3',
      labels: 'a=b,c\nd=',
      target: 'final',
      pull: 'true',
      'no-cache': 'true',
      network: 'host',
      isolation: 'hyperv',
      memory: '2048m',
      version: '5.0.0'
    })
    expect(inputs.legInputs(releaseNamed('ltsc2022'))).toEqual({
      context: 'src',
      file: 'src/Dockerfile.windows',
      buildArgs: ['A=1,2', 'PATH', 'C= 3'],
      labels: { a: 'b,c', d: '' },
      cacheFrom: [],
      target: 'final'
    })
    expect(inputs).toMatchObject({
      releases: [{ name: 'ltsc2022' }, { name: '1809' }],
      pull: true,
      noCache: true,
      network: 'host',
      isolation: 'hyperv',
      memory: '2048m',
      version: '5.0.0'
    })
  })

  it.each(['auto', 'process', 'hyperv', 'default'])('takes the isolation %s', isolation => {
    expect(read({ isolation }).isolation).toBe(isolation)
  })

  it.each(['4g', '4G', '512m', '1048576k', '4294967296', '4294967296b', '4gb', '1.5g', '2GiB'])(
    'takes the memory %s',
    memory => {
      expect(read({ memory }).memory).toBe(memory)
    }
  )

  it('fills the release and its year in what concerns one release, and leaves other braces there unchanged', () => {
    const { legInputs, variesByRelease } = read({
      context: 'docker/{{year}}',
      file: 'docker/{{ year }}/Dockerfile.{{release}}',
      target: 'run-{{year}}',
      'build-args': 'WINDOWS_VERSION={{release}}\nFORMAT={{.Name}} {{version}}',
      labels: 'com.example.windows={{release}} ({{year}})',
      'cache-from': 'ghcr.io/org/app:latest-{{release}}, ghcr.io/org/{{year}}:x',
      test: 'app.exe --expect {{release}}'
    })
    expect(variesByRelease).toBe(true)
    expect(legInputs(releaseNamed('1809'))).toEqual({
      context: 'docker/2019',
      file: 'docker/2019/Dockerfile.1809',
      target: 'run-2019',
      buildArgs: ['WINDOWS_VERSION=1809', 'FORMAT={{.Name}} 2.7.0'],
      labels: { 'com.example.windows': '1809 (2019)' },
      cacheFrom: ['ghcr.io/org/app:latest-1809', 'ghcr.io/org/2019:x'],
      test: ['app.exe', '--expect', '1809']
    })
  })

  it.each(['ltsc2022, 20H2', 'linux-amd64'])('refuses a year for a release that has none: %s', releases => {
    expect(() => read({ releases, file: 'Dockerfile.{{year}}' })).toThrow(
      /^Input 'file': (?:20H2|linux-amd64) is not a Windows Server of a year, so 'Dockerfile.\{\{year\}\}' cannot be filled/
    )
  })

  it('knows where the image is the same for every release', () => {
    expect(read({ labels: 'a={{release}}', test: 'x {{year}}' }).variesByRelease).toBe(false)
  })

  it.each([
    ['memory', '-4g', "'-4g' is not an amount of memory. Write it like '4g'."],
    ['memory', 'g', "'g' is not an amount of memory. Write it like '4g'."],
    [
      'isolation',
      'Process',
      "unknown value 'Process'. Did you mean 'process'? Use one of: auto, process, hyperv, default."
    ],
    [
      'isolation',
      'hyper-v',
      "unknown value 'hyper-v'. Did you mean 'hyperv'? Use one of: auto, process, hyperv, default."
    ],
    ['labels', 'a', "the line 'a' is not of the form key=value. Write one key=value per line."],
    ['labels', '=a', "the line '=a' is not of the form key=value. Write one key=value per line."],
    [
      'labels',
      'com.example.a b=c',
      "the name 'com.example.a b' contains white space. Write it like com.example.name=a value."
    ],
    ['revision', 'a\nb', "'a\nb' has a line break. Write it on one line."],
    ['pull', 'always', "'always' is neither true nor false. Write 'true' or 'false'."],
    ['no-cache', '1', "'1' is neither true nor false. Write 'true' or 'false'."]
  ])('refuses %s: %s', (name, value, message) => {
    expect(refusalOf(() => read({ [name]: value }))).toEqual({ input: name, message: `Input '${name}': ${message}` })
  })

  const install = { 'docker-version': '29.1.5' }

  it.each([
    [
      'docker-sha256',
      { 'docker-sha256': '0'.repeat(64) },
      "Input 'docker-sha256' has no effect without 'docker-version'"
    ],
    ['docker-sha256', { ...install, 'docker-sha256': '0'.repeat(63) }, 'is not a SHA-256'],
    ['docker-download-url', { ...install, 'docker-download-url': 'ftp://a.example' }, 'is not an address'],
    ['docker-download-url', { ...install, 'docker-download-url': 'http://a.example' }, 'is read without TLS'],
    // A name server may lead it anywhere.
    ['docker-download-url', { ...install, 'docker-download-url': 'http://a.localhost' }, 'is read without TLS']
  ])('refuses a Docker that anybody could change: %s of %o', (input, given, message) => {
    expect(refusalOf(() => read(given))).toMatchObject({ input, message: expect.stringContaining(message) as string })
  })

  it('takes a Docker without TLS where its checksum is given', () => {
    const given = { ...install, 'docker-download-url': 'http://a.example/', 'docker-sha256': 'AB'.repeat(32) }
    expect(read(given).install).toEqual({ version: '29.1.5', mirror: 'http://a.example', sha256: 'ab'.repeat(32) })
  })

  it('refuses a release that it does not know', () => {
    expect(refusalOf(() => read({ releases: 'ltsc2022, ltsc2023' }))?.message).toContain(
      "Input 'releases': unknown release 'ltsc2023'. Did you mean 'ltsc2025'? Use one of: ltsc2025, "
    )
  })

  it('does not know the releases that are found', () => {
    expect(refusalOf(() => read({ releases: 'found' }))?.input).toBe('releases')
  })

  it('takes names of labels that every object has', () => {
    expect(
      Object.entries(read({ labels: '__proto__=a\nconstructor=b' }).legInputs(releaseNamed('ltsc2022')).labels)
    ).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b']
    ])
  })
})
