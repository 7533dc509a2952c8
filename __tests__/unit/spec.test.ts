import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { InputError } from '../../src/inputs/errors.js'
import { parseSpec, readSpec } from '../../src/inputs/spec.js'
import { makeFolder } from '../support/folder.js'

const remedy = "Write it as manifest-tool's README shows: image, tags, manifests with image and platform."

/** A file as the README of manifest-tool describes them, with Windows entries besides. */
const wholeSpec = `
image: registry.example:5000/org/app:latest
tags: ["1.0.0", "1.0", "1"]
annotations:
  org.opencontainers.image.title: The app
  org.opencontainers.image.licenses: MIT
manifests:
  -
    image: registry.example:5000/org/app:arm64
    platform:
      architecture: arm64
      os: linux
      variant: v8
  -
    image: registry.example:5000/org/app:ltsc2022
    platform:
      architecture: amd64
      os: windows
      osversion: 10.0.20348.5499
      osfeatures: [win32k]
  - image: registry.example:5000/org/base@sha256:${'ab'.repeat(32)}
`

describe('parseSpec', () => {
  test('reads a file as the README of manifest-tool shows it', async () => {
    expect(await parseSpec(wholeSpec)).toEqual({
      inputs: {
        image: 'registry.example:5000/org/app',
        tags: 'latest\n1.0.0\n1.0\n1',
        annotations: 'org.opencontainers.image.title=The app\norg.opencontainers.image.licenses=MIT'
      },
      manifests: [
        {
          image: 'registry.example:5000/org/app:arm64',
          platform: { os: 'linux', architecture: 'arm64', variant: 'v8' }
        },
        {
          image: 'registry.example:5000/org/app:ltsc2022',
          platform: {
            os: 'windows',
            architecture: 'amd64',
            osVersion: '10.0.20348.5499',
            osFeatures: ['win32k']
          }
        },
        { image: `registry.example:5000/org/base@sha256:${'ab'.repeat(32)}`, platform: {} }
      ]
    })
  })

  test.each([
    ['a port and no tag', 'image: registry.example:5000/org/app', { image: 'registry.example:5000/org/app' }],
    ['a tag', 'image: app:v1', { image: 'app', tags: 'v1' }],
    ['no tag but tags', 'image: org/app\ntags: [v1, v1.2.0]', { image: 'org/app', tags: 'v1\nv1.2.0' }],
    ['no tag and no tags', 'image: org/app\ntags:', { image: 'org/app' }],
    ['nothing', 'manifests: []', {}]
  ])('takes an image with %s', async (_, yaml, inputs) => {
    expect((await parseSpec(yaml)).inputs).toEqual(inputs)
  })

  test('takes unquoted numbers for texts', async () => {
    const { inputs, manifests } = await parseSpec(`
image: org/app:2.7
tags: [2.7.0, 2.7, 2, 20241121]
annotations: { major: 2 }
manifests:
  - { image: org/app:2, platform: { os: windows, architecture: 386, osversion: 10.0.20348 } }
`)
    expect(inputs).toEqual({ image: 'org/app', tags: '2.7\n2.7.0\n2.7\n2\n20241121', annotations: 'major=2' })
    expect(manifests[0]?.platform).toEqual({ os: 'windows', architecture: '386', osVersion: '10.0.20348' })
  })

  // YAML's numbers forget how they were written; Go reads them into a string as they stand.
  test.each([
    ['2.10', '2.10'],
    ['1.0', '1.0'],
    ['007', '007'],
    ['1e3', '1e3'],
    ['20241121083000123456', '20241121083000123456']
  ])('takes the tag %s as it is written', async (written, tag) => {
    expect((await parseSpec(`image: org/app\ntags: [${written}]`)).inputs.tags).toBe(tag)
  })

  test('takes osversion and osfeatures under their names in JSON too, the short names first', async () => {
    const platformOf = async (members: string): Promise<unknown> =>
      (await parseSpec(`manifests: [{ image: app, platform: { ${members} } }]`)).manifests[0]?.platform

    expect(await platformOf('os.version: 10.0.17763.1')).toEqual({ osVersion: '10.0.17763.1' })
    expect(await platformOf('os.version: 10.0.17763.1, osversion: 10.0.17763.2')).toEqual({ osVersion: '10.0.17763.2' })
    expect(await platformOf('os.features: [win32k]')).toEqual({ osFeatures: ['win32k'] })
    expect(await platformOf('osfeatures: []')).toEqual({})
    expect(await platformOf('os:, variant: ~')).toEqual({})
  })

  test('takes an annotation without a value for an empty one', async () => {
    expect((await parseSpec('annotations: { a: , b: "" }')).inputs).toEqual({ annotations: 'a=\nb=' })
  })

  test('passes over members that it does not know', async () => {
    expect(await parseSpec('version: 3\nmanifests: [{ image: app, digest: x }]')).toEqual({
      inputs: {},
      manifests: [{ image: 'app', platform: {} }]
    })
  })

  // The input 'image' may stand in for it.
  test('takes tags where it names no image', async () => {
    expect((await parseSpec('tags: [v1, v2]')).inputs).toEqual({ tags: 'v1\nv2' })
  })

  // The lines of the input are the only form in which annotations go on from here.
  test('refuses an annotation of several lines, which would become several', async () => {
    await expect(parseSpec('annotations:\n  description: |\n    one\n    two=three\n')).rejects.toThrow(
      'has more than one line'
    )
  })

  test.each([
    ['image: [a]', 'image is not a non-empty string'],
    ['image: { name: a }', 'image is not a non-empty string'],
    ['image: a\ntags: v1', 'tags is not an array'],
    ['image: a\ntags: { a: b }', 'tags is not an array'],
    ['image: a\ntags: [v1, [v2]]', 'tags[1] is not a non-empty string'],
    ['annotations: [a=b]', 'annotations is not an object'],
    ['annotations: a=b', 'annotations is not an object'],
    ['annotations: { a: [b] }', 'annotations.a is not a non-empty string'],
    ['manifests: app', 'manifests is not an array'],
    ['manifests: { image: app }', 'manifests is not an array'],
    ['manifests: [app]', 'manifests[0] is not an object'],
    ['manifests: [{ image: app }, ~]', 'manifests[1] is not an object'],
    ['manifests: [{ platform: { os: linux } }]', 'manifests[0].image is not a non-empty string'],
    ['manifests: [{ image: [app] }]', 'manifests[0].image is not a non-empty string'],
    ['manifests: [{ image: a, platform: linux }]', 'manifests[0].platform is not an object'],
    ['manifests: [{ image: a, platform: { os: [linux] } }]', 'manifests[0].platform.os is not a non-empty string'],
    [
      'manifests: [{ image: a, platform: { os.version: {} } }]',
      'manifests[0].platform.os.version is not a non-empty string'
    ],
    ['manifests: [{ image: a, platform: { osfeatures: win32k } }]', 'manifests[0].platform.osfeatures is not an array'],
    [
      'manifests: [{ image: a, platform: { osfeatures: [[]] } }]',
      'manifests[0].platform.osfeatures[0] is not a non-empty string'
    ],
    ['- image: app', 'the file is not an object'],
    ['app:v1', 'the file is not an object'],
    ['', 'the file is not an object']
  ])('says where %j is wrong', async (yaml, what) => {
    const parsing = parseSpec(yaml)
    await expect(parsing).rejects.toThrow(InputError)
    await expect(parsing).rejects.toThrow(`Input 'spec': ${what}. ${remedy}`)
  })

  test.each([
    ['a bracket that stays open', 'manifests: ['],
    ['a tab', 'a:\n\t- b'],
    ['a member given twice', 'image: a\nimage: b'],
    ['two documents', 'image: a\n---\nimage: b'],
    ['an escape that does not exist', 'image: "\\x"']
  ])('says that %s is not YAML, in one line', async (_, yaml) => {
    const message = await parseSpec(yaml).catch((error: unknown) => (error as Error).message)
    expect(message).toMatch(
      /^Input 'spec': the file is not YAML \(.+\)\. Write it as manifest-tool's README shows: .*\.$/
    )
  })

  test('refuses aliases at once, however much they would unfold to', async () => {
    const letters = 'abcdefghi'.split('')
    const bomb = letters.map((name, i) => {
      const before = letters[i - 1]
      return `${name}: &${name} [${(before === undefined ? 'lol' : `*${before}`).concat(',').repeat(9)}]`
    })
    const started = performance.now()
    await expect(parseSpec(`${bomb.join('\n')}\ntags: *i`)).rejects.toThrow(/the file is not YAML \(Alias/)
    await expect(parseSpec('x: &x v1\nimage: *x')).rejects.toThrow(/the file is not YAML \(Alias/)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('readSpec', () => {
  const folder = makeFolder('spec')
  const inFolder = (name: string): string => join(folder.path, name)
  afterAll(folder.remove)

  const written = async (name: string, text: string): Promise<string> => {
    await writeFile(inFolder(name), text)
    return inFolder(name)
  }

  test('reads the file at the path', async () => {
    expect(await readSpec(await written('app.yml', wholeSpec))).toEqual(await parseSpec(wholeSpec))
  })

  test('takes a byte order mark and the line ends of Windows', async () => {
    const path = await written('windows.yml', `\uFEFF${wholeSpec.replaceAll('\n', '\r\n')}`)
    expect(await readSpec(path)).toEqual(await parseSpec(wholeSpec))
  })

  test('says which file cannot be read, and keeps the cause', async () => {
    const error: unknown = await readSpec(inFolder('absent.yml')).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({
      message: `Input 'spec': '${inFolder('absent.yml')}' cannot be read. Give the path of a file in the workspace.`,
      cause: { code: 'ENOENT' }
    })
    await expect(readSpec(folder.path)).rejects.toThrow('cannot be read')
  })

  test('takes a file of 1 MiB and no larger one', async () => {
    const fill = (size: number): string => 'image: app\n'.padEnd(size, '#')
    expect((await readSpec(await written('large.yml', fill(1024 * 1024)))).inputs).toEqual({ image: 'app' })
    const path = await written('huge.yml', fill(1024 * 1024 + 1))
    await expect(readSpec(path)).rejects.toThrow(`Input 'spec': '${path}' is larger than 1048576 bytes.`)
  })
})
