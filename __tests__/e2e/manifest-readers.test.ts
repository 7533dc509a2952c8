import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allLegs, entry, legEntries, pushLegs, runManifest, type Leg } from '../support/fan-in.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { mediaTypes } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import { type Manifest, manifestOf, pushFixture, readFixture } from '../support/images.js'
import { distributionTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeWith, requireService } from '../support/services.js'

const run = promisify(execFile)

describeWith(['docker-registry', 'docker', 'skopeo'], 'the list of mode manifest as others read it', () => {
  const repository = 'org/app'
  const attested = 'app-buildkit-provenance-ltsc2022'
  let registry: TestRegistry
  let folder: Folder
  let image: string
  let digests: Readonly<Record<Leg, string>>

  beforeAll(async () => {
    folder = makeFolder('readers')
    mkdirSync(join(folder.path, 'docker'))
    registry = await distributionTestRegistry()
    image = `${registry.host}/${repository}`
    digests = await pushLegs(registry, repository)
    await pushFixture(registry.store(repository), repository, 'buildkit', attested)
  })

  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  const publish = async (tags: string, inputs: Readonly<Record<string, string>>): Promise<string> => {
    const result = await runManifest(registry, { image, tags, ...inputs })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    return result.outputs.digest ?? ''
  }

  const skopeo = async (...args: string[]): Promise<string> =>
    (await run(requireService('skopeo'), args, { maxBuffer: 16 * 1024 * 1024 })).stdout

  const skopeoRaw = (tag: string): Promise<string> =>
    skopeo('inspect', '--raw', '--tls-verify=false', `docker://${image}:${tag}`)

  const skopeoDigest = async (raw: string): Promise<string> => {
    const path = join(folder.path, digestOf(Buffer.from(raw)).slice(7))
    writeFileSync(path, raw)
    return (await skopeo('manifest-digest', path)).trim()
  }

  /** What the Debian CLI makes of a list; it has a config folder of its own and no engine. */
  const dockerInspect = async (reference: string, ...options: string[]): Promise<unknown> => {
    const env = {
      PATH: process.env.PATH,
      HOME: folder.path,
      DOCKER_CONFIG: join(folder.path, 'docker'),
      DOCKER_CLI_EXPERIMENTAL: 'enabled'
    }
    const args = ['manifest', 'inspect', '--insecure', ...options, reference]
    return JSON.parse((await run(requireService('docker'), args, { env })).stdout) as unknown
  }

  /** The image of a list that skopeo takes for a host, by its config. */
  const skopeoPicks = async (tag: string, os: string): Promise<unknown> => {
    const args = ['--override-os', os, '--override-arch', 'amd64', 'inspect', '--config', '--tls-verify=false']
    return JSON.parse(await skopeo(...args, `docker://${image}:${tag}`)) as unknown
  }

  test('docker manifest inspect shows a Docker list with the four images, os.version and the order', async () => {
    const digest = await publish('v2.7.0', { releases: allLegs })
    for (const reference of [`${image}:v2.7.0`, `${image}@${digest}`]) {
      expect(await dockerInspect(reference)).toMatchObject({
        schemaVersion: 2,
        mediaType: mediaTypes.docker.list,
        manifests: legEntries(digests)
      })
    }
  })

  test('docker manifest inspect --verbose finds each image behind the list', async () => {
    await publish('v2.7.0', { releases: allLegs })
    const found = await dockerInspect(`${image}:v2.7.0`, '--verbose')
    expect(found).toMatchObject(
      legEntries(digests).map(({ digest, platform }) => ({
        Ref: `${image}:v2.7.0@${digest}`,
        Descriptor: { digest, platform }
      }))
    )
  })

  test('skopeo reads a Docker list with the same entries, and computes the digest that the outputs give', async () => {
    const digest = await publish('v2.7.0', { releases: allLegs })
    const raw = await skopeoRaw('v2.7.0')
    const list = JSON.parse(raw) as Manifest
    expect(list.mediaType).toBe(mediaTypes.docker.list)
    expect(list.manifests).toHaveLength(4)
    expect(list.manifests).toMatchObject(legEntries(digests))
    expect(await skopeoDigest(raw)).toBe(digest)
    expect(await skopeoPicks('v2.7.0', 'windows')).toMatchObject({ os: 'windows', 'os.version': '10.0.26100.33296' })
    expect(await skopeoPicks('v2.7.0', 'linux')).toMatchObject({ os: 'linux', architecture: 'amd64' })
  })

  test('skopeo reads an OCI index with its annotations and attestations, and computes the same digest', async () => {
    const digest = await publish('v2.7.0,oci', {
      releases: 'ltsc2019,ltsc2025,linux-amd64',
      sources: `${image}:buildkit`,
      annotations: 'org.opencontainers.image.version=v2.7.0'
    })
    const raw = await skopeoRaw('oci')
    const [child, attestation] = manifestOf(readFixture(attested)).manifests ?? []
    expect(JSON.parse(raw)).toMatchObject({
      schemaVersion: 2,
      mediaType: mediaTypes.oci.list,
      manifests: [
        entry(digests.ltsc2025, '10.0.26100.33296'),
        entry(child?.digest ?? '', '10.0.20348.5499'),
        entry(digests.ltsc2019, '10.0.17763.8027'),
        entry(digests['linux-amd64']),
        attestation
      ],
      annotations: { 'org.opencontainers.image.version': 'v2.7.0' }
    })
    expect(await skopeoDigest(raw)).toBe(digest)
    expect(await skopeoPicks('oci', 'linux')).toMatchObject({ os: 'linux', architecture: 'amd64' })
  })

  test('skopeo copies all of a list away, which it can do only when everything is there', async () => {
    await publish('v2.7.0', { releases: allLegs })
    const target = `dir:${join(folder.path, 'copy')}`
    await skopeo('copy', '--all', '--src-tls-verify=false', `docker://${image}:v2.7.0`, target)
  })
})
