import { describe, expect, it } from 'vitest'
import { readManifestInputs } from '../../src/inputs/manifest.js'
import { manifest } from '../../src/modes/manifest.js'
import { startJournal } from '../../src/report/journal.js'
import { parseConfig, parseDocument } from '../../src/oci/document.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Content } from '../../src/oci/types.js'
import type { RegistryClient } from '../../src/registry/client.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import type { Result } from '../../src/report/result.js'
import { contentOf } from '../support/documents.js'
import { digestNo, pushed, reading } from '../support/samples.js'

describe('the entries of a fan-in', () => {
  type Stored = Readonly<Record<string, Content>>

  const configType = 'application/vnd.docker.container.image.v1+json'
  const revision = pushed().sha

  /** An image of that os.version; the config is as good as its digest here. */
  const imageOf = (build: number): Content =>
    contentOf(mediaTypes.dockerManifest, {
      schemaVersion: 2,
      config: { mediaType: configType, digest: digestNo(build), size: 1 },
      layers: []
    })

  const configOf = (build: number): Uint8Array =>
    Buffer.from(
      JSON.stringify({
        os: 'windows',
        architecture: 'amd64',
        'os.version': `10.0.${build}.1`,
        config: { Labels: { 'org.opencontainers.image.revision': revision } }
      })
    )

  const unused = (): never => {
    throw new Error('a dry run with one repository does not need it')
  }

  /** A registry that holds these documents under their tags, and can only be read. */
  const holding = (documents: Stored): RegistryClient => ({
    policy: { tries: 1, sleep: unused, random: unused, log: quiet },
    copy: unused,
    copyBlobs: unused,
    uploadToAll: unused,
    uploadContent: unused,
    putByDigest: unused,
    close: unused,
    open: (repository): RepositoryClient => ({
      repository,
      blobs: { has: unused, hasNow: unused, open: unused, mount: unused, start: unused, send: unused },
      content: unused,
      get: identifier => {
        const found = documents[identifier]
        return Promise.resolve(found === undefined ? undefined : parseDocument(found))
      },
      head: identifier => Promise.resolve(documents[identifier]?.digest),
      config: ({ config }) => Promise.resolve(parseConfig(configOf(Number(`0x${config.digest.slice(-8)}`)))),
      tags: unused,
      put: unused,
      withSignal: unused
    })
  })

  const ignore = (): void => undefined
  const quiet = {
    debug: ignore,
    info: ignore,
    notice: ignore,
    warning: ignore,
    secret: ignore,
    group: <T>(_: string, body: () => Promise<T>): Promise<T> => body()
  }

  const join = async (given: Readonly<Record<string, string>>, documents: Stored): Promise<Result> => {
    const inputs = await readManifestInputs(
      reading({ image: 'ghcr.io/org/app', tags: 'v1', push: 'false', ...given }),
      pushed()
    )
    return manifest(inputs, { registry: holding(documents), log: quiet, journal: startJournal() })
  }

  it('make a list', async () => {
    const { outputs } = await join(
      { releases: 'ltsc2022, ltsc2025' },
      { 'v1-ltsc2022': imageOf(20348), 'v1-ltsc2025': imageOf(26100) }
    )

    expect(outputs.releases).toBe('ltsc2025,ltsc2022')
  })

  const ignoresBase = { 'v1-ltsc2022': imageOf(20348), 'v1-ltsc2025': imageOf(20348) }

  it('are refused where a Dockerfile ignores its base: the image comes first under the wrong release', async () => {
    await expect(join({ releases: 'ltsc2025, ltsc2022' }, ignoresBase)).rejects.toThrow(
      'ghcr.io/org/app:v1-ltsc2025 is not an image for ltsc2025'
    )
  })

  // A reproducible build that ignores BASE gives the same image for both: dropped as a double, the second would leave a
  // list without ltsc2025.
  it('are refused where a Dockerfile ignores its base: the image comes first under the right release', async () => {
    await expect(join({ releases: 'ltsc2022, ltsc2025' }, ignoresBase)).rejects.toThrow(
      'ghcr.io/org/app:v1-ltsc2025 is not an image for ltsc2025'
    )
  })

  it('are refused where there are none', async () => {
    const empty = contentOf(mediaTypes.ociIndex, { schemaVersion: 2, manifests: [] })

    await expect(join({ sources: 'ghcr.io/org/app:empty' }, { empty })).rejects.toThrow(
      "There is no image to list. Check 'releases' and 'sources'."
    )
  })
})
