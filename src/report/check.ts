import { defined } from '../common/defined.js'
import { msPerDay } from '../common/time.js'
import { UserError } from '../common/user-error.js'
import type { Problem } from '../inputs/check.js'
import { platformJson } from '../oci/document.js'
import type { Entry } from '../oci/entries.js'
import { listMismatches, type ListedEntry } from '../oci/listed.js'
import { formatReference, readableReference, type Reference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { BaseWithConfig } from '../registry/old-base.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import { endOfSupport, hasEnded, supportNotice, type WindowsRelease } from '../windows/releases.js'
import { baseJson } from './base-json.js'
import { code, plain, table } from './markdown.js'
import { hostsSection, pullsJson, pullWarnings } from './pulls.js'
import type { Result } from './result.js'

/** What was found out about one image. */
export type Finding = {
  readonly entry: Entry
  readonly release: WindowsRelease
  /** what it is built on, where that could be proved */
  readonly base?: BaseWithConfig
  /** the newest base of the same release */
  readonly newest: BaseWithConfig
  /** the kind of the image's base, where that is known: some kinds get updates for a shorter time */
  readonly family?: string
  readonly outdated: boolean
}

export type CheckOutcome = {
  readonly source: Reference
  readonly root: Content
  /** the descriptors of the list; none of a single image, which leaves hosts no choice */
  readonly listed: readonly ListedEntry[]
  readonly findings: readonly Finding[]
  /** milliseconds since 1970 */
  readonly now: number
}

/** Days from the publication of the image's base to that of the newest; undefined where a date is missing. */
const daysBehind = ({ base, newest, outdated }: Finding): number | undefined => {
  if (!outdated) return 0
  const [from, to] = [base?.config.created, newest.config.created].map(text => Date.parse(text ?? ''))
  const days = Math.round(((to ?? NaN) - (from ?? NaN)) / msPerDay)
  return Number.isNaN(days) ? undefined : Math.max(0, days)
}

const versionOf = ({ config }: BaseWithConfig): string => config.platform.osVersion ?? ''

const stateOf = (finding: Finding): string => {
  const days = daysBehind(finding)
  if (!finding.outdated) return 'newest'
  // Reproducible images all have the same date, which says nothing.
  return days === undefined || days === 0 ? 'outdated' : `${days} ${days === 1 ? 'day' : 'days'} behind`
}

const outdatedText = ({ release, entry, newest }: Finding): string => {
  const { osVersion = '' } = entry.platform
  return osVersion === versionOf(newest)
    ? `${release.name} has an older base of ${osVersion}.`
    : `${release.name} has ${osVersion}, the newest is ${versionOf(newest)}.`
}

/** One line for the log: `ltsc2022  10.0.20348.5499  newest`. */
export const describeFinding = (finding: Finding): string =>
  `${finding.release.name}  ${finding.entry.platform.osVersion ?? ''}  ${stateOf(finding)}`

/** The images have what the input `fail-on` names. */
export class CheckError extends UserError {
  override readonly name = 'CheckError'
}

/** Something that the user should know; without a problem it never makes the step fail. */
export type CheckWarning = { readonly problem?: Problem; readonly text: string }

const supportWarnings = (findings: readonly Finding[], now: number): readonly CheckWarning[] =>
  findings.flatMap(finding => {
    const text = supportNotice(finding.release, now, finding.family)
    if (text === undefined) return []
    return [hasEnded(finding.release, now, finding.family) ? { problem: 'unsupported', text } : { text }]
  })

const listWarnings = (listed: readonly ListedEntry[]): readonly CheckWarning[] => {
  const pulls = simulatePulls(listed)
  const isWrong = pulls.map(({ newerMatch }) => newerMatch !== undefined)
  const wrong = [
    ...listMismatches(listed),
    ...pullWarnings(
      pulls.filter((_, i) => isWrong[i]),
      listed
    )
  ]
  return [
    ...wrong.map(text => ({ problem: 'wrong-list', text }) as const),
    ...pullWarnings(
      pulls.filter((_, i) => !isWrong[i]),
      listed
    ).map(text => ({ text }))
  ]
}

/** What is wrong with what is published, or soon will be. */
export const checkWarnings = ({ listed, findings, now }: CheckOutcome): readonly CheckWarning[] => [
  ...findings
    .filter(({ outdated }) => outdated)
    .map(finding => ({ problem: 'outdated', text: outdatedText(finding) }) as const),
  ...listWarnings(listed),
  ...supportWarnings(findings, now)
]

/** What each problem says about the source, and what to do about it. */
const problemTexts: Readonly<
  Record<Problem, { readonly title: string; readonly state: string; readonly remedy: string }>
> = {
  outdated: {
    title: 'Outdated',
    state: 'is outdated',
    remedy: "Run mode 'rebase', or build again with 'pull: true'."
  },
  'wrong-list': {
    title: 'Wrong list',
    state: 'misleads hosts',
    remedy:
      "Run mode 'rebase' on it, or mode 'manifest' with its images as 'sources': both write the list from the images' configs."
  },
  unsupported: {
    title: 'Unsupported',
    state: 'has images without security fixes',
    remedy: 'Microsoft publishes no new bases for them: take them out of the list.'
  }
}

const problems = Object.keys(problemTexts) as readonly Problem[]

const summaryOf = (outcome: CheckOutcome, warnings: readonly CheckWarning[]): string => {
  const { source, listed, findings } = outcome
  const name = formatReference(source)
  const found = problems.filter(problem => warnings.some(warning => warning.problem === problem))
  const upToDate = warnings.length === 0 ? 'Up to date' : 'Up to date, with warnings'
  const title = found.map(problem => problemTexts[problem].title).join(', ')
  return [
    `### ${title === '' ? upToDate : title}: ${code(name)}`,
    table(
      ['Release', 'Windows', 'Newest', 'State', 'Base', 'Updates until'],
      findings.map(finding => [
        finding.release.name,
        code(finding.entry.platform.osVersion ?? ''),
        code(versionOf(finding.newest)),
        `${finding.outdated ? '⚠️ ' : ''}${stateOf(finding)}`,
        finding.base === undefined ? 'not found' : code(readableReference(finding.base.reference)),
        endOfSupport(finding.release, finding.family)
      ])
    ),
    ...listMismatches(listed).map(text => `> ⚠️ ${plain(text)}`),
    ...supportWarnings(findings, outcome.now).map(({ text }) => `> ⚠️ ${plain(text)}`),
    ...found.map(problem => problemTexts[problem].remedy),
    ...hostsSection(name, simulatePulls(listed), listed),
    ''
  ].join('\n\n')
}

const metadataOf = ({ source, root, listed, findings }: CheckOutcome): object => ({
  reference: formatReference(source),
  digest: root.digest,
  images: findings.map(finding => {
    const { entry, release, base, newest, outdated } = finding
    const days = daysBehind(finding)
    return {
      release: release.name,
      digest: entry.descriptor.digest,
      platform: platformJson(entry.platform),
      ...defined({ base: base === undefined ? undefined : baseJson(base) }),
      newest: { ...baseJson(newest), 'os.version': versionOf(newest) },
      outdated,
      ...defined({ daysBehind: days }),
      endOfSupport: endOfSupport(release, finding.family)
    }
  }),
  mismatches: listMismatches(listed),
  pulls: pullsJson(simulatePulls(listed), listed)
})

const failureOf = (
  { source }: CheckOutcome,
  warnings: readonly CheckWarning[],
  failOn: readonly Problem[]
): CheckError | undefined => {
  const found = warnings.filter(({ problem }) => problem !== undefined && failOn.includes(problem))
  const failing = problems.filter(one => found.some(({ problem }) => problem === one)).map(one => problemTexts[one])
  const [first, ...others] = found.map(({ text }) => text)
  if (first === undefined) return undefined
  return new CheckError({
    what: `${formatReference(source)} ${failing.map(({ state }) => state).join(' and ')}`,
    ...(others.length === 0 ? { why: first } : { problems: [first, ...others] }),
    remedy: failing.map(({ remedy }) => remedy).join(' ')
  })
}

/** The outputs and the step summary of a check. */
export const checkResult = (outcome: CheckOutcome, { failOn }: { readonly failOn: readonly Problem[] }): Result => {
  const outdated = outcome.findings.filter(finding => finding.outdated)
  const warnings = checkWarnings(outcome)
  return {
    outputs: {
      digest: outcome.root.digest,
      reference: formatReference(outcome.source),
      releases: outcome.findings.map(({ release }) => release.name).join(','),
      outdated: String(outdated.length > 0),
      'outdated-releases': outdated.map(({ release }) => release.name).join(','),
      metadata: JSON.stringify(metadataOf(outcome))
    },
    summary: summaryOf(outcome, warnings),
    ...defined({ failure: failureOf(outcome, warnings, failOn) })
  }
}
