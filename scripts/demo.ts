import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type ActionResult, runAction } from '../__tests__/support/action.js'
import { assembled, writeFiles } from '../__tests__/support/assembly.js'
import { makeFolder } from '../__tests__/support/folder.js'
import { pushFixture } from '../__tests__/support/images.js'
import { startMemoryRegistry } from '../__tests__/support/memory-registry.js'
import { renderPage, type Chapter } from './page.js'

/** What the step summaries of the list tell of each host. */
type Pulls = { pulls: readonly { host: string; engine: string; digest?: string; start?: string }[] }

/** What the list says of its images. */
type Entries = { entries: readonly { digest: string; platform: { 'os.version'?: string } }[] }

const say = (text = ''): void => {
  console.log(text === '' ? '' : `   ${text}`)
}
const heading = (text: string): void => {
  console.log(`\n\u001b[1m${text}\u001b[0m\n`)
}

const { values } = parseArgs({ options: { html: { type: 'string' } } })
const registry = await startMemoryRegistry()
const workspace = makeFolder('demo')
const chapters: Chapter[] = []
const started = performance.now()

/** One step of a workflow: the committed bundle in a process of its own, as a runner starts it. */
const step = async (title: string, inputs: Readonly<Record<string, string>>): Promise<ActionResult> => {
  heading(`${chapters.length + 1}. ${title}`)
  for (const [name, value] of Object.entries(inputs)) say(`${name}: ${value.replaceAll('\n', ', ')}`)
  say()
  const result = await runAction({ inputs, cwd: workspace.path })
  if (result.exitCode !== 0) throw new Error(`${title}: it ended with ${result.exitCode}\n${result.log}`)
  chapters.push({ title, summary: result.summary })
  for (const text of [...result.notices, ...result.warnings]) say(`! ${text}`)
  return result
}

const base = (release: string, fixture: string): Promise<string> =>
  pushFixture(registry, 'windows/servercore', release, fixture)

const showTags = (): void => {
  for (const [tag, digest] of registry.tags('org/app')) say(`org/app:${tag.padEnd(16)} ${digest.slice(0, 19)}`)
}

try {
  for (const release of assembled) await base(release, `base-servercore-${release}`)
  writeFiles(workspace.path, { 'dist/app.exe': 'MZ a program', 'dist/settings.json': '{ "port": 8080 }' })
  console.log(`A month of a publisher, on a registry in this process (${registry.host}): nothing leaves the machine.`)

  const image = `${registry.host}/org/app`
  const releases = assembled.join(', ')
  const baseImage = `${registry.host}/windows/servercore`

  const plan = await step('Who builds what?', { mode: 'plan', releases })
  say(`matrix: ${plan.outputs.matrix ?? ''}`)
  say(`no runner builds: ${plan.outputs['rebase-releases'] ?? ''}`)

  const files = 'dist => C:/app'
  const settings = { files, entrypoint: '["C:/app/app.exe"]', expose: '8080' }
  const made = await step('The files need no runner at all: all three on their bases, in one job', {
    mode: 'assemble',
    image,
    tags: 'v2.7.0',
    releases,
    'base-image': baseImage,
    ...settings
  })
  for (const reference of (made.outputs.references ?? '').split('\n')) say(reference)

  const tags = 'v2.7.0, {{major}}.{{minor}}, latest'
  const listed = await step('One list for every host', { mode: 'manifest', image, tags, releases })
  showTags()

  heading('Who pulls what from it, with Docker as it comes')
  const metadata = JSON.parse(listed.outputs.metadata ?? '') as Pulls & Entries
  for (const { host, engine, digest, start } of metadata.pulls) {
    if (!engine.startsWith('Docker')) continue
    const version = metadata.entries.find(entry => entry.digest === digest)?.platform['os.version']
    say(`${host.padEnd(20)} ${version ?? 'nothing'} (starts ${start ?? 'never'})`)
  }

  heading('The second Tuesday: Microsoft publishes an update of Windows Server 2022')
  await base('ltsc2022', 'base-servercore-ltsc2022-next')
  say('windows/servercore:ltsc2022 is 10.0.20348.5622 now')

  const source = `${image}:v2.7.0`
  const outdated = await step('Are the published images up to date?', { mode: 'check', source })
  say(`outdated: ${outdated.outputs.outdated ?? ''} (${outdated.outputs['outdated-releases'] ?? ''})`)

  await step('The new base goes under the image that is there: nothing is built', { mode: 'rebase', source, tags })
  showTags()

  const content = await step('And now?', { mode: 'check', source })
  say(`outdated: ${content.outputs.outdated ?? ''}`)

  if (values.html !== undefined) {
    const path = resolve(values.html)
    writeFileSync(path, renderPage('A month of a publisher', chapters))
    say(`The step summaries as a page: ${path}`)
  }
  if (outdated.outputs.outdated !== 'true' || content.outputs.outdated !== 'false')
    throw new Error('the update was not noticed, or not taken')
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`\n${chapters.length} action runs in ${seconds} s: no Windows, no Docker, nothing built twice.`)
  console.log('Every published image has the newest Windows again.')
} finally {
  workspace.remove()
  await registry.close()
}
