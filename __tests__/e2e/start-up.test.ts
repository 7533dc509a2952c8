import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAction } from '../support/action.js'
import { makeFolder } from '../support/folder.js'
import { buildIndex } from '../support/image-builder.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { placeIn, versionImage } from '../support/published.js'
import { repository } from '../support/runner-environment.js'

const folder = makeFolder('start-up')
afterAll(folder.remove)

/** The files of the bundle that a Node read, which it tells when it is asked for the coverage of a run. */
const filesIn = (coverage: string): Map<string, string> => {
  const reports = readdirSync(coverage).map(
    name => JSON.parse(readFileSync(join(coverage, name), 'utf8')) as { result: { url: string }[] }
  )
  const urls = reports.flatMap(({ result }) => result.map(({ url }) => url)).filter(url => url.startsWith('file://'))
  const files = [...new Set(urls)].map(url => fileURLToPath(url)).filter(file => file.startsWith(`${repository}dist/`))
  return new Map(files.map(file => [basename(file), readFileSync(file, 'utf8')]))
}

const load = async (name: string, inputs: Readonly<Record<string, string>>): Promise<Map<string, string>> => {
  const coverage = join(folder.path, name)
  const result = await runAction({ inputs, env: { NODE_V8_COVERAGE: coverage } })
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  return filesIn(coverage)
}

/** Words of what has no business in a fan-in, as their own sources write them. */
const strangers = {
  '@actions/exec': 'class ToolRunner',
  '@actions/github': 'octokit',
  '@actions/http-client': 'class HttpClientResponse',
  '@actions/tool-cache': 'RUNNER_TOOL_CACHE',
  undici: 'UND_ERR_',
  yaml: 'YAMLParseError',
  'https-proxy-agent': 'class HttpsProxyAgent'
}

/** What the files of the bundle have in them of these. */
const strangersIn = (files: ReadonlyMap<string, string>): string[] =>
  Object.entries(strangers).flatMap(([name, word]) => ([...files.values()].join('').includes(word) ? [name] : []))

// Every job of a fan-in waits for what it loads before its first request is on the way.
describe('mode manifest', () => {
  let registry: TestRegistry
  let image: string
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    const leg = versionImage('v2.7.0', '10.0.20348.1')
    ;({ image } = await placeIn(
      registry,
      { 'v2.7.0-ltsc2022': leg, latest: buildIndex({ entries: [leg] }) },
      'org/app'
    ))
  })
  afterAll(() => registry.close())

  // A word that is nowhere would prove nothing.
  test('is looked through for words that the bundle has', () => {
    const bundle = readdirSync(`${repository}dist`).map(name => [
      name,
      readFileSync(`${repository}dist/${name}`, 'utf8')
    ])
    expect(strangersIn(new Map(bundle as [string, string][]))).toEqual(Object.keys(strangers))
  })

  test('loads nothing that it does not use', async () => {
    const inputs = { mode: 'manifest', image, tags: 'v2.7.0, latest', releases: 'ltsc2022' }
    const files = await load('manifest', inputs)
    expect([...files.keys()]).toContain('index.js')
    expect(strangersIn(files)).toEqual([])
    // So that what nobody has thought of is noticed.
    const size = [...files.values()].reduce((sum, text) => sum + text.length, 0)
    expect(size).toBeLessThan(550_000)
  })

  test('loads no undici with node:http, which importing it as an ES module would do', async () => {
    const preload = join(folder.path, 'modules.cjs')
    const list = join(folder.path, 'modules')
    writeFileSync(
      preload,
      `process.once('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')))`
    )
    const inputs = { mode: 'manifest', image, tags: 'v2.7.0', releases: 'ltsc2022' }
    await runAction({ inputs, env: { NODE_OPTIONS: `--require ${preload}` } })
    const loaded = readFileSync(list, 'utf8').split('\n')
    expect(loaded).toContain('NativeModule https')
    expect(loaded.filter(name => name.includes('undici'))).toEqual([])
  })

  test('loads what a spec and its YAML need where one is given, and the bundle has it', async () => {
    const spec = join(folder.path, 'spec.yml')
    writeFileSync(spec, `image: ${image}:v2.7.0\nmanifests:\n  - image: ${image}:v2.7.0-ltsc2022\n`)
    expect(strangersIn(await load('spec', { mode: 'manifest', spec, push: 'false' }))).toEqual(['yaml'])
  })
})
