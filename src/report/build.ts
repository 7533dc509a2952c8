import { defined } from '../common/defined.js'
import { msPerDay } from '../common/time.js'
import { platformJson } from '../oci/document.js'
import { formatPlatform } from '../oci/entries.js'
import type { Platform } from '../oci/types.js'
import { formatBytes } from '../runner/progress.js'
import { legOutputs, type LegOutputs } from './leg-outputs.js'
import { code, plain, table } from './markdown.js'
import type { Result } from './result.js'

/** A leg that was built. */
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
  /** bytes in the registry: of all layers, and of those on top of the base */
  readonly layers?: { readonly all: number; readonly own: number }
  readonly phases: readonly Phase[]
}

/** How long a part of the work took. */
export type Phase = { readonly name: string; readonly ms: number }

export type BuildReport = {
  readonly pushed: boolean
  /** `Docker 29.1.5 on Microsoft Windows Server …` */
  readonly engine: string
  readonly legs: readonly BuiltLeg[]
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** `, 12 days old`; nothing where the date is not known, or makes no sense */
const ageOf = (created: string | undefined, now: number): string => {
  const days = Math.floor((now - Date.parse(created ?? '')) / msPerDay)
  if (Number.isNaN(days) || days < 0) return ''
  return days === 1 ? ', 1 day old' : `, ${days} days old`
}

const describeBase = ({ base }: BuiltLeg, now: number): string => {
  if (base === undefined) return ''
  const version = base.osVersion === undefined ? '' : ` (${plain(base.osVersion)}${ageOf(base.created, now)})`
  const digest = base.digest === undefined ? '' : `<br>${code(base.digest)}`
  return `${code(base.name)}${version}${digest}`
}

const describeSize = ({ image, layers }: BuiltLeg): string =>
  layers === undefined
    ? `${formatBytes(image.size)} unpacked`
    : `${formatBytes(layers.all)}, ${formatBytes(layers.own)} of it its own layers`

const metadataOf = ({ release, isolation, references, image, base, digest, layers, phases }: BuiltLeg): object =>
  defined({
    release,
    isolation,
    references,
    imageid: image.id,
    platform: platformJson(image.platform),
    digest,
    base: base === undefined ? undefined : { name: base.name, ...defined({ digest: base.digest }) },
    size: layers?.all,
    ownSize: layers?.own,
    seconds: Object.fromEntries(phases.map(({ name, ms }) => [name, Number((ms / 1000).toFixed(1))]))
  })

const outputsOf = (legs: readonly BuiltLeg[]): LegOutputs =>
  legOutputs(
    legs.map(leg => ({ ...leg, imageId: leg.image.id, osVersion: leg.image.platform.osVersion })),
    legs.flatMap(({ references }) => references)
  )

const imageRow = ({ release, isolation = '', image, references, digest }: BuiltLeg): readonly string[] => [
  release,
  isolation,
  code(image.platform.osVersion ?? formatPlatform(image.platform)),
  references.map(code).join('<br>'),
  digest === undefined ? '' : code(digest)
]

const effortRow = (leg: BuiltLeg, now: number): readonly string[] => [
  leg.release,
  describeBase(leg, now),
  describeSize(leg),
  leg.phases.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')
]

/** What `mode: build` leaves: outputs, and a summary of every leg. */
export const buildResult = ({ pushed, engine, legs }: BuildReport, now: number = Date.now()): Result => {
  const outputs = outputsOf(legs)
  return {
    outputs: { ...outputs, metadata: JSON.stringify(legs.map(metadataOf)) },
    summary: [
      `### ${pushed ? 'Built and pushed' : 'Built, not pushed'}: ${code(outputs.reference)}`,
      '',
      table(['Release', 'Isolation', 'OS version', 'Image', 'Digest'], legs.map(imageRow)),
      '',
      table(
        ['Release', 'Base', 'Size', 'Time'],
        legs.map(leg => effortRow(leg, now))
      ),
      '',
      `Engine: ${engine}`,
      ''
    ].join('\n')
  }
}
