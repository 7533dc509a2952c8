import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { type DockerfileBuilder, startDockerfileBuilder } from '../support/dockerfile-builder.js'
import { describeWith } from '../support/services.js'

/** The lines that the action refuses for the classic builder. */
const refusedLines = (text: string): readonly number[] =>
  parseDockerfile(text, { isClassic: true, os: 'linux' })
    .obstacles({})
    .map(({ line }) => line)

describeWith(['docker', 'dockerd'], 'the classic builder of a real engine', () => {
  let docker: DockerfileBuilder
  beforeAll(async () => {
    docker = await startDockerfileBuilder('classic')
  })
  afterAll(() => docker.close())

  test.each([
    ['RUN --mount=type=cache,target=/c true', '--mount option requires BuildKit'],
    ['RUN --network=none true', 'Unknown flag: network'],
    ['COPY --link --from=a / /', 'Unknown flag: link'],
    ['COPY --chmod=755 --from=a / /', '--chmod option requires BuildKit'],
    ['ADD --checksum=sha256:1 https://example.test/a /', 'Unknown flag: checksum'],
    ['COPY <<END /a\ntext\nEND', 'unknown instruction'],
    ['RUN <<END\ntext\nEND', 'unknown instruction'],
    ['FROM --platform=$BUILDPLATFORM b', 'failed to parse platform'],
    ['FROM --platform=$TARGETPLATFORM a', 'failed to parse platform']
  ])('refuses what the action refuses before the build: %j', async (line, reason) => {
    const text = `FROM a:1 AS a\n${line}\n`
    const built = await docker.build({ text, args: {}, target: undefined })
    expect('refused' in built ? built.refused.toLowerCase() : 'built').toContain(reason.toLowerCase())
    expect(refusedLines(text)).toEqual([2])
  })

  test('refuses an ONBUILD where another stage starts from its own, as the action does', async () => {
    const text = 'FROM a:1 AS a\nONBUILD RUN --mount=type=cache,target=/c true\nFROM a\n'
    expect(await docker.build({ text, args: {}, target: undefined })).toHaveProperty('refused')
    expect(refusedLines(text)).toEqual([2])
  })

  test.each([
    'COPY --from=a --chown=1:1 / /copy/',
    'LABEL a="<<END"',
    'ENV A=--mount=x',
    'FROM --platform=linux/amd64 b:1',
    'ONBUILD RUN --mount=type=cache,target=/c true',
    'HEALTHCHECK --interval=5s CMD true'
  ])('builds what the action lets pass: %s', async line => {
    const text = `FROM a:1 AS a\nFROM a:1\n${line}\n`
    expect(await docker.build({ text, args: {}, target: undefined })).not.toHaveProperty('refused')
    expect(refusedLines(text)).toEqual([])
  })
})
