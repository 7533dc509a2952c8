import { platformJson } from '../oci/document.js'
import type { Entry } from '../oci/entries.js'
import type { ListedEntry } from '../oci/listed.js'
import { formatReference, qualifiedReference, readableReference, type Reference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { Base } from '../registry/old-base.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import type { WindowsRelease } from '../windows/releases.js'
import { code, table } from './markdown.js'
import { hostsSection } from './pulls.js'
import type { Result } from './result.js'

/** What was found out about one image. */
export type Finding = {
  readonly entry: Entry
  readonly release: WindowsRelease
  /** what it is built on, where that could be proved */
  readonly base?: Base
  /** the newest base of the same release */
  readonly newest: Base
  readonly outdated: boolean
}

export type CheckOutcome = {
  readonly source: Reference
  readonly root: Content
  /** the descriptors of the list; none of a single image, which leaves hosts no choice */
  readonly listed: readonly ListedEntry[]
  readonly findings: readonly Finding[]
}

const day = 86_400_000

/** Days from the publication of the image's base to that of the newest; undefined where a date is missing. */
const daysBehind = ({ base, newest, outdated }: Finding): number | undefined => {
  if (!outdated) return 0
  const [from, to] = [base?.config.created, newest.config.created].map(text => Date.parse(text ?? ''))
  const days = Math.round(((to ?? NaN) - (from ?? NaN)) / day)
  return Number.isNaN(days) ? undefined : Math.max(0, days)
}

const versionOf = ({ config }: Base): string => config.platform.osVersion ?? ''

const behind = (finding: Finding): string => {
  const days = daysBehind(finding)
  if (!finding.outdated) return 'up to date'
  // Dates that say nothing are no news: those of reproducible images are all the same.
  return days === undefined || days === 0 ? '⚠️ outdated' : `⚠️ ${days} ${days === 1 ? 'day' : 'days'} behind`
}

const summaryOf = ({ source, listed, findings }: CheckOutcome): string => {
  const name = formatReference(source)
  const outdated = findings.some(finding => finding.outdated)
  return [
    `### ${outdated ? 'Outdated' : 'Up to date'}: ${code(name)}`,
    table(
      ['Release', 'Windows', 'Newest', 'State', 'Base'],
      findings.map(finding => [
        finding.release.name,
        code(finding.entry.platform.osVersion ?? ''),
        code(versionOf(finding.newest)),
        behind(finding),
        finding.base === undefined ? 'not found' : code(readableReference(finding.base.reference))
      ])
    ),
    ...(outdated
      ? ['`mode: rebase` puts the newest bases under these images; a build with `pull: true` does it too.']
      : []),
    ...hostsSection(name, simulatePulls(listed), listed),
    ''
  ].join('\n\n')
}

const metadataOf = ({ source, root, findings }: CheckOutcome): object => ({
  reference: formatReference(source),
  digest: root.digest,
  images: findings.map(finding => {
    const { entry, release, base, newest, outdated } = finding
    const days = daysBehind(finding)
    return {
      release: release.name,
      digest: entry.descriptor.digest,
      platform: platformJson(entry.platform),
      ...(base === undefined ? {} : { base: { name: qualifiedReference(base.reference), digest: base.digest } }),
      newest: { name: qualifiedReference(newest.reference), digest: newest.digest, 'os.version': versionOf(newest) },
      outdated,
      ...(days === undefined ? {} : { daysBehind: days })
    }
  })
})

const failureOf = ({ source, findings }: CheckOutcome): string => {
  const outdated = findings.filter(finding => finding.outdated)
  const each = outdated.map(
    ({ release, entry, newest }) =>
      `${release.name} has ${entry.platform.osVersion ?? ''}, the newest is ${versionOf(newest)}`
  )
  return `${formatReference(source)} is outdated: ${each.join('; ')}. Run mode 'rebase', or build with 'pull: true'; without 'fail-on-outdated' the step only says so.`
}

/** The outputs and the step summary of a check. */
export const checkResult = (
  outcome: CheckOutcome,
  { failOnOutdated }: { readonly failOnOutdated: boolean }
): Result => {
  const outdated = outcome.findings.filter(finding => finding.outdated)
  return {
    outputs: {
      digest: outcome.root.digest,
      reference: formatReference(outcome.source),
      releases: outcome.findings.map(({ release }) => release.name).join(','),
      outdated: String(outdated.length > 0),
      'outdated-releases': outdated.map(({ release }) => release.name).join(','),
      metadata: JSON.stringify(metadataOf(outcome))
    },
    summary: summaryOf(outcome),
    ...(failOnOutdated && outdated.length > 0 ? { failure: failureOf(outcome) } : {})
  }
}
