import type { Release } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import type { InputReader } from './reader.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'

/** How the containers of a build are kept apart; `auto`: by the table of who can run what. */
export type IsolationChoice = 'auto' | 'process' | 'hyperv' | 'default'

/** Inputs of `mode: build`. Names as in docker/build-push-action where it has the thing. */
export type BuildInputs = PublishInputs & {
  /** empty: the host's own release */
  readonly releases: readonly Release[]
  readonly context: string
  readonly file?: string
  /** as written: `KEY=value`, or `KEY` alone for the variable of that name */
  readonly buildArgs: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly target?: string
  readonly pull: boolean
  readonly noCache: boolean
  readonly network?: string
  /** name of the build argument that gets the base tag */
  readonly baseArg: string
  /** name of the build argument that gets the version */
  readonly versionArg: string
  readonly isolation: IsolationChoice
  /** memory of a build container, as docker writes it; undefined: 4g under Hyper-V */
  readonly memory?: string
}

const isolations: readonly IsolationChoice[] = ['auto', 'process', 'hyperv', 'default']

const readArgName = (read: InputReader, name: string, otherwise: string): string => {
  const value = read.text(name) ?? otherwise
  if (!/^[A-Za-z_]\w*$/.test(value)) {
    throw new InputError(name, `'${value}' is not the name of a build argument`, "use letters, digits and '_'")
  }
  return value
}

const given = <K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, string>)

/** @throws InputError that names the input */
export const readBuildInputs = (read: InputReader, context: RunContext): BuildInputs => {
  const memory = read.text('memory')
  if (memory !== undefined && !/^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(memory)) {
    throw new InputError('memory', `'${memory}' is not an amount of memory`, "write for instance '4g'")
  }
  const [baseArg, versionArg] = [readArgName(read, 'base-arg', 'BASE'), readArgName(read, 'version-arg', 'VERSION')]
  if (baseArg === versionArg) {
    throw new InputError('version-arg', `'${versionArg}' is also the name of 'base-arg'`, 'give them different names')
  }
  return {
    ...readPublishInputs(read, context),
    releases: readReleases(read.words('releases')),
    context: read.text('context') ?? '.',
    ...given('file', read.text('file')),
    buildArgs: read.lines('build-args'),
    labels: read.record('labels'),
    ...given('target', read.text('target')),
    pull: read.flag('pull', false),
    noCache: read.flag('no-cache', false),
    ...given('network', read.text('network')),
    baseArg,
    versionArg,
    isolation: read.choice('isolation', isolations, 'auto'),
    ...given('memory', memory)
  }
}
