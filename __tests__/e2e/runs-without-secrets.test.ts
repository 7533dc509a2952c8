import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { writeFiles } from '../support/assembly.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture } from '../support/images.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { baseFixture, hosts, legFixture, runOnWindows } from '../support/windows-cases.js'

const notice =
  "Input 'password' is empty, as in runs that a fork or Dependabot started. Nothing is pushed, so 'username' is ignored."

/** What a workflow hands over that reads a variable and a secret, in a run that gets no secrets. */
const login = { username: 'builder', password: '' }
const pullRequest = { GITHUB_EVENT_NAME: 'pull_request' }

const folder = makeFolder('secretless')
let registry: TestRegistry
let image: string
beforeAll(async () => {
  registry = await memoryTestRegistry()
  image = `${registry.host}/org/app`
  await pushFixture(registry.store('org/app'), 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
  const bases = 'windows/servercore'
  await pushFixture(registry.store(bases), bases, 'ltsc2022', baseFixture('ltsc2022'))
  writeFiles(folder.path, { 'dist/app.exe': 'MZ' })
})
afterAll(async () => {
  await registry.close()
  folder.remove()
})

const baseImage = (): Record<string, string> => ({ 'base-image': `${registry.host}/windows/servercore` })

const modes: readonly (readonly [string, () => Record<string, string>])[] = [
  ['manifest', () => ({ image, tags: 'v2.7.0', releases: 'ltsc2022' })],
  ['rebase', () => ({ source: `${image}:v2.7.0-ltsc2022`, ...baseImage() })],
  ['assemble', () => ({ image, tags: 'x', releases: 'ltsc2022', files: 'dist => C:/app', ...baseImage() })]
]

const run = (mode: string, inputs: Record<string, string>, env: Record<string, string>): Promise<ActionResult> =>
  runAction({ inputs: { mode, ...login, ...inputs }, env: { ...registry.env, ...env }, cwd: folder.path })

test.each(modes)('mode %s does a dry run without the secret, and refuses to push without it', async (mode, inputs) => {
  const dry = await run(mode, inputs(), pullRequest)
  expect(dry).toMatchObject({ exitCode: 0, errors: [] })
  expect(dry.notices.filter(text => text === notice)).toHaveLength(1)
  const wet = await run(mode, inputs(), {})
  expect(wet).toMatchObject({ exitCode: 1 })
  expect(wet.errors).toEqual([expect.stringMatching(/^Input 'username' is given without 'password'.*no secrets\.$/)])
})

test.each([
  ['a source', () => ({ source: `${image}:v2.7.0-ltsc2022` })],
  ['an image', () => ({ image: image.replace('org/app', 'org/list'), tags: 'v2.7.0' })]
])('mode check never needs the secret: %s', async (_, inputs) => {
  await pushFixture(registry.store('org/list'), 'org/list', 'v2.7.0', legFixture('ltsc2022'))
  const result = await run('check', { ...inputs(), ...baseImage() }, {})
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(result.notices).toContain(notice)
})

test('mode build does a dry run without the secret, and refuses to push before it builds', async () => {
  const inputs = { image, tags: 'v2.7.0', ...login }
  const dry = await runOnWindows(hosts.server2022, inputs, { env: pullRequest })
  expect(dry).toMatchObject({ exitCode: 0, errors: [], notices: [notice] })
  expect(dry.commands.some(([command]) => command === 'build')).toBe(true)
  const wet = await runOnWindows(hosts.server2022, inputs)
  expect(wet).toMatchObject({ exitCode: 1, commands: [] })
})
