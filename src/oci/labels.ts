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
  licenses: 'org.opencontainers.image.licenses',
  baseName: 'org.opencontainers.image.base.name',
  baseDigest: 'org.opencontainers.image.base.digest'
} as const

type Labels = Readonly<Record<string, string>>

/** How an image says what it is built on: the reference by its tag, and what it stood for (annotations.md, base.name). */
export const baseLabels = (reference: Reference, digest: Digest): Labels => {
  const { digest: pinned, ...named } = reference
  return {
    [labelNames.baseName]: qualifiedReference(named.tag === undefined ? reference : named),
    [labelNames.baseDigest]: digest
  }
}

/** What the labels of an image are made from. */
export type LabelFacts = {
  /** the commit, whatever anybody else says */
  readonly revision: string
  /** what the image is built on; undefined: nothing, or nobody knows */
  readonly base?: { readonly name: string; readonly digest?: string; readonly labels: Labels }
  /** ours where neither the user nor the Dockerfile has them: version, source, title … */
  readonly usual: Readonly<Partial<Record<'version' | 'created' | 'source' | 'url' | 'title' | 'licenses', string>>>
  /** those of the user */
  readonly given: Labels
  /** names of those that the Dockerfile sets itself */
  readonly written: ReadonlySet<string>
}

/** Of a base's labels these would tell lies of the image that is built on it. */
const misleading = [labelNames.version, labelNames.baseName, labelNames.baseDigest]

/**
 * The labels to build an image with. What it would inherit wrongly from its base is emptied, since a build cannot
 * remove a label.
 */
export const imageLabels = ({ revision, base, usual, given, written }: LabelFacts): Labels => {
  const own = Object.entries(usual).map(([name, value]) => [labelNames[name as keyof typeof usual], value] as const)
  const inherited = misleading.filter(name => base?.labels[name] !== undefined).map(name => [name, ''] as const)
  return {
    ...Object.fromEntries([...inherited, ...own].filter(([name]) => !written.has(name))),
    ...given,
    ...(base === undefined ? {} : { [labelNames.baseName]: base.name, [labelNames.baseDigest]: base.digest ?? '' }),
    [labelNames.revision]: revision
  }
}
