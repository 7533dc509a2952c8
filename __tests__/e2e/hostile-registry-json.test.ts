import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeImage, onlyChild, pushBases, rebasingIn } from '../support/bases.js'
import { expectRefusal, windowsImage } from '../support/fan-in.js'
import { mediaTypes } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import { configOf, type Image, manifestOf, readFixture } from '../support/images.js'
import { placeIn } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry
beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})
afterAll(() => registry.close())

const image = windowsImage('10.0.20348.1')

/** The image with another text for its config. */
const withConfig = (change: (config: string) => string): Image => {
  const config = Buffer.from(change(JSON.stringify(configOf(image))))
  const digest = digestOf(config)
  const manifest = { schemaVersion: 2, ...manifestOf(image) }
  const bytes = Buffer.from(
    JSON.stringify({ ...manifest, config: { ...manifest.config, size: config.length, digest } })
  )
  return { ...image, bytes, digest: digestOf(bytes), blobs: new Map([...image.blobs, [digest, config]]) }
}

/** The image with another text for its manifest. */
const withManifest = (change: (manifest: string) => string): Image => {
  const bytes = Buffer.from(change(JSON.stringify({ schemaVersion: 2, ...manifestOf(image) })))
  return { ...image, bytes, digest: digestOf(bytes) }
}

const first = (member: string) => (text: string) => text.replace('{', `{${member},`)

const run = async (tampered: Image): ReturnType<Awaited<ReturnType<typeof placeIn>>['run']> => {
  const place = await placeIn(registry, { tampered })
  return place.run({ tags: 'v2.7.0', sources: `${place.image}:tampered` })
}

const twoWays = 'can be read in two ways'

describe('a document that docker would read in another way', () => {
  test.each([
    ['a version of another case', withConfig(first('"OS.Version":"10.0.26100.1"')), "'OS.Version'"],
    ['a version with a long s', withConfig(first('"o\\u017f.version":"10.0.26100.1"')), "take for 'os.version'"],
    ['a version that is given twice', withConfig(first('"os.version":"10.0.26100.1"')), "'os.version' twice"],
    [
      'an entrypoint of another case',
      withConfig(text => text.replace('"config":{', '"config":{"entryPoint":["evil"],')),
      "take for 'Entrypoint'"
    ],
    ['another config', withManifest(first(`"Config":${JSON.stringify(manifestOf(image).config)}`)), "'Config'"],
    [
      'layers with a Kelvin sign',
      withManifest(text => text.replace('"size":', '"si\\u007ae":1,"size":')),
      "'size' twice"
    ],
    [
      'a label that is given twice',
      withConfig(text => text.replace('"Labels":{', '"Labels":{"a":"1","a":"2",')),
      "'a' twice"
    ]
  ])('is refused: %s', async (_, tampered, text) => {
    expectRefusal(await run(tampered), [twoWays, text])
  })

  test('is not one whose labels, ports and volumes differ in case alone', async () => {
    const free = '"Labels":{"a":"1","A":"2",'
    const ports = '"config":{"ExposedPorts":{"80/tcp":{},"80/TCP":{}},"Volumes":{"c:\\\\A":{},"c:\\\\a":{}},'
    const tampered = withConfig(text => text.replace('"config":{', ports).replace('"Labels":{', free))
    expect(await run(tampered)).toMatchObject({ exitCode: 0, errors: [] })
  })

  test('is refused with a number that would not be kept', async () => {
    const healthcheck = '"config":{"Healthcheck":{"Test":["NONE"],"Interval":9223372036854775807},'
    const tampered = withConfig(text => text.replace('"config":{', healthcheck))
    expectRefusal(await run(tampered), [twoWays, 'the number 9223372036854775807, which is too large to be kept'])
  })
})

describe('layers compressed with zstd', () => {
  const base = onlyChild(readFixture('base-servercore-ltsc2022-next'))
  const zstd = changeImage(
    {
      ...base,
      mediaType: mediaTypes.oci.manifest,
      bytes: Buffer.from(base.bytes.toString().replace(base.mediaType, mediaTypes.oci.manifest))
    },
    configOf(base),
    {
      layers: (manifestOf(base).layers ?? []).map(layer => ({
        ...layer,
        mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd'
      }))
    }
  )

  test('do not come into an image of Docker’s types', async () => {
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', 'app-classic-ltsc2022')
    await place.put('zstd', zstd)
    const inputs = { 'new-base': `${place.image}:zstd`, 'base-image': '' }
    const result = await place.rebase('v1-ltsc2022', {
      ...inputs,
      'old-base': `${registry.host}/windows/servercore:10.0.20348.5499`
    })
    expectRefusal(result, [`${place.image}:zstd has layers compressed with zstd`])
  })
})
