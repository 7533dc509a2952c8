import { readFileSync } from 'node:fs'

import { defined } from '../common/defined.js'
import { asRecord, asString, isRecord, parseJson, type Json } from '../common/json.js'
import { UserError } from '../common/user-error.js'
import { repositoryLabels, type RepositoryLabels } from '../runner/repository.js'

/** The run that the step belongs to, from the runner's variables. */
export type RunContext = {
  readonly eventName: string
  /** 40 hex digits */
  readonly sha: string
  /** the git tag that started the run */
  readonly gitTag?: string
  /** the branch that started the run; a pull request is started by none */
  readonly branch?: string
  /** the day of the run in UTC, `YYYYMMDD` */
  readonly date: string
  readonly actor: string
  /** `owner/name` */
  readonly repository: string
  readonly serverUrl: string
  /** the folder of the checkout */
  readonly workspace: string
  /** seconds since 1970 that stand for the time of the run, for results that are to be made again byte by byte */
  readonly sourceDateEpoch?: number
  /** what labels say about the repository, where the event carries it */
  readonly repositoryLabels?: RepositoryLabels
  /** of the event that started the run; the time in RFC 3339 */
  readonly headCommit?: { readonly id: string; readonly time: string }
}

type EventFacts = Pick<RunContext, 'repositoryLabels' | 'headCommit'>

/**
 * The payload of the event; some starts have none, and nothing depends on it. `context.payload` of `@actions/github` is the
 * same file, but importing that package loads Octokit, which would slow down the start of every run.
 */
const readEvent = (path: string | undefined): Json => {
  if (path === undefined || path === '') return {}
  try {
    return asRecord(parseJson(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}

const factsOf = (event: Json): EventFacts => {
  const commit = asRecord(event.head_commit)
  const [id, time] = [asString(commit.id), asString(commit.timestamp)]
  return defined({
    repositoryLabels: isRecord(event.repository) ? repositoryLabels(event.repository) : undefined,
    headCommit: id === undefined || time === undefined ? undefined : { id, time }
  })
}

/** SOURCE_DATE_EPOCH by the specification of reproducible-builds.org: seconds as a decimal number. */
const readEpoch = (value: string | undefined): number | undefined => {
  if (value === undefined || value === '') return undefined
  // Beyond the year 9999 none of the formats that we write can hold it.
  if (/^\d{1,11}$/.test(value)) return Number(value)
  throw new UserError({
    what: `the variable SOURCE_DATE_EPOCH is '${value}'`,
    why: 'it is not a number of seconds since 1970',
    remedy: 'set it to one, or remove it'
  })
}

/** Reads the default variables that GitHub documents; what is missing is empty. */
export const readContext = (env: NodeJS.ProcessEnv, now = new Date()): RunContext => ({
  eventName: env.GITHUB_EVENT_NAME ?? '',
  sha: env.GITHUB_SHA ?? '',
  actor: env.GITHUB_ACTOR ?? '',
  repository: env.GITHUB_REPOSITORY ?? '',
  serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
  workspace: env.GITHUB_WORKSPACE ?? '',
  date: now.toISOString().slice(0, 10).replaceAll('-', ''),
  ...defined({
    gitTag: env.GITHUB_REF_TYPE === 'tag' ? env.GITHUB_REF_NAME : undefined,
    branch: /^refs\/heads\/(.+)$/.exec(env.GITHUB_REF ?? '')?.[1],
    sourceDateEpoch: readEpoch(env.SOURCE_DATE_EPOCH)
  }),
  ...factsOf(readEvent(env.GITHUB_EVENT_PATH))
})
