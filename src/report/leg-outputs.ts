import { defined } from '../common/defined.js'

/** The image of a release, as outputs describe it. */
export type ReportedLeg = {
  readonly release: string
  readonly osVersion?: string | undefined
  /** undefined where it was not pushed */
  readonly digest?: string | undefined
  readonly base?: { readonly name: string; readonly digest?: string } | undefined
  readonly imageId?: string | undefined
}

type Name = 'digest' | 'reference' | 'references' | 'release' | 'releases' | 'os-version' | 'base-name' | 'base-digest'

/** By their names in action.yml. */
export type LegOutputs = Readonly<Record<Name, string>> & { readonly imageid?: string }

/** The outputs of legs. `digest` is that of a single image; the others describe the first one. */
export const legOutputs = (legs: readonly ReportedLeg[], references: readonly string[]): LegOutputs => {
  const [first, ...others] = legs
  return {
    digest: (others.length === 0 ? first?.digest : undefined) ?? '',
    reference: references[0] ?? '',
    references: references.join('\n'),
    release: first?.release ?? '',
    releases: legs.map(({ release }) => release).join(','),
    'os-version': first?.osVersion ?? '',
    'base-name': first?.base?.name ?? '',
    'base-digest': first?.base?.digest ?? '',
    ...defined({ imageid: first?.imageId })
  }
}
