import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { makeContext } from '../support/build-context.js'
import { type Distribution, startDistribution } from '../support/distribution.js'
import { type Engine, startEngine } from '../support/engine.js'
import { makeFolder } from '../support/folder.js'
import { send } from '../support/image-store.js'
import { type Manifest, pushFixture } from '../support/images.js'
import { describeWith } from '../support/services.js'
import { fixtureReleases, inspected, legFixture } from '../support/windows-cases.js'

const run = promisify(execFile)
const services = ['docker', 'dockerd', 'docker-registry', 'busybox', 'skopeo'] as const
const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json'
const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json'

describeWith(services, 'legs of Windows and a leg that the engine builds', () => {
  const folder = makeFolder('build-list')
  let engine: Engine
  let registry: Distribution
  let image: string
  beforeAll(async () => {
    engine = await startEngine()
    registry = await startDistribution()
    image = `${registry.host}/org/app`
    makeContext(folder.path)
  })
  afterAll(async () => {
    await registry.close()
    await engine.close()
    folder.remove()
  })

  const step = (inputs: Readonly<Record<string, string>>): Promise<ActionResult> => {
    const given = { image, tags: 'v2.7.0, latest', ...inputs }
    return runAction({ cwd: folder.path, inputs: given, env: engine.env })
  }

  const digestOf = async (tag: string): Promise<unknown> => {
    const accept = `${dockerList}, ${dockerManifest}`
    const { headers } = await send(registry.target('org/app'), 'HEAD', `/v2/org/app/manifests/${tag}`, { accept })
    return headers['docker-content-digest']
  }

  test('become one list, in which every host finds its own image', async () => {
    const pushed: Record<string, string> = {}
    // The newest is not the first to come.
    for (const release of [...fixtureReleases].reverse()) {
      pushed[release] = await pushFixture(
        registry.target('org/app'),
        'org/app',
        `v2.7.0-${release}`,
        legFixture(release)
      )
    }
    const built = await step({ mode: 'build' })
    expect(built).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const linux = await digestOf('v2.7.0-linux-amd64')
    expect(built.outputs).toMatchObject({ release: 'linux-amd64', digest: linux })

    const releases = 'ltsc2019\nltsc2022\nltsc2025\nlinux-amd64'
    const joined = await step({ mode: 'manifest', releases })
    expect(joined).toMatchObject({ exitCode: 0, errors: [], outputs: { unchanged: 'false' } })
    expect(joined.outputs.releases).toBe('ltsc2025,ltsc2022,ltsc2019,linux-amd64')
    // The fixtures have no labels; the leg that was built has.
    expect(joined.warnings).toEqual([expect.stringMatching(/org\.opencontainers\.image\.revision/)])
    expect(joined.warnings[0]).not.toContain('linux-amd64')

    const entries = [
      ...fixtureReleases.map(release => ({
        digest: pushed[release],
        platform: { architecture: 'amd64', os: 'windows', 'os.version': inspected(release).OsVersion }
      })),
      { digest: linux, platform: { architecture: 'amd64', os: 'linux' } }
    ].map(entry => ({ mediaType: dockerManifest, size: expect.any(Number) as number, ...entry }))
    for (const tag of ['v2.7.0', 'latest']) {
      expect(await digestOf(tag)).toBe(joined.outputs.digest)

      const { status, stdout: ofDocker } = await engine.docker(['manifest', 'inspect', '--insecure', `${image}:${tag}`])
      expect(status).toBe(0)
      expect((JSON.parse(ofDocker) as Manifest).manifests).toEqual(entries)

      const reference = `docker://${image}:${tag}`
      const { stdout: raw } = await run('skopeo', ['inspect', '--raw', '--tls-verify=false', reference])
      expect(JSON.parse(raw)).toEqual({ schemaVersion: 2, mediaType: dockerList, manifests: entries })
    }

    // The engine takes the image of its own platform from the list.
    expect(await engine.docker(['pull', '--quiet', `${image}:latest`])).toMatchObject({ status: 0 })
    const { stdout } = await engine.docker(['run', '--rm', '--network', 'none', `${image}:latest`])
    expect(stdout).toBe('hello\n')

    const again = await step({ mode: 'manifest', releases })
    const { digest } = joined.outputs
    expect(again).toMatchObject({ exitCode: 0, errors: [], outputs: { digest, unchanged: 'true' } })
  })
})
