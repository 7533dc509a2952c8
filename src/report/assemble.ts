import type { Digest } from '../oci/digest.js'
import type { WindowsRelease } from '../windows/releases.js'
import { formatBytes } from '../runner/progress.js'
import { legOutputs } from './leg-outputs.js'
import { code, table } from './markdown.js'
import type { Result } from './result.js'

/** The layer of the files, which releases with the same files share. */
type FilesLayer = { readonly diffId: Digest; readonly digest: Digest; readonly size: number }

/** The image of a release, and what became of it. */
export type AssembledLeg = {
  readonly release: WindowsRelease
  readonly osVersion: string
  readonly baseName: string
  readonly baseDigest: Digest
  readonly references: readonly string[]
  readonly digest: Digest
  readonly imageId: Digest
  readonly layer: FilesLayer
  readonly outcome: 'published' | 'unchanged' | 'not written'
}

const titleOf = (legs: readonly AssembledLeg[]): string => {
  const outcomes = new Set(legs.map(({ outcome }) => outcome))
  if (outcomes.has('published')) return 'Assembled'
  return outcomes.has('not written') ? 'Dry run' : 'Unchanged'
}

/** A line for each layer, which names its releases where there are several. */
const describeLayers = (legs: readonly AssembledLeg[]): readonly string[] => {
  const sizes = new Map(legs.map(({ layer: { digest, size } }) => [digest, size]))
  return [...sizes].map(([digest, size]) => {
    const releases = legs.filter(({ layer }) => layer.digest === digest).map(({ release }) => release.name)
    const which = sizes.size > 1 ? ` for ${releases.join(', ')}` : ''
    return `The layer of the files${which}: ${code(digest)}, ${formatBytes(size)}`
  })
}

/** The outputs and the step summary of assembled images. */
export const assembleResult = (legs: readonly AssembledLeg[]): Result => {
  const outputs = legOutputs(
    legs.map(leg => ({ ...leg, release: leg.release.name, base: { name: leg.baseName, digest: leg.baseDigest } })),
    legs.flatMap(({ references }) => references)
  )
  return {
    outputs: {
      ...outputs,
      unchanged: String(legs.every(({ outcome }) => outcome === 'unchanged')),
      metadata: JSON.stringify({
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
      ...describeLayers(legs),
      ''
    ].join('\n\n')
  }
}
