import { formatPlatform } from '../oci/entries.js'
import { platformJson } from '../oci/document.js'
import type { Platform } from '../oci/types.js'
import { code, plain, table } from './markdown.js'
import { formatBytes } from '../runner/progress.js'
import type { Result } from './result.js'

/** A leg that was built, for whoever reads of it. */
export type BuiltLeg = {
  readonly release: string
  readonly isolation?: string
  readonly references: readonly string[]
  readonly image: { readonly id: string; readonly platform: Platform; readonly size: number }
  readonly base?: {
    readonly name: string
    readonly digest?: string
    readonly created?: string
    readonly osVersion?: string
  }
  readonly digest?: string
  /** bytes in the registry: of all layers, and of those that are not the base's */
  readonly layers?: { readonly all: number; readonly own: number }
  readonly phases: readonly Phase[]
}

/** How long a part of the work took. */
export type Phase = { readonly name: string; readonly ms: number }

export type BuildReport = {
  readonly pushed: boolean
  /** what built it: `Docker 29.1.5 on Microsoft Windows Server …` */
  readonly engine: string
  readonly legs: readonly BuiltLeg[]
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** How old something is: `12 days`. */
const ageOf = (created: string, now: number): string => {
  const days = Math.floor((now - Date.parse(created)) / 86_400_000)
  return Number.isNaN(days) || days < 0 ? '' : days === 1 ? ', 1 day old' : `, ${days} days old`
}

const describeBase = ({ base }: BuiltLeg, now: number): string =>
  base === undefined
    ? ''
    : `${code(base.name)}${base.osVersion === undefined ? '' : ` (${plain(base.osVersion)}${base.created === undefined ? '' : ageOf(base.created, now)})`}${base.digest === undefined ? '' : `<br>${code(base.digest)}`}`

const describeSize = ({ image, layers }: BuiltLeg): string =>
  layers === undefined
    ? `${formatBytes(image.size)} unpacked`
    : `${formatBytes(layers.all)}, ${formatBytes(layers.own)} of it its own layers`

const metadataOf = ({ release, isolation, references, image, base, digest, layers, phases }: BuiltLeg): unknown => ({
  release,
  ...(isolation === undefined ? {} : { isolation }),
  references,
  imageid: image.id,
  platform: platformJson(image.platform),
  ...(digest === undefined ? {} : { digest }),
  ...(base === undefined
    ? {}
    : { base: { name: base.name, ...(base.digest === undefined ? {} : { digest: base.digest }) } }),
  ...(layers === undefined ? {} : { size: layers.all, ownSize: layers.own }),
  seconds: Object.fromEntries(phases.map(({ name, ms }) => [name, Number((ms / 1000).toFixed(1))]))
})

/** What `mode: build` leaves: outputs, and a summary of every leg. */
export const buildResult = ({ pushed, engine, legs }: BuildReport, now: number = Date.now()): Result => {
  const references = legs.flatMap(leg => leg.references)
  const [first] = legs
  const only = legs.length === 1 ? first : undefined
  return {
    outputs: {
      digest: only?.digest ?? '',
      reference: references[0] ?? '',
      references: references.join('\n'),
      release: first?.release ?? '',
      releases: legs.map(({ release }) => release).join(','),
      'os-version': first?.image.platform.osVersion ?? '',
      'base-name': first?.base?.name ?? '',
      'base-digest': first?.base?.digest ?? '',
      imageid: first?.image.id ?? '',
      metadata: JSON.stringify(legs.map(metadataOf))
    },
    summary: [
      `### ${pushed ? 'Built and pushed' : 'Built, not pushed'}: ${code(references[0] ?? '')}`,
      '',
      table(
        ['Release', 'Isolation', 'OS version', 'Image', 'Digest'],
        legs.map(({ release, isolation, image, references: names, digest }) => [
          release,
          isolation ?? '',
          code(image.platform.osVersion ?? formatPlatform(image.platform)),
          names.map(code).join('<br>'),
          digest === undefined ? '' : code(digest)
        ])
      ),
      '',
      table(
        ['Release', 'Base', 'Size', 'Time'],
        legs.map(leg => [
          leg.release,
          describeBase(leg, now),
          describeSize(leg),
          leg.phases.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')
        ])
      ),
      '',
      `Engine: ${engine}`,
      ''
    ].join('\n')
  }
}
