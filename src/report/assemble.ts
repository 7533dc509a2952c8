import type { Digest } from '../oci/digest.js'
import type { WindowsRelease } from '../windows/releases.js'
import { code, table } from './markdown.js'
import { formatBytes } from '../runner/progress.js'
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
  const [first] = legs
  const references = legs.flatMap(leg => leg.references)
  const only = legs.length === 1 ? first : undefined
  return {
    outputs: {
      digest: only?.digest ?? '',
      reference: references[0] ?? '',
      references: references.join('\n'),
      release: first?.release.name ?? '',
      releases: legs.map(({ release }) => release.name).join(','),
      'os-version': first?.osVersion ?? '',
      'base-name': only?.baseName ?? '',
      'base-digest': only?.baseDigest ?? '',
      imageid: first?.imageId ?? '',
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
      `### ${titleOf(legs)}: ${code(references[0] ?? '')}`,
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
