import { defined } from '../common/defined.js'
import type { Digest } from './digest.js'
import { qualifiedReference, type Reference } from './reference.js'

/** Names of labels (image-spec annotations.md, "Pre-Defined Annotation Keys"). */
export const labelNames = {
  revision: 'org.opencontainers.image.revision',
  version: 'org.opencontainers.image.version',
  created: 'org.opencontainers.image.created',
  source: 'org.opencontainers.image.source',
  url: 'org.opencontainers.image.url',
  title: 'org.opencontainers.image.title',
  description: 'org.opencontainers.image.description',
  licenses: 'org.opencontainers.image.licenses',
  baseName: 'org.opencontainers.image.base.name',
  baseDigest: 'org.opencontainers.image.base.digest'
} as const

/** Labels by their names. */
export type Labels = Readonly<Record<string, string>>

/** The name of a base for labels and outputs: by its tag where it has one, since the digest has a label of its own. */
export const baseNameOf = ({ digest, ...named }: Reference): string =>
  qualifiedReference(named.tag === undefined && digest !== undefined ? { ...named, digest } : named)

/**
 * How an image says what it is built on (annotations.md, base.name and base.digest).
 *
 * @param digest undefined: not known
 */
export const baseLabels = (reference: Reference, digest: Digest | undefined): Labels => ({
  [labelNames.baseName]: baseNameOf(reference),
  [labelNames.baseDigest]: digest ?? ''
})

/** What the labels of an image are made from. */
export type LabelSources = {
  /** the commit; undefined: not known, or the image has the label already */
  readonly revision?: string
  /** what the image is built on; undefined: nothing, or not known */
  readonly base?: { readonly reference: Reference; readonly digest?: Digest }
  readonly fromUser: Labels
  /** names of the labels that the Dockerfile sets */
  readonly fromDockerfile?: ReadonlySet<string>
  readonly defaults: Readonly<
    Partial<Record<'version' | 'created' | 'source' | 'url' | 'title' | 'description' | 'licenses', string>>
  >
}

/**
 * The labels of an image. Nothing overrides the facts, which are the commit and the base; the labels of the user
 * override those of the Dockerfile, and those our defaults.
 */
export const imageLabels = ({
  revision,
  base,
  fromUser,
  fromDockerfile = new Set(),
  defaults
}: LabelSources): Labels => {
  const named = Object.entries(defaults).map(
    ([name, value]) => [labelNames[name as keyof typeof defaults], value] as const
  )
  return {
    ...Object.fromEntries(named.filter(([name]) => !fromDockerfile.has(name))),
    ...fromUser,
    ...(base && baseLabels(base.reference, base.digest)),
    ...defined({ [labelNames.revision]: revision })
  }
}

/** Labels that describe one image alone: an image that is built on it must not inherit them. */
const ofOneImage: readonly string[] = [
  labelNames.version,
  labelNames.revision,
  labelNames.created,
  labelNames.baseName,
  labelNames.baseDigest
]

/** The labels of a base that hold for an image that is built on it. */
export const inheritedLabels = (base: Labels): Labels =>
  Object.fromEntries(Object.entries(base).filter(([name]) => !ofOneImage.includes(name)))

/** Empties the labels of a base that a build must not inherit, since a build cannot remove a label. */
export const emptiedLabels = (base: Labels, fromDockerfile: ReadonlySet<string>): Labels =>
  Object.fromEntries(
    ofOneImage.filter(name => base[name] !== undefined && !fromDockerfile.has(name)).map(name => [name, ''])
  )
