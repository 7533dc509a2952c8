import { shortDigest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { formatPlatform, releaseOf, type Entry } from '../oci/entries.js'
import { mediaTypes } from '../oci/media-types.js'
import { formatRepository } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { Target } from '../registry/targets.js'
import type { Pull } from '../windows/reach.js'
import { releaseOfHost } from '../windows/releases.js'
import { code, label, plain, table } from './markdown.js'
import { printable } from '../runner/log.js'
import type { Result } from './result.js'

/** A list, and what became of it. */
export type ListOutcome = {
  readonly content: Content
  readonly entries: readonly Entry[]
  readonly pulls: readonly Pull[]
  /** all tags that were asked for */
  readonly targets: readonly Target[]
  /** those that take the list */
  readonly moving: readonly Target[]
  readonly pushed: boolean
  readonly unchanged: boolean
}

/** The release that an entry is for, or what stands in its place. */
const releaseName = (entry: Entry): string => {
  const { platform, release } = entry
  // What an image says of itself is anybody's text; a release's name is ours.
  return release?.name ?? releaseOf(entry)?.name ?? printable(platform.osVersion ?? formatPlatform(platform))
}

/** What a host gets, in a few words. */
const gets = ({ at, isolation }: Pull, entries: readonly Entry[]): string => {
  const entry = at === undefined ? undefined : entries[at]
  if (entry === undefined) return 'nothing'
  return `${releaseName(entry)}, ${isolation === undefined ? 'cannot run' : isolation === 'hyperv' ? 'Hyper-V' : 'process'}`
}

/** Engines in a few words: the name of a kind stands for all of that kind. */
const enginesIn = (names: readonly string[], pulls: readonly Pull[]): string =>
  [...new Set(pulls.map(({ engine }) => engine.kind))]
    .flatMap(kind => {
      const all = new Set(pulls.filter(({ engine }) => engine.kind === kind).map(({ engine }) => engine.name))
      const some = names.filter(name => all.has(name))
      if (some.length > 1 && some.length === all.size) return [kind === 'docker' ? 'Docker' : 'containerd']
      return some.map((name, at) => (at === 0 ? name : name.replace(/^containerd /, '')))
    })
    .join(', ')

/** Engines that give every host the same stand in one column. */
const columns = (
  pulls: readonly Pull[],
  entries: readonly Entry[]
): { title: string; cell: (host: string) => string }[] => {
  const hosts = [...new Set(pulls.map(({ host }) => host.name))]
  const cellOf = (engine: string, host: string): string => {
    const pull = pulls.find(one => one.engine.name === engine && one.host.name === host)
    return pull === undefined ? '–' : gets(pull, entries)
  }
  const groups = new Map<string, string[]>()
  for (const engine of new Set(pulls.map(({ engine: { name } }) => name))) {
    const key = hosts.map(host => cellOf(engine, host)).join('\n')
    groups.set(key, [...(groups.get(key) ?? []), engine])
  }
  return [...groups.values()].map(names => ({
    title: enginesIn(names, pulls),
    cell: host => cellOf(names[0] ?? '', host)
  }))
}

const pullTable = (pulls: readonly Pull[], entries: readonly Entry[]): string => {
  const shown = columns(pulls, entries)
  const hosts = [...new Set(pulls.map(({ host }) => host.name))]
  return table(
    ['Host', ...shown.map(({ title }) => title)],
    hosts.map(host => [host, ...shown.map(({ cell }) => plain(cell(host)))])
  )
}

/** The same for the log, a line for each host; engines are named where they differ. */
export const describePulls = (pulls: readonly Pull[], entries: readonly Entry[]): readonly string[] =>
  [...new Set(pulls.map(({ host }) => host.name))].map(host => {
    const enginesOf = new Map<string, string[]>()
    for (const pull of pulls.filter(one => one.host.name === host)) {
      const got = gets(pull, entries)
      enginesOf.set(got, [...(enginesOf.get(got) ?? []), pull.engine.name])
    }
    const parts = [...enginesOf].map(([got, names]) =>
      enginesOf.size === 1 ? got : `${got} (${enginesIn(names, pulls)})`
    )
    return `${host}: ${parts.join('; ')}`
  })

/** Hosts that get nothing, or an older image than they could run; each with what would help. */
export const pullWarnings = (pulls: readonly Pull[], entries: readonly Entry[]): readonly string[] => {
  const enginesOf = new Map<string, string[]>()
  for (const pull of pulls) {
    const best = pull.better === undefined ? undefined : entries[pull.better]
    if (best === undefined) continue
    const own = releaseOfHost(pull.host.build, pull.host.architecture)?.release.name
    const help =
      own === undefined || entries.some(entry => releaseName(entry) === own)
        ? ''
        : ` An image for ${own} in the list would help.`
    const got = pull.at === undefined ? 'nothing' : gets(pull, entries).replace(/, (.*)/, ' ($1)')
    const key = `${pull.host.name} with \0 gets ${got}, though the image for ${releaseName(best)} would run there.${help}`
    enginesOf.set(key, [...(enginesOf.get(key) ?? []), pull.engine.name])
  }
  return [...enginesOf].map(([text, names]) => text.replace('\0', enginesIn(names, pulls)))
}

/** A picture of the list, its images, and the hosts that get them with Docker as it comes. */
const picture = (name: string, entries: readonly Entry[], pulls: readonly Pull[]): string => {
  const docker = pulls.filter(({ engine }) => engine.name === 'Docker')
  return [
    '```mermaid',
    'flowchart LR',
    `  list[${label(name)}]`,
    ...entries.map((entry, i) => `  list --> e${i}[${label(releaseName(entry))}]`),
    ...docker.map(({ host, at, isolation }, i) =>
      at === undefined
        ? `  h${i}([${label(`${host.name}: nothing fits`)}])`
        : `  e${at} -->|${isolation === 'hyperv' ? 'Hyper-V' : (isolation ?? 'cannot run')}| h${i}([${label(host.name)}])`
    ),
    '```'
  ].join('\n')
}

/** Where an image is, beside its digest: its tag alone where the list stands in the same repository. */
const placeOf = ({ reference, descriptor }: Entry, own: string): string => {
  const place = reference.replace(`@${descriptor.digest}`, '')
  if (place === own) return ''
  return code(place.startsWith(`${own}:`) ? place.slice(own.length + 1) : place)
}

const entryTable = ({ entries, targets: [target] }: ListOutcome): string => {
  const own = target === undefined ? '' : formatRepository(target.client.repository)
  return table(
    ['Release', 'Platform', 'OS version', 'Image', 'Digest'],
    entries.map(entry => {
      const { osVersion, ...platform } = entry.platform
      return [
        platform.os === 'windows' ? plain(releaseName(entry)) : (entry.release?.name ?? ''),
        code(formatPlatform(platform)),
        osVersion === undefined ? '' : code(osVersion),
        placeOf(entry, own),
        code(shortDigest(entry.descriptor.digest))
      ]
    })
  )
}

/** Which host gets which image of the list; nothing where there is none for Windows. */
export const hostsSection = (name: string, entries: readonly Entry[], pulls: readonly Pull[]): readonly string[] =>
  entries.some(({ platform }) => platform.os === 'windows')
    ? [
        '#### Who pulls what',
        pullTable(pulls, entries),
        ...pullWarnings(pulls, entries).map(text => `> ⚠️ ${plain(text)}`),
        '<details><summary>The hosts with Docker, as a picture</summary>',
        picture(name, entries, pulls),
        '</details>'
      ]
    : []

const stateOf = (target: Target, { content, moving, pushed }: ListOutcome): string => {
  if (target.current === content.digest) return 'unchanged'
  if (!moving.includes(target)) return 'stays as it is'
  return pushed ? 'published' : 'not written (dry run)'
}

/** What became of tags; those of a repository that went the same way share a row. */
export const tagTable = (outcomes: readonly { readonly target: Target; readonly state: string }[]): string => {
  const rows = new Map<string, { repository: string; state: string; tags: string[] }>()
  for (const { target, state } of outcomes) {
    const repository = formatRepository(target.client.repository)
    const row = rows.get(`${repository} ${state}`) ?? { repository, state, tags: [] }
    row.tags.push(target.tag)
    rows.set(`${repository} ${state}`, row)
  }
  return table(
    ['Repository', 'Tags', 'State'],
    [...rows.values()].map(({ repository, state, tags }) => [code(repository), tags.map(code).join(' '), state])
  )
}

const summaryOf = (outcome: ListOutcome): string => {
  const { content, entries, pulls, targets, moving, pushed, unchanged } = outcome
  const [first = ''] = (moving.length > 0 ? moving : targets).map(({ name }) => name)
  const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run'
  return [
    `### ${done}: ${code(first)}`,
    `${code(content.digest)} (${content.mediaType === mediaTypes.ociIndex ? 'OCI index' : 'Docker manifest list'})`,
    tagTable(targets.map(target => ({ target, state: stateOf(target, outcome) }))),
    entryTable(outcome),
    ...hostsSection(first, entries, pulls),
    ''
  ].join('\n\n')
}

const metadataOf = ({ content, entries, pulls, moving, unchanged }: ListOutcome): object => ({
  digest: content.digest,
  mediaType: content.mediaType,
  references: moving.map(({ name }) => name),
  unchanged,
  entries: entries.map(({ descriptor, platform, reference, release }) => ({
    reference,
    digest: descriptor.digest,
    platform: platformJson(platform),
    ...(release === undefined ? {} : { release: release.name })
  })),
  pulls: pulls.map(({ host, engine, at, isolation }) => ({
    host: host.name,
    engine: engine.name,
    ...(at === undefined ? {} : { digest: entries[at]?.descriptor.digest }),
    ...(isolation === undefined ? {} : { isolation })
  }))
})

/** The outputs and the step summary of a list. */
export const listResult = (outcome: ListOutcome): Result => {
  const { content, entries, moving, unchanged } = outcome
  const references = moving.map(({ name }) => name)
  return {
    outputs: {
      digest: content.digest,
      reference: references[0] ?? '',
      references: references.join('\n'),
      releases: entries.flatMap(({ release }) => release?.name ?? []).join(','),
      unchanged: String(unchanged),
      metadata: JSON.stringify(metadataOf(outcome))
    },
    summary: summaryOf(outcome)
  }
}
