import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, linuxImage, ofCommit } from '../support/fan-in.js'
import { type Aim, aims } from '../support/fault-cases.js'
import { digests, startWorld, type World } from '../support/fault-world.js'
import { forgedCommands, forgedMarkup, runAgainst } from '../support/hostile.js'
import { buildImage, mediaTypes } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

/** All of them, each at the start of a line: for places where the text stands behind words of our own. */
const allCommands = forgedCommands.join('\n')
/** Those that a header can carry: no line break, nothing beyond Latin-1. */
const inHeaders = [...forgedCommands, ...forgedMarkup].filter(text => /^[\t -~\u0080-\u00ff]+$/.test(text))

describe('in a fan-in', () => {
  let world: World
  let before: object
  beforeEach(async () => {
    world = await startWorld(3000)
    before = world.state()
  })
  afterEach(() => world.close())

  const run = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
    runAgainst({ inputs: { ...world.inputs, retries: '2', ...inputs } })

  const expectStopped = (result: ActionResult, ...texts: readonly (string | RegExp)[]): void => {
    expectRefusal(result, texts)
    expect(world.state()).toEqual(before)
  }

  const aimOf = (name: string): Aim => {
    const aim = aims(digests).find(one => one.name === name)
    if (aim === undefined) throw new Error(`there is no request '${name}'`)
    return aim
  }

  test.each([
    'the manifest of a leg',
    'a question for a manifest',
    'the config of a leg',
    'a layer that is copied',
    'the start of an upload',
    'an upload',
    'a manifest by digest',
    'a token'
  ])('the codes and messages of a refusal are no commands: %s', async name => {
    const { registry, match, has } = aimOf(name)
    const said = { code: allCommands, message: allCommands }
    const fault = world[registry].fault({ type: 'status', status: 503, ...said, ...match, times: Infinity })
    const result = await run()
    expect(fault.happened).toBeGreaterThan(1)
    expectStopped(result, has.head === true ? 'answered 503' : /answered 503 \(.*forged/)
    expect(result.stdout).toContain('trying again')
  })

  test.each(inHeaders)('Warning, Retry-After and a digest that is none are not shown: %j', async text => {
    const headers = { warning: `299 - "${text}"`, 'retry-after': text }
    const refusal = world.target.fault({ type: 'status', status: 503, kind: 'manifest-get', headers })
    const faults = (['manifest-get', 'manifest-put'] as const).map(kind =>
      world.target.fault({ type: 'wrong-digest-header', value: text, kind, times: Infinity })
    )
    const result = await run()
    expect([refusal, ...faults].map(({ happened }) => happened > 0)).toEqual([true, true, true])
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.stdout).not.toContain('forged')
  })

  // An address would be asked for a token, and be named as the one that did not answer.
  test.each(inHeaders.filter(text => !text.startsWith('https:')))(
    'a challenge is answered or not, and never shown: %j',
    async text => {
      for (const challenge of [
        `Bearer realm="${text}",service="${text}",scope="${text}"`,
        `Bearer realm="${world.target.url}/token",service="${text}",scope="${text}",error="${text}"`,
        text
      ]) {
        world.target.clearFaults()
        const headers = { 'www-authenticate': challenge }
        const kind = ['manifest-get', 'manifest-head'] as const
        const fault = world.target.fault({
          type: 'status',
          status: 401,
          kind,
          headers,
          times: Infinity,
          beforeAuth: true
        })
        const result = await run()
        expect(fault.happened).toBeGreaterThan(0)
        expectStopped(result, /org\/app:\S+ failed/)
        expect(result.errors[0]).not.toContain('forged')
      }
    }
  )

  test.each([
    '/::error::forged',
    'x-forged://%0A::error::forged/',
    'http://::error::forged/',
    '//forged.example\\::error::forged',
    ...forgedMarkup.filter(text => !text.includes('\n'))
  ])('Location leads nowhere: %j', async location => {
    for (const kind of ['manifest-get', 'upload-post'] as const) {
      world.target.clearFaults()
      const status = kind === 'manifest-get' ? 307 : 202
      const fault = world.target.fault({ type: 'status', status, kind, headers: { location }, times: Infinity })
      const result = await run()
      expect(fault.happened).toBeGreaterThan(0)
      expect(result).toMatchObject({ exitCode: 1, outputs: {}, summary: '' })
      expect(result.errors).toHaveLength(1)
      expect(world.state()).toEqual(before)
    }
  })
})

describe('in what a registry serves', () => {
  let target: TestRegistry
  let hostile: MemoryRegistry
  beforeAll(async () => {
    target = await memoryTestRegistry()
    await pushImage(target.store('org/app'), 'org/app', 'v1', linuxImage)
    hostile = await startMemoryRegistry()
    await pushImage(hostile, 'org/evil', 'linux', linuxImage)
  })
  afterAll(async () => {
    await target.close()
    await hostile.close()
  })

  const run = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
    runAgainst({
      inputs: {
        mode: 'manifest',
        image: `${target.host}/org/app`,
        tags: 'v2.7.0',
        sources: `${hostile.host}/org/evil:text`,
        retries: '1',
        ...inputs
      }
    })

  const refuse = async (...texts: readonly (string | RegExp)[]): Promise<void> => {
    expectRefusal(await run(), texts)
    expect([...(await target.tags('org/app')).keys()]).toEqual(['v1'])
  }

  const texts = [...forgedCommands, ...forgedMarkup]

  test.each(texts)('a system, an architecture and a variant mean nothing: %j', async text => {
    const image = buildImage({ os: text, architecture: text, variant: text, labels: ofCommit })
    await pushImage(hostile, 'org/evil', 'text', image)
    const result = await run({ push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    // It was shown, in the log and in the summary.
    expect(result.stdout).toContain('forged')
    expect(result.summary).toContain('forged')
  })

  test.each(texts)('an os.version, a revision and a version mean nothing: %j', async text => {
    const labels = { 'org.opencontainers.image.revision': text, 'org.opencontainers.image.version': text }
    const image = buildImage({ os: 'windows', architecture: 'amd64', osVersion: text, labels })
    await pushImage(hostile, 'org/evil', 'text', image)
    await refuse('which is not a Windows version', 'forged')
    await pushImage(hostile, 'org/evil', 'text-ltsc2022', buildImage({ ...windows, labels }))
    const image2 = `${hostile.host}/org/evil`
    const result = await run({ image: image2, tags: 'text', releases: 'ltsc2022', sources: '' })
    expectRefusal(result, ['is from commit', 'forged'])
  })
  const windows = { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1' }

  test.each(texts)('a list’s annotations and the names of its members mean nothing: %j', async text => {
    const { list } = mediaTypes.oci
    const put = (annotations: object, more: object = {}): string =>
      hostile.putManifest(
        'org/evil',
        'text',
        JSON.stringify({
          schemaVersion: 2,
          annotations,
          manifests: [
            { mediaType: linuxImage.mediaType, digest: linuxImage.digest, size: linuxImage.bytes.length },
            { mediaType: text, digest: linuxImage.digest, size: 2, annotations: { [attestation]: text, [text]: text } }
          ],
          ...more
        }),
        list
      )
    put({ [text]: text })
    const result = await run({ push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    put({ [text]: { [text]: text } })
    await refuse(/Reading \S+\/org\/evil:text failed: annotations\[/, 'forged')
    put({}, { mediaType: text })
    await refuse(/Reading \S+\/org\/evil:text failed: it is served as/, 'forged')
  })
  const attestation = 'vnd.docker.reference.type'

  test.each(inHeaders.filter(text => !text.startsWith(' ')))('a media type means nothing: %j', async mediaType => {
    hostile.putManifest('org/evil', 'text', '{}', mediaType)
    await refuse(/Reading \S+\/org\/evil:text failed: its media type/)
  })
})

test.each([
  ['in its first line', 'HTTP/1.1 503 ::error::forged\r\ncontent-length: 0\r\n\r\n'],
  ['before its first line', '\r\n::error::forged\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ['in a header that goes on in the next line', 'HTTP/1.1 500 No\r\nx-a: b\r\n ::error::forged\r\n\r\n'],
  ['in a header without a name', 'HTTP/1.1 500 No\r\n::error::forged\r\n\r\n'],
  ['instead of an answer', '::error::forged\r\n##[error]forged\r\n\r\n']
])('an answer that is no HTTP is no command: %s', async (_, answer) => {
  let answers = 0
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      answers++
      socket.end(Buffer.from(answer, 'latin1'))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const image = `${host}/org/app`
    const result = await runAgainst({
      inputs: { mode: 'manifest', image, tags: 'v1', sources: `${image}:a`, retries: '2' }
    })
    expect(answers).toBeGreaterThan(1)
    expectRefusal(result, [`${image}:`, 'failed'])
    expect(result.stdout).not.toContain('forged')
  } finally {
    await new Promise(resolve => server.close(resolve))
  }
})
