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
}

/** Reads the default variables that GitHub documents; what is missing is empty. */
export const readContext = (env: NodeJS.ProcessEnv): RunContext => ({
  eventName: env.GITHUB_EVENT_NAME ?? '',
  sha: env.GITHUB_SHA ?? '',
  ...(env.GITHUB_REF_TYPE === 'tag' && env.GITHUB_REF_NAME !== undefined ? { gitTag: env.GITHUB_REF_NAME } : {}),
  actor: env.GITHUB_ACTOR ?? '',
  repository: env.GITHUB_REPOSITORY ?? '',
  serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com'
})
