import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildImage, buildIndex } from '../support/image-builder.js'
import { pushFixture, pushImage } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { baseFixture, hosts, labelled, legFixture, runOnWindows, type WindowsStep } from '../support/windows-cases.js'

describe('the Dockerfile of a build on a Windows engine', () => {
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    await pushFixture(registry, 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
    await pushFixture(registry, 'windows/servercore', 'ltsc2022', baseFixture('ltsc2022'))
    const linux = buildImage({ os: 'linux', architecture: 'amd64' })
    await pushImage(registry, 'golang', '1.26', linux)
    await pushImage(registry, 'node', '24', buildIndex({ entries: [linux] }))
  })
  afterAll(() => registry.close())

  type More = { inputs?: Record<string, string>; rules?: readonly Rule[]; env?: Record<string, string>; name?: string }
  const step = (
    text: string,
    { inputs = {}, rules = [], env = {}, name = 'Dockerfile' }: More = {}
  ): Promise<WindowsStep> =>
    runOnWindows(
      hosts.server2022,
      { image: `${registry.host}/org/app`, tags: 'v2.7.0', ...inputs },
      { files: { [name]: text.replaceAll('HOST', registry.host) }, rules, env }
    )
  const base = 'FROM HOST/windows/servercore:$BASE'
  const started = ({ commands }: WindowsStep): string[] => commands.map(([command = '']) => command)

  /** The annotation of a step with these properties. */
  const annotated = ({ stdout }: WindowsStep, kind: string): string | undefined =>
    new RegExp(`^::${kind} (\\S+)::`, 'm').exec(stdout)?.[1]

  test.each([
    ['hides no FROM behind two backslashes', `ARG BASE\nFROM HOST/absent AS build\nWORKDIR C:\\\\\n${base}\n`],
    ['may declare several arguments in one line', `ARG VERSION BASE OTHER=1\n${base}\n`]
  ])('%s', async (_, text) => {
    const result = await step(text.replace('HOST/absent', 'HOST/windows/servercore:ltsc2022'))
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(result.outputs['base-name']).toBe(`${registry.host}/windows/servercore:ltsc2022`)
  })

  test('keeps the labels that it sets behind a line that ends in two backslashes', async () => {
    const result = await step(
      `ARG BASE\n${base}\nENV APP=C:\\\\\nLABEL org.opencontainers.image.title=Mine org.opencontainers.image.version=1.2.3\n`
    )
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const labels = labelled(result.calls)[0]?.labels ?? {}
    expect(Object.keys(labels)).toContain('org.opencontainers.image.revision')
    expect(Object.keys(labels)).not.toContain('org.opencontainers.image.title')
    expect(Object.keys(labels)).not.toContain('org.opencontainers.image.version')
  })

  test.each([
    ['RUN --mount=type=cache,target=C:\\cache go build', 'RUN --mount needs BuildKit'],
    ['COPY --link a b', 'COPY --link needs BuildKit'],
    ['COPY --chmod=755 a b', 'COPY --chmod needs BuildKit'],
    ['ADD --checksum=sha256:1 https://example.com/a b', 'ADD --checksum needs BuildKit'],
    ['COPY <<EOF /a.txt\ntext\nEOF', 'a here-document in COPY needs BuildKit'],
    ['RUN <<EOF\necho a\nEOF', 'a here-document in RUN needs BuildKit'],
    ['RUN --mount=type=secret,id=token a', 'RUN --mount needs BuildKit: do that step outside of the image']
  ])(
    'is refused for what the classic builder does not know, with the line, before it is built: %j',
    async (line, problem) => {
      const result = await step(`ARG BASE\n${base}\n# why\n${line}\n`, {
        name: 'docker/Dockerfile',
        inputs: { file: 'docker/Dockerfile' }
      })
      expect(result).toMatchObject({ exitCode: 1, outputs: {} })
      expect(result.errors).toEqual([
        expect.stringContaining(`This engine cannot build the Dockerfile; nothing was built:\n- Line 4: ${problem}`)
      ])
      expect(result.errors[0]).toMatch(
        /\n.*build on Linux.* no RUN \(RUN only in stages FROM --platform=\$BUILDPLATFORM\).*'platforms: windows\/amd64'\.$/
      )
      expect(annotated(result, 'error')).toBe('file=docker/Dockerfile,line=4')
      expect(started(result)).toEqual(['info'])
    }
  )

  test('is refused for all of that at once, and not for what comes after the target', async () => {
    const text = `ARG BASE\nFROM --platform=$BUILDPLATFORM HOST/windows/servercore:$BASE AS one\nFROM scratch\nFROM HOST/windows/servercore:$BASE AS two\nRUN --network=none a\nFROM --platform=$TARGETPLATFORM two\n`
    const result = await step(text)
    expect(result.errors[0]?.split('\n').slice(1, 5)).toEqual([
      "- Line 2: FROM --platform has no value without BuildKit: leave '--platform' out.",
      "- Line 3: Windows has no 'FROM scratch': name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE.",
      "- Line 5: RUN --network needs BuildKit: set the input 'network', which is for all of them.",
      "- Line 6: FROM --platform has no value without BuildKit: leave '--platform' out."
    ])
    const first = await step(text, { inputs: { target: 'one', 'build-args': 'BUILDPLATFORM=windows/amd64' } })
    // The argument is not declared before the first FROM, and so has no value there.
    expect(first.errors[0]?.split('\n')).toHaveLength(3)
  })

  test('is refused for a stage on a Linux platform, and for the rest where a FROM cannot be expanded', async () => {
    const linux = await step(`ARG BASE\nFROM --platform=linux/amd64 HOST/golang:1.26 AS go\n${base}\n`)
    expect(linux.errors[0]).toContain('\n- Line 2: FROM --platform=linux/amd64 is not for Windows, ')
    const unreadable = await step(
      `ARG BASE\n${base.replace('$BASE', '${BASE#x}')}\nRUN --mount=type=cache,target=x y\n`
    )
    expect(unreadable.errors[0]).toContain('\n- Line 3: RUN --mount needs BuildKit: leave the option out.')
    for (const result of [linux, unreadable]) expect(started(result)).toEqual(['info'])
  })

  test("is at fault, and not the input 'target', where it cannot be read", async () => {
    const result = await step(`FROM a b\n`, { inputs: { target: 'app' } })
    expect(result.errors).toEqual([expect.stringMatching(/^Input 'file': line 1 of the Dockerfile/)])
  })

  test.each([
    ['UTF-16 with a mark', Buffer.from('\uFEFFFROM a\r\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('FROM a\r\n', 'utf16le')],
    ['big-endian UTF-16', Buffer.from('\uFEFFFROM a\r\n', 'utf16le').swap16()]
  ])('is refused in %s, which says how to write UTF-8', async (_, bytes) => {
    const result = await runOnWindows(
      hosts.server2022,
      { image: `${registry.host}/org/app`, tags: 'v2.7.0' },
      { files: { Dockerfile: bytes } }
    )
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([
      expect.stringMatching(
        /^Input 'file': the Dockerfile is in UTF-16, .*\(Dockerfile\)\. Write it as UTF-8: .*Set-Content -Encoding utf8/
      )
    ])
    expect(started(result)).toEqual(['info'])
  })

  test.each(['golang:1.26', 'node:24'])(
    'is refused for a stage on an image that is for Linux only: %s',
    async image => {
      const result = await step(`ARG BASE\nFROM HOST/${image} AS build\n${base}\n`)
      expect(result).toMatchObject({ exitCode: 1, outputs: {} })
      expect(result.errors).toEqual([
        `The base ${registry.host}/${image} (line 2 of the Dockerfile) has no Windows image; a Windows engine builds every stage, so every base must be a Windows image. Name a Windows image there, or build on Linux; nothing was built.`
      ])
      expect(annotated(result, 'error')).toBe('file=Dockerfile,line=2')
      expect(started(result)).not.toContain('build')
    }
  )

  test('is built by the classic builder whatever DOCKER_BUILDKIT is in the job, which is logged', async () => {
    const result = await step(`ARG BASE\n${base}\n`, { env: { DOCKER_BUILDKIT: '1' } })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.notices).toEqual(['DOCKER_BUILDKIT of this job is ignored: the classic builder builds on Windows.'])
    const other = await step(`ARG BASE\n${base}\n`, { env: { DOCKER_BUILDKIT: '0' } })
    expect(other.notices).toEqual([])
  })

  test.each([
    ['a FROM that docker refuses', `ARG BASE\n\nFROM a b\n`, 'error', 3],
    ['a base that does not exist', `ARG BASE\nFROM HOST/absent:$BASE\n`, 'error', 2],
    ['a base that is no reference', `ARG BASE\nFROM HOST/A:$BASE\n`, 'error', 2],
    ['a FROM that only docker can read', `ARG BASE\n\nFROM HOST/windows/servercore:\${BASE#x}\n`, 'warning', 3]
  ])('is annotated at the line of %s', async (_, text, kind, line) => {
    expect(annotated(await step(text), kind)).toBe(`file=Dockerfile,line=${line}`)
  })

  test('is annotated as a whole where no line is at fault', async () => {
    expect(annotated(await step('# empty\n'), 'error')).toBe('file=Dockerfile')
  })

  test.each<[string, Rule, number | undefined]>([
    [
      'the step that docker came to',
      {
        stdout: 'Step 1/4 : ARG BASE\nStep 2/4 : FROM x\n ---> 1\nStep 3/4 : RUN build.cmd\nno such target\n',
        stderr: "The command 'cmd /S /C build.cmd' returned a non-zero code: 3\n"
      },
      4
    ],
    [
      'the line that docker names',
      { stderr: 'Error response from daemon: dockerfile parse error on line 5: unknown instruction: COPI\n' },
      5
    ],
    [
      'a step that prints steps of its own',
      {
        stdout:
          'Step 1/4 : ARG BASE\nStep 2/4 : FROM x\nStep 3/4 : RUN build.cmd\nStep 1/9 : FROM inner\nStep 2/9 : RUN x\n',
        stderr: "The command 'cmd /S /C build.cmd' returned a non-zero code: 3\n"
      },
      4
    ],
    ['no line where docker came to none', { stderr: 'no such thing\n' }, undefined]
  ])('is annotated for a build that fails at %s', async (_, rule, line) => {
    const text = `ARG BASE\n${base}\n# why\nRUN build.cmd\nCOPY a b\n`
    const result = await step(text, { rules: [{ args: ['build'], exitCode: 1, ...rule }] })
    expect(result.exitCode).toBe(1)
    expect(annotated(result, 'error')).toBe(line === undefined ? undefined : `file=Dockerfile,line=${line}`)
  })
})
