import type { Digest } from '../oci/digest.js'
import type { WindowsRelease } from '../windows/releases.js'
import { formatBytes } from '../runner/progress.js'
import { legOutputs } from './leg-outputs.js'
import { code, table } from './markdown.js'
import type { Result } from './result.js'

/** The image of a release, and what became of it. */
export type AssembledLeg = {
  readonly release: WindowsRelease
  readonly osVersion: string
  readonly baseName: string
  readonly baseDigest: Digest
  readonly references: readonly string[]
  readonly digest: Digest
  readonly imageId: Digest
  readonly outcome: 'published' | 'unchanged' | 'not written'
}

/** The layer that all of them have. */
type SharedLayer = { readonly diffId: Digest; readonly digest: Digest; readonly size: number }

const titleOf = (legs: readonly AssembledLeg[]): string => {
  const outcomes = new Set(legs.map(({ outcome }) => outcome))
  if (outcomes.has('published')) return 'Assembled'
  return outcomes.has('not written') ? 'Dry run' : 'Unchanged'
}

/** The outputs and the step summary of assembled images. */
export const assembleResult = (legs: readonly AssembledLeg[], { diffId, digest, size }: SharedLayer): Result => {
  const outputs = legOutputs(
    legs.map(leg => ({ ...leg, release: leg.release.name, base: { name: leg.baseName, digest: leg.baseDigest } })),
    legs.flatMap(({ references }) => references)
  )
  return {
    outputs: {
      ...outputs,
      unchanged: String(legs.every(({ outcome }) => outcome === 'unchanged')),
      metadata: JSON.stringify({
        layer: { digest, diffId, size },
        images: legs.map(({ release, osVersion, ...leg }) => ({
          release: release.name,
          'os.version': osVersion,
          ...leg
        }))
      })
    },
    summary: [
      `### ${titleOf(legs)}: ${code(outputs.reference)}`,
      table(
        ['Release', 'OS version', 'Base', 'Image', 'Digest', ''],
        legs.map(leg => [
          leg.release.name,
          code(leg.osVersion),
          code(leg.baseName),
          leg.references.map(code).join('<br>'),
          code(leg.digest),
          leg.outcome === 'not written' ? 'not written (dry run)' : leg.outcome
        ])
      ),
      `The layer of the files: ${code(digest)}, ${formatBytes(size)}`,
      ''
    ].join('\n\n')
  }
}
