import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { describeOnWindows, startWindowsHost, type WindowsHost } from '../support/wine.js'

const login = { username: 'builder', password: 'correct horse' }

describeOnWindows('a credential helper on Windows', () => {
  const folder = makeFolder('wine-helper')
  let registry: MemoryRegistry
  let host: WindowsHost
  beforeAll(async () => {
    registry = await startMemoryRegistry({ auth: 'token', ...login })
    await pushFixture(registry, 'org/app', 'v2-ltsc2022', 'app-classic-ltsc2022')
    const answer = JSON.stringify({ ServerURL: registry.host, Username: login.username, Secret: login.password })
    // The first one is on PATH; any other has to be where a test puts it.
    const rules: Rule[] = [
      { program: 'docker-credential-wincred', args: ['get'], stdin: true, stdout: answer },
      { pattern: /^get$/, stdin: true, stdout: answer }
    ]
    host = await startWindowsHost({ build: 20348, ubr: 5499, dockerRules: [], rules })
    mkdirSync(join(host.profile, '.docker'))
  }, 60_000)
  afterAll(async () => {
    await host.close()
    await registry.close()
    folder.remove()
  })

  const stepWith = (credsStore: string): Promise<ActionResult> => {
    const config = { auths: { [registry.host]: {} }, credsStore }
    writeFileSync(join(host.profile, '.docker', 'config.json'), JSON.stringify(config))
    const inputs = { mode: 'manifest', image: `${registry.host}/org/app`, tags: 'v2', releases: 'ltsc2022' }
    return host.runAction({ inputs, cwd: folder.path })
  }

  // Where `docker login` leaves a login on hosted runners: the config has but the name of the store.
  test('gives the login of the credential store', async () => {
    const before = host.calls().length
    const result = await stepWith('wincred')
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(registry.getManifest('org/app', 'v2')?.digest).toBe(result.outputs.digest)
    const calls = host.calls().slice(before)
    expect(calls.map(({ program, argv, stdin }) => [program, argv, stdin])).toEqual([
      ['docker-credential-wincred', ['get'], registry.host]
    ])
    expect(result.masks).toContain(login.password)
  })

  // Windows looks into the working folder first, where any file of the repository may lie.
  test('is not taken from the working folder', async () => {
    linkSync(host.recorder, join(folder.path, 'docker-credential-planted.exe'))
    const before = host.calls().length
    const result = await stepWith('planted')
    expect(host.calls().slice(before)).toEqual([])
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.warnings).toEqual([
      expect.stringContaining("there is no program 'docker-credential-planted' on PATH") as string
    ])
  })
})
