import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UserError } from '../../src/common/user-error.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { parseReference } from '../../src/oci/reference.js'
import { type Built, startDockerfileBuilder } from '../support/dockerfile-builder.js'
import { classicCases, type DockerfileCase, heredocCases } from '../support/dockerfile-cases.js'
import { describeWith } from '../support/services.js'

/** `FUZZ_BUILDS` Dockerfiles, and an eighth of it with here-documents. Without a seed every run has others. */
const { FUZZ_BUILDS = '400', FUZZ_SEED } = process.env
/** Dockerfiles per engine: what it has built stays in memory. */
const perEngine = 100
/** Milliseconds for an engine on a machine that has other things to do. */
const timeout = 300_000

type Part = { readonly part: number; readonly count: number }

/** The parts that so many Dockerfiles are built in. */
const partsOf = (count: number): readonly Part[] =>
  Array.from({ length: Math.ceil(count / perEngine) }, (_, part) => ({
    part,
    count: Math.min(perEngine, count - part * perEngine)
  }))

/** The name by which a mirror of Docker Hub is asked. */
const nameOf = (image: string): string => {
  const { path, tag = 'latest' } = parseReference(image)
  return `${path}:${tag}`
}

type Reading = Exclude<Built, { refused: string }>

/** What the action reads from a Dockerfile; undefined where it leaves it to docker. */
const read = ({ text, args, target }: DockerfileCase, builder: 'classic' | 'BuildKit'): Reading | undefined => {
  try {
    const { base, otherBases, labels } = parseDockerfile(
      text,
      { isClassic: builder === 'classic', os: 'linux' },
      target
    )
    const own = base(args)
    const bases = [...otherBases(args), ...(own === undefined ? [] : [own])].sort((a, b) => a.line - b.line)
    return {
      bases: bases.map(({ image }) => nameOf(image)),
      base: own === undefined ? undefined : nameOf(own.image),
      labels: [...labels(args)].sort()
    }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** BuildKit asks for all at once, and for none twice. */
const unordered = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()

const compare = async (
  builder: 'classic' | 'BuildKit',
  cases: fc.Arbitrary<DockerfileCase>,
  { part, count }: Part
): Promise<void> => {
  const docker = await startDockerfileBuilder(builder)
  const order = builder === 'classic' ? (names: readonly string[]) => names : unordered
  let built = 0
  try {
    await fc.assert(
      fc.asyncProperty(cases, async dockerfile => {
        const reading = read(dockerfile, builder)
        const differs = (one: Built): boolean =>
          !('refused' in one) && !isDeepStrictEqual(order(one.bases), order(reading?.bases ?? []))
        let result = await docker.build(dockerfile)
        // BuildKit asks for several bases at once, and some requests of a build that it refused arrive in the next one.
        if (builder === 'BuildKit' && differs(result)) result = await docker.build(dockerfile)
        if ('refused' in result) {
          // It may have built some stages before it came to what it refuses.
          if (reading !== undefined && builder === 'classic')
            expect(reading.bases.slice(0, result.asked.length), result.refused).toEqual(result.asked)
          return
        }
        built++
        expect(reading && { ...reading, bases: order(reading.bases) }).toEqual({
          ...result,
          bases: order(result.bases)
        })
      }),
      { numRuns: count, ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) + part }) }
    )
  } finally {
    await docker.close()
  }
  // Dockerfiles that docker refuses prove little.
  expect(built, `of ${count}`).toBeGreaterThan(count / 2)
}

describeWith(['docker', 'dockerd'], 'bases and labels are read as the classic builder reads them', () => {
  test.concurrent.each(partsOf(Number(FUZZ_BUILDS)))('in $count Dockerfiles, part $part', { timeout }, part =>
    compare('classic', classicCases, part)
  )
})

describeWith(['newer dockerd', 'busybox'], 'bases and labels are read as BuildKit reads them', () => {
  test.concurrent.each(partsOf(Math.ceil(Number(FUZZ_BUILDS) / 8)))(
    'in $count Dockerfiles with here-documents, part $part',
    { timeout },
    part => compare('BuildKit', heredocCases, part)
  )
})
