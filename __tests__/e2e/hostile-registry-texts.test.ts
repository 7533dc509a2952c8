import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, linuxImage, ofCommit } from '../support/fan-in.js'
import { type Aim, aims } from '../support/fault-cases.js'
import { digests, startWorld, type World } from '../support/fault-world.js'
import { expectShown, forgedCommands, forgedMarkup, forgedTexts, runAgainst } from '../support/hostile.js'
import { windowsReleases } from '../../src/windows/releases.js'
import { buildImage, type ImageOptions, mediaTypes } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import { type MemoryRegistry, type RegisteredFault, startMemoryRegistry } from '../support/memory-registry.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

/** All of them, each at the start of a line: for places where the text stands behind words of our own. */
const allCommands = forgedCommands.join('\n')
/** Those that a header can carry: no line break, nothing beyond Latin-1. */
const inHeaders = forgedTexts.map(
  ([kind, texts]) => [kind, texts.filter(text => /^[\t -~\u0080-\u00ff]+$/.test(text))] as const
)

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

  test.each(inHeaders)('Warning, Retry-After and a digest that is none are not shown: %s', async (_, group) => {
    const headers = { warning: group.map(text => `299 - "${text}"`).join(), 'retry-after': group.join(' ') }
    const refusal = world.target.fault({ type: 'status', status: 503, kind: 'manifest-get', headers })
    const faults = (['manifest-get', 'manifest-put'] as const).map(kind =>
      world.target.fault({ type: 'wrong-digest-header', value: group.join(' '), kind, times: Infinity })
    )
    const result = await run()
    expect([refusal, ...faults].map(({ happened }) => happened > 0)).toEqual([true, true, true])
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.stdout).not.toContain('forged')
  })

  describe('a challenge is answered or not, and never shown', () => {
    const challenges = (text: string): readonly string[] => [
      `Bearer realm="${text}",service="${text}",scope="${text}"`,
      `Bearer realm="${world.target.url}/token",service="${text}",scope="${text}",error="${text}"`,
      text
    ]
    const challengeBy = (challenge: string): RegisteredFault =>
      world.target.fault({
        type: 'status',
        status: 401,
        kind: ['manifest-get', 'manifest-head'],
        headers: { 'www-authenticate': challenge },
        times: Infinity,
        beforeAuth: true
      })
    // An address would be asked for a token, and be named as the one that did not answer.
    const texts = inHeaders.flatMap(([, group]) => group).filter(text => !text.startsWith('https:'))

    test.each(texts)('neither by the client: %j', async text => {
      for (const challenge of challenges(text)) {
        world.target.clearFaults()
        const fault = challengeBy(challenge)
        const { error, lines } = await world.run()
        expect(fault.happened).toBeGreaterThan(0)
        expect(error?.message).toMatch(/org\/app:\S+ failed/)
        expect([error?.message, ...lines].join('\n')).not.toContain('forged')
        expect(world.state()).toEqual(before)
      }
    })

    test.each([0, 1, 2])('nor by the step, all texts together: %i', async index => {
      const fault = challengeBy(challenges(texts.join(' '))[index] ?? '')
      const result = await run()
      expect(fault.happened).toBeGreaterThan(0)
      expectStopped(result, /org\/app:\S+ failed/)
      expect(result.stdout).not.toContain('forged')
    })
  })

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
      expect(result).toMatchObject({ exitCode: 1, outputs: {} })
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

  /** Runs a step that has to say these things, and nothing to be written; returns its errors. */
  const refuse = async (
    inputs: Readonly<Record<string, string>>,
    ...says: readonly (string | RegExp)[]
  ): Promise<readonly string[]> => {
    const result = await run(inputs)
    expectRefusal(result, says)
    expect([...(await target.tags('org/app')).keys()]).toEqual(['v1'])
    return result.errors
  }

  const windows = { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1' }
  /** Puts an image for each text, and names all of them as sources. */
  const pushEach = async (group: readonly string[], imageFor: (text: string) => ImageOptions): Promise<string> => {
    for (const [index, text] of group.entries())
      await pushImage(hostile, 'org/evil', `text${index}`, buildImage(imageFor(text)))
    return group.map((_, index) => `${hostile.host}/org/evil:text${index}`).join()
  }

  test.each(forgedTexts)('a system, an architecture and a variant mean nothing: %s', async (_, group) => {
    const sources = await pushEach(group, text => ({ os: text, architecture: text, variant: text, labels: ofCommit }))
    const result = await run({ sources, push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expectShown(result.stdout, group)
    expectShown(result.summary, group)
  })

  const saying = (text: string): Record<string, string> => ({
    'org.opencontainers.image.revision': text,
    'org.opencontainers.image.version': text
  })

  test.each(forgedTexts)('an os.version means nothing: %s', async (_, group) => {
    const sources = await pushEach(group, text => ({ ...windows, osVersion: text, labels: saying(text) }))
    const [error] = await refuse({ sources }, 'not a Windows version')
    expectShown(error, group)
  })

  test.each(forgedTexts)('a revision and a version mean nothing: %s', async (_, group) => {
    const releases = windowsReleases.filter(({ architecture }) => architecture === 'amd64').slice(0, group.length)
    expect(releases).toHaveLength(group.length)
    for (const [index, { name, build }] of releases.entries()) {
      const labels = saying(group[index] ?? '')
      await pushImage(
        hostile,
        'org/evil',
        `text-${name}`,
        buildImage({ ...windows, osVersion: `10.0.${build}.1`, labels })
      )
    }
    const legs = { image: `${hostile.host}/org/evil`, tags: 'text', releases: releases.map(({ name }) => name).join() }
    const [error] = await refuse({ ...legs, sources: '' }, 'is from commit')
    expectShown(error, group)
  })

  const attestation = 'vnd.docker.reference.type'
  const described = { mediaType: linuxImage.mediaType, digest: linuxImage.digest, size: linuxImage.bytes.length }
  const put = (
    annotations: object,
    members: readonly string[],
    { asType = false, ...more }: { readonly asType?: boolean; readonly mediaType?: string } = {}
  ): string =>
    hostile.putManifest(
      'org/evil',
      'text',
      JSON.stringify({
        schemaVersion: 2,
        annotations,
        manifests: [
          described,
          ...members.map(text => ({
            ...described,
            ...(asType ? { mediaType: text } : {}),
            annotations: { [attestation]: text, [text]: text }
          }))
        ],
        ...more
      }),
      mediaTypes.oci.list
    )

  test.each(forgedTexts)('the annotations of a list and of its images mean nothing: %s', async (_, group) => {
    put(Object.fromEntries(group.map(text => [text, text])), group)
    expect(await run({ push: 'false' })).toMatchObject({ exitCode: 0, errors: [] })
  })

  test.each(forgedTexts)('a type of an image that it is not served as means nothing: %s', async (_, group) => {
    put({}, group.slice(0, 1), { asType: true })
    const [error] = await refuse({}, 'org/evil')
    expectShown(error, group.slice(0, 1))
  })

  // Each at the start of a line, and each behind the others.
  describe.each(['\n', ''])('several texts, put together by %j,', between => {
    test.each(forgedTexts)('mean nothing as the name of an annotation that is none: %s', async (_, group) => {
      const text = group.join(between)
      put({ [text]: { [text]: text } }, [])
      const [error] = await refuse({}, /Reading \S+\/org\/evil:text failed: annotations\[/)
      expectShown(error, group)
    })

    test.each(forgedTexts)('mean nothing as the type of a list: %s', async (_, group) => {
      put({}, [], { mediaType: group.join(between) })
      const [error] = await refuse({}, /Reading \S+\/org\/evil:text failed: it is served as/)
      expectShown(error, group)
    })
  })

  test.each(inHeaders)('a media type means nothing: %s', async (_, group) => {
    const texts = group.filter(text => !text.startsWith(' '))
    hostile.putManifest('org/evil', 'text', '{}', texts.join(' '))
    const [error] = await refuse({}, /Reading \S+\/org\/evil:text failed: its media type/)
    expectShown(error, texts)
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
