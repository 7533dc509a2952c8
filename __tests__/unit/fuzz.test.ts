import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { readAssembleInputs } from '../../src/inputs/assemble.js'
import { readBuildInputs } from '../../src/inputs/build.js'
import { readCheckInputs } from '../../src/inputs/check.js'
import { InputError } from '../../src/inputs/errors.js'
import { readManifestInputs } from '../../src/inputs/manifest.js'
import { inputsOf, modes, readMode } from '../../src/inputs/modes.js'
import { readPlanInputs } from '../../src/inputs/plan.js'
import { readRebaseInputs } from '../../src/inputs/rebase.js'
import { parseSpec } from '../../src/inputs/spec.js'
import { baseOfRelease, parseBaseTemplate } from '../../src/oci/base-reference.js'
import { digestOf } from '../../src/oci/digest.js'
import { DocumentError, parseConfig, parseDocument } from '../../src/oci/document.js'
import { runSteps } from '../../src/oci/history.js'
import { layerTypeIn, mediaTypes } from '../../src/oci/media-types.js'
import { formatReference, parseReference, InvalidReferenceError } from '../../src/oci/reference.js'
import { parseChallenges } from '../../src/registry/transport/challenge.js'
import { dockerCredentials } from '../../src/registry/transport/credentials.js'
import { parseRetryAfter } from '../../src/registry/transport/retry-after.js'
import { PathError, parseImagePath } from '../../src/windows/path.js'
import { windowsReleases } from '../../src/windows/releases.js'
import { recordingLog } from '../support/transport-stub.js'
import { pushed, reading } from '../support/samples.js'

/** `FUZZ_RUNS` cases of each property make it a long run. */
const { FUZZ_RUNS = '300', FUZZ_SEED } = process.env
/** Without a seed every run has other cases; a failure prints the seed that finds it again. */
const parameters = { numRuns: Number(FUZZ_RUNS), ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }) }
/** No case may take longer, in milliseconds: what a stranger writes must not hold the job. */
const patience = 2000

/** Whether an error is the kind that is meant for the user. */
type Refusals = readonly (new (...args: never[]) => Error)[]

const mayRefuse = async (refusals: Refusals, work: () => unknown): Promise<void> => {
  const start = performance.now()
  try {
    await work()
  } catch (error) {
    if (!refusals.some(refusal => error instanceof refusal)) throw error
    expect((error as Error).message.length).toBeLessThan(20_000)
  }
  expect(performance.now() - start).toBeLessThan(patience)
}

const holds = <T>(arbitrary: fc.Arbitrary<T>, refusals: Refusals, work: (value: T) => unknown): Promise<void> =>
  fc.assert(
    fc.asyncProperty(arbitrary, value => mayRefuse(refusals, () => work(value))),
    parameters
  )

/** Any text, and texts put together of pieces that mean something. */
const textOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 24 })
        .map(parts => parts.join(''))
    }
  )

const digest = digestOf('')
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

describe('whatever somebody else writes is read or refused, never a crash or a hang:', () => {
  test('references', () =>
    holds(
      textOf('ghcr.io', 'localhost', ':5000', '/', ':', '@', digest, 'app', 'A', '[::1]', '_', '..'),
      [InvalidReferenceError],
      text => {
        const reference = parseReference(text)
        expect(parseReference(formatReference(reference))).toEqual(reference)
      }
    ))

  test('templates of bases', () =>
    holds(
      textOf('mcr.microsoft.com/windows', '/', ':', '{{release}}', 'ltsc2022', '-', '1809', '10.0.20348.1'),
      [InvalidReferenceError],
      text => {
        const template = parseBaseTemplate(text)
        for (const release of windowsReleases) baseOfRelease(template, release)
      }
    ))

  test('challenges', () =>
    holds(
      textOf('Bearer ', 'Basic ', 'realm=', '"', '\\', ',', '=', 'https://a/token', 'scope="a,b"', ' '),
      [],
      parseChallenges
    ))

  test('Retry-After', () =>
    holds(textOf('Sun, 06 Nov 1994 08:49:37 GMT', '120', '-', ' '), [], text => parseRetryAfter(text, 0)))

  test('Docker configs', () =>
    holds(
      fc.oneof(fc.json(), textOf('{"auths":{', '"ghcr.io"', ':{"auth":"', 'YTpi', '"}', '}', ',')),
      [],
      async config => {
        const credentials = dockerCredentials({
          env: { DOCKER_AUTH_CONFIG: config, DOCKER_CONFIG: '/nowhere' },
          log: recordingLog(),
          askHelper: () => Promise.resolve(undefined)
        })
        await credentials('ghcr.io')
      }
    ))

  test.each(Object.values(mediaTypes))('manifests of the type %s', mediaType =>
    holds(
      fc.oneof(
        fc.json().map(text => new TextEncoder().encode(text)),
        fc.uint8Array({ maxLength: 64 }),
        fc
          .record(
            {
              schemaVersion: fc.constantFrom(2, 1, '2'),
              mediaType: fc.constantFrom(mediaType, 'x', null),
              config: fc.oneof(fc.jsonValue(), fc.constant({ mediaType: 'x', digest, size: 1 })),
              layers: fc.array(fc.oneof(fc.jsonValue(), fc.constant({ mediaType: 'x', digest, size: 1 }))),
              manifests: fc.array(fc.oneof(fc.jsonValue(), fc.constant({ mediaType: 'x', digest, size: 1 }))),
              annotations: fc.jsonValue()
            },
            { requiredKeys: [] }
          )
          .map(bytesOf)
      ),
      [DocumentError],
      bytes => parseDocument({ bytes, mediaType, digest })
    )
  )

  test('configs, and what their history tells', () =>
    holds(
      fc
        .record(
          {
            os: fc.jsonValue(),
            architecture: fc.constantFrom('amd64', 1, null),
            config: fc.oneof(fc.jsonValue(), fc.record({ Labels: fc.jsonValue() })),
            rootfs: fc.oneof(fc.jsonValue(), fc.record({ diff_ids: fc.array(fc.constantFrom(digest, 'x')) })),
            history: fc.array(
              fc.oneof(
                fc.jsonValue(),
                fc.record({ created_by: textOf('#(nop)', ' SHELL [', 'cmd /S /C', ']', 'COPY', 'RUN') })
              )
            )
          },
          { requiredKeys: [] }
        )
        .map(bytesOf),
      [DocumentError],
      bytes => runSteps(parseConfig(bytes).history, 0)
    ))

  test('types of layers', () => holds(fc.string(), [], type => layerTypeIn(mediaTypes.ociManifest, type)))

  test('Dockerfiles', () =>
    holds(
      textOf(
        'FROM ',
        'ARG ',
        '$',
        '{BASE',
        '}',
        ':-',
        '\n',
        '# escape=`',
        '\\\n',
        '`\n',
        'LABEL a=',
        '"',
        ' AS ',
        '--platform=',
        'RUN <<E'
      ),
      [DockerfileError, InputError],
      text => parseDockerfile(text, { isClassic: true, os: 'windows' })
    ))

  test('paths in an image', () =>
    holds(textOf('C:', '\\', '/', '..', 'aux', ' ', '.', 'a:b', '\u0000', 'ü'), [PathError], parseImagePath))

  test('specs', () =>
    holds(
      textOf(
        'image: ',
        'a/b:c',
        '\n',
        'tags: [',
        ']',
        'manifests:\n',
        '  - ',
        'platform:',
        '&a ',
        '*a',
        '{',
        '}',
        '!!'
      ),
      [InputError],
      parseSpec
    ))

  test.each(modes)('inputs of mode %s', mode =>
    holds(
      fc.dictionary(
        fc.constantFrom(...inputsOf[mode]),
        textOf(
          'ghcr.io/org/app',
          ':v1',
          '\n',
          ',',
          '=',
          '=>',
          '{{major}}',
          '{{release}}',
          'ltsc2022',
          'found',
          'true',
          '[',
          '"',
          '"]',
          '.',
          '5'
        ),
        { maxKeys: 6 }
      ),
      [InputError],
      async given => {
        const read = reading({ mode, ...given })
        const context = pushed({ gitTag: 'v2.7.0' })
        readMode(read)
        if (mode === 'build') readBuildInputs(read, context)
        // A spec is a file: its text is a case of its own.
        else if (mode === 'manifest') await readManifestInputs(reading({ mode, ...given, spec: '' }), context)
        else if (mode === 'rebase') readRebaseInputs(read, context)
        else if (mode === 'assemble') readAssembleInputs(read, context)
        else if (mode === 'check') readCheckInputs(read, context)
        else readPlanInputs(read)
      }
    )
  )
})
