import { defined } from '../common/defined.js'
import { uniqueBy } from '../common/unique.js'
import { formatPlatform, releaseOf, type Entry } from '../oci/entries.js'
import type { ListedEntry } from '../oci/listed.js'
import { printable } from '../runner/foreign-text.js'
import type { Log } from '../runner/log.js'
import { formatBytes } from '../runner/progress.js'
import { needsSameRevision } from '../windows/isolation.js'
import { simulatePulls, type Pull, type Start } from '../windows/pull-simulation.js'
import { releaseOfHost } from '../windows/releases.js'
import { label, plain, table, warning } from './markdown.js'

type ListedEntries = readonly ListedEntry[]

/** The release that an image is for; its version where no release is known. */
export const releaseName = ({ platform, release }: Pick<Entry, 'platform' | 'release'>): string =>
  // A release's name is ours; what an image says about itself may be anything.
  release?.name ?? releaseOf({ platform })?.name ?? printable(platform.osVersion ?? formatPlatform(platform))

const nameOf = ({ entry, platform }: ListedEntry): string => {
  if (entry !== undefined) return releaseName(entry)
  return platform === undefined ? 'a list' : releaseName({ platform })
}

const words: Readonly<Record<Start, string>> = {
  'by itself': 'starts',
  'with hyperv': 'starts only with --isolation=hyperv',
  never: 'does not start'
}

/** Whether an image starts, in words. */
export const describeStart = ({ start, host }: Pick<Pull, 'start' | 'host'>): string =>
  start === 'by itself' && needsSameRevision(host.build) ? 'starts on the same update' : words[start]

/** What a host gets, and whether it starts: `ltsc2022: starts`. */
const outcomeOf = (pull: Pull, list: ListedEntries): string => {
  const taken = list[pull.index ?? -1]
  return taken === undefined ? 'nothing' : `${nameOf(taken)}: ${describeStart(pull)}`
}

/** `Docker, containerd 1.7.6–2.1.5, 2.1.6–2.2` */
const joinEngines = (names: readonly string[]): string =>
  names.reduce((joined, name) => {
    const isRepeated = joined.includes('containerd ') && name.startsWith('containerd ')
    return `${joined}, ${isRepeated ? name.replace('containerd ', '') : name}`
  })

const hostNames = (pulls: readonly Pull[]): readonly string[] =>
  uniqueBy(pulls, ({ host }) => host.name).map(({ host }) => host.name)

/** Engines of a kind that give the same to every host on which people run them. */
type Column = { readonly kind: string; readonly engines: string[]; readonly cells: Map<string, string> }

const columnsOf = (pulls: readonly Pull[], list: ListedEntries): readonly Column[] => {
  const columns: Column[] = []
  for (const { engine } of uniqueBy(pulls, pull => pull.engine)) {
    const own = pulls.filter(pull => pull.engine === engine)
    const cells = own.map(pull => [pull.host.name, outcomeOf(pull, list)] as const)
    const same = columns.find(
      column => column.kind === engine.kind && cells.every(([host, cell]) => (column.cells.get(host) ?? cell) === cell)
    )
    const column = same ?? { kind: engine.kind, engines: [], cells: new Map<string, string>() }
    column.engines.push(engine.name)
    for (const [host, cell] of cells) column.cells.set(host, cell)
    if (same === undefined) columns.push(column)
  }
  return columns
}

/** Which host gets which image with which engine. */
export const pullTable = (pulls: readonly Pull[], list: ListedEntries): string => {
  const columns = columnsOf(pulls, list)
  return table(
    ['Host', ...columns.map(({ engines }) => joinEngines(engines))],
    hostNames(pulls).map(host => [host, ...columns.map(({ cells }) => plain(cells.get(host) ?? '–'))])
  )
}

/** The names of the engines for which the same text holds. */
const enginesByText = (pulls: readonly Pull[], textOf: (pull: Pull) => string): ReadonlyMap<string, string> => {
  const names = new Map<string, readonly string[]>()
  for (const pull of pulls) {
    const text = textOf(pull)
    names.set(text, [...(names.get(text) ?? []), pull.engine.name])
  }
  return new Map([...names].map(([text, engines]) => [text, joinEngines(engines)]))
}

/** One line per host for the log; engines are named where they differ. */
export const describePulls = (pulls: readonly Pull[], list: ListedEntries): readonly string[] =>
  hostNames(pulls).map(host => {
    const own = pulls.filter(pull => pull.host.name === host)
    const outcomes = enginesByText(own, pull => outcomeOf(pull, list))
    const parts = [...outcomes].map(([outcome, names]) => (outcomes.size === 1 ? outcome : `${outcome} (${names})`))
    return `${host}: ${parts.join('; ')}`
  })

const hasWindows = (list: ListedEntries): boolean =>
  list.some(({ image, platform }) => (image ?? platform)?.os === 'windows')

/** Prints who pulls what; nothing where no image is for Windows. */
export const logPulls = async (list: ListedEntries, log: Log): Promise<void> => {
  if (!hasWindows(list)) return
  await log.group('Who pulls what', () => {
    for (const line of describePulls(simulatePulls(list), list)) log.info(line)
    return Promise.resolve()
  })
}

/** What would help a host: an image of its own release, unless the list has one. */
const remedyFor = ({ host }: Pull, list: ListedEntries): string => {
  const own = releaseOfHost(host.build, host.architecture)?.release.name
  return own === undefined || list.some(listed => nameOf(listed) === own) ? '' : ` Add an image for ${own} to the list.`
}

const problemOf = (pull: Pull, list: ListedEntries): string | undefined => {
  const [taken, best] = [list[pull.index ?? -1], list[pull.newerMatch ?? -1]]
  const got = taken === undefined ? 'nothing' : `${nameOf(taken)} (${describeStart(pull)})`
  if (best !== undefined)
    return `gets ${got}, although the image for ${nameOf(best)} would start there.${remedyFor(pull, list)}`
  return pull.start === 'with hyperv' ? `gets ${got}.${remedyFor(pull, list)}` : undefined
}

/** Hosts that get less than they could, or what a plain `docker run` does not start there. */
export const pullWarnings = (pulls: readonly Pull[], list: ListedEntries): readonly string[] => {
  const problems = pulls.filter(pull => problemOf(pull, list) !== undefined)
  const engines = enginesByText(problems, pull => `${pull.host.name} with \0 ${problemOf(pull, list) ?? ''}`)
  return [...engines].map(([text, names]) => text.replace('\0', names))
}

/** The bytes of the layers that a host downloads and never uses. */
const unusedBytes = ({ index, unused }: Pull, list: ListedEntries): number => {
  const layersOf = (at: number): NonNullable<Entry['layers']> => list[at]?.entry?.layers ?? []
  const used = new Set(index === undefined ? [] : layersOf(index).map(({ digest }) => digest))
  const sizes = new Map(unused.flatMap(layersOf).map(({ digest, size }) => [digest, size]))
  return [...sizes].reduce((sum, [digest, size]) => (used.has(digest) ? sum : sum + size), 0)
}

/** What engines that download every image that fits download for nothing; undefined where they do not. */
const downloadNote = (pulls: readonly Pull[], list: ListedEntries): string | undefined => {
  const wasteful = pulls.filter(pull => unusedBytes(pull, list) > 0)
  if (wasteful.length === 0) return undefined
  const sizes = wasteful.map(pull => `${formatBytes(unusedBytes(pull, list))} on ${pull.host.name}`)
  const names = joinEngines(uniqueBy(wasteful, ({ engine }) => engine.name).map(({ engine }) => engine.name))
  return `${names} downloads every image that fits before it takes one. Downloaded and never used: ${sizes.join(', ')}.`
}

const arrows: Readonly<Record<Start, string>> = { 'by itself': '-->', 'with hyperv': '-.->', never: '--x' }

/** A picture of the list, its images, and the hosts that get them with Docker. */
const picture = (name: string, pulls: readonly Pull[], list: ListedEntries): string => {
  const docker = pulls.filter(({ engine }) => engine.kind === 'docker')
  const boxes = list.flatMap((listed, i) =>
    listed.platform?.os === 'unknown' ? [] : [`  list --> e${i}[${label(nameOf(listed))}]`]
  )
  return [
    '```mermaid',
    'flowchart LR',
    `  list[${label(name)}]`,
    ...boxes,
    ...docker.map((pull, i) =>
      pull.index === undefined
        ? `  h${i}([${label(`${pull.host.name}: nothing fits`)}])`
        : `  e${pull.index} ${arrows[pull.start]}|${label(describeStart(pull))}| h${i}([${label(pull.host.name)}])`
    ),
    '```'
  ].join('\n')
}

/** Which host gets which image of the list; nothing where there is none for Windows. */
export const hostsSection = (name: string, pulls: readonly Pull[], list: ListedEntries): readonly string[] => {
  if (!hasWindows(list)) return []
  const note = downloadNote(pulls, list)
  return [
    '#### Who pulls what',
    pullTable(pulls, list),
    ...pullWarnings(pulls, list).map(warning),
    ...(note === undefined ? [] : [plain(note)]),
    '<details><summary>The hosts with Docker, as a picture</summary>',
    picture(name, pulls, list),
    '</details>'
  ]
}

/** The pulls as the output `metadata` has them. */
export const pullsJson = (pulls: readonly Pull[], list: ListedEntries): readonly object[] =>
  pulls.map(pull => {
    const { host, engine, index } = pull
    return {
      host: host.name,
      engine: engine.name,
      ...defined({
        index,
        start: index === undefined ? undefined : pull.start,
        digest: list[index ?? -1]?.entry?.descriptor.digest
      })
    }
  })
