import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeImage, pushBases, rebasingIn } from '../support/bases.js'
import { makeFolder } from '../support/folder.js'
import { configOf, readFixture } from '../support/images.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const folder = makeFolder('rebase-login')
let registry: TestRegistry
beforeAll(async () => {
  registry = await memoryTestRegistry({ auth: 'token' })
  await pushBases(registry)
})
afterAll(async () => {
  await registry.close()
  folder.remove()
})

// The inputs leave the environment before the helper is started, and the tags are filled in after it has answered.
test('the tags of a rebase are those of the inputs where a credential helper was asked', async () => {
  const at = (name: string): string => join(folder.path, name)
  const { username = '', password = '' } = registry.login
  const answer = JSON.stringify({ ServerURL: registry.host, Username: username, Secret: password })
  writeFileSync(at('docker-credential-test'), `#!/bin/sh\nenv >'${at('env')}'\ncat >/dev/null\necho '${answer}'\n`)
  chmodSync(at('docker-credential-test'), 0o755)
  writeFileSync(at('config.json'), JSON.stringify({ credsStore: 'test' }))

  const place = rebasingIn(registry)
  const labels = { 'org.opencontainers.image.version': 'v2.7.0' }
  const original = readFixture('app-classic-ltsc2022')
  const config = configOf(original)
  await place.put('v2-old', changeImage(original, { ...config, config: { ...config.config, Labels: labels } }))
  const servercore = `${registry.host}/windows/servercore`
  const result = await place.rebase(
    'v2-old',
    {
      username: '',
      password: '',
      tags: 'v{{version}}-new',
      releases: 'ltsc2022',
      'old-base': `${servercore}:10.0.20348.5499`,
      'new-base': `${servercore}:10.0.20348.5622`
    },
    { DOCKER_CONFIG: folder.path, PATH: `${folder.path}${delimiter}${process.env.PATH ?? ''}` }
  )
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(result.outputs.reference).toBe(`${place.image}:v2.7.0-new-ltsc2022`)
})
