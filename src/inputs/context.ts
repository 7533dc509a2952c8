import { readFileSync } from 'node:fs'

/** The run that the step belongs to, from the runner's variables. */
export type RunContext = {
  readonly eventName: string
  /** 40 hex digits */
  readonly sha: string
  /** the git tag that started the run */
  readonly gitTag?: string
  readonly actor: string
  /** `owner/name` */
  readonly repository: string
  readonly serverUrl: string
  /** the folder of the checkout */
  readonly workspace: string
  /** seconds since 1970 that stand for the time of the run, for results that are to be made again byte by byte */
  readonly sourceDateEpoch?: number
  /** SPDX identifier, as GitHub recognised it */
  readonly licence?: string
  /** of the event that started the run; the time in RFC 3339 */
  readonly headCommit?: { readonly id: string; readonly time: string }
}

type Event = {
  readonly head_commit?: { readonly id?: unknown; readonly timestamp?: unknown } | null
  readonly repository?: { readonly license?: { readonly spdx_id?: unknown } | null } | null
}

/** The payload of the event; some starts have none, and nothing of it is needed. */
const readEvent = (path: string | undefined): Event => {
  try {
    return (JSON.parse(readFileSync(path ?? '', 'utf8')) as Event | null) ?? {}
  } catch {
    return {}
  }
}

const ofEvent = (env: NodeJS.ProcessEnv): Pick<RunContext, 'licence' | 'headCommit'> => {
  const { head_commit: commit, repository } = readEvent(env.GITHUB_EVENT_PATH)
  const licence = repository?.license?.spdx_id
  return {
    // What GitHub says of a licence that it does not know.
    ...(typeof licence === 'string' && licence !== 'NOASSERTION' ? { licence } : {}),
    ...(typeof commit?.id === 'string' && typeof commit.timestamp === 'string'
      ? { headCommit: { id: commit.id, time: commit.timestamp } }
      : {})
  }
}

/** SOURCE_DATE_EPOCH by the specification of reproducible-builds.org: seconds as a decimal number. */
const readEpoch = (value: string | undefined): Pick<RunContext, 'sourceDateEpoch'> => {
  if (value === undefined || value === '') return {}
  // Beyond the year 9999 no format that we write can hold it.
  if (!/^\d{1,11}$/.test(value)) {
    throw new Error(
      `The variable SOURCE_DATE_EPOCH is '${value}', which is no number of seconds since 1970. Set it to one, or leave it out.`
    )
  }
  return { sourceDateEpoch: Number(value) }
}

/** Reads the default variables that GitHub documents; what is missing is empty. */
export const readContext = (env: NodeJS.ProcessEnv): RunContext => ({
  eventName: env.GITHUB_EVENT_NAME ?? '',
  sha: env.GITHUB_SHA ?? '',
  ...(env.GITHUB_REF_TYPE === 'tag' && env.GITHUB_REF_NAME !== undefined ? { gitTag: env.GITHUB_REF_NAME } : {}),
  actor: env.GITHUB_ACTOR ?? '',
  repository: env.GITHUB_REPOSITORY ?? '',
  serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
  workspace: env.GITHUB_WORKSPACE ?? '',
  ...readEpoch(env.SOURCE_DATE_EPOCH),
  ...ofEvent(env)
})
