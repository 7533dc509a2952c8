import { expiredLogin, wordsOf, type ErrorBody } from './error-body.js'
import { isTransient, proxyLoginRemedy } from './errors.js'

/** What is known about a request that a registry refused. */
export type Refusal = {
  readonly status: number
  readonly body: ErrorBody
  /** the registry, as references name it */
  readonly registry: string
  /** parts of the address: of the repository's name, and the tag */
  readonly names?: readonly string[]
  /** where redirects led */
  readonly redirectedTo?: string | undefined
  /** whether the request needs the right to push */
  readonly pushes: boolean
  /** whether the request itself writes */
  readonly writes: boolean
  /** what was sent, and its size in bytes */
  readonly sent?: { readonly what: 'blob' | 'manifest'; readonly size: number } | undefined
  /** `unused`: there is one, but the registry did not ask for it */
  readonly login: 'used' | 'unused' | 'none'
  /** schemes of the challenges, in lower case */
  readonly challenges: readonly string[]
  /** milliseconds that the registry asks to wait */
  readonly retryAfter?: number | undefined
}

/** What to do about a login that the registry does not know. */
export const wrongLogin = 'Check the user name and the password or token (expired, revoked, or for another registry?).'

const needOf = (pushes: boolean): string => (pushes ? 'push to' : 'pull from')

const packageSettings = (pushes: boolean): string =>
  `In the package's settings, under 'Manage Actions access', give this repository the role '${pushes ? 'Write' : 'Read'}', and give the job 'permissions: packages: ${pushes ? 'write' : 'read'}'.`

/** GitHub's registry, and those of GitHub Enterprise Cloud. */
const isGitHub = (registry: string): boolean => registry === 'ghcr.io' || /^containers\..+\.ghe\.com$/.test(registry)

/** What to do about a login that is known, but may not do what was asked for. */
const missingRights = (registry: string, pushes: boolean): string =>
  `The login that was used for ${registry} has no right to ${needOf(pushes)} this repository: check the account, the token's scopes, and the repository's name.${isGitHub(registry) ? ` ${packageSettings(pushes)}` : ''}`

const logIn = (registry: string): string =>
  `Log in to ${registry} before this step (docker/login-action), or give the inputs 'username' and 'password'`

/** Microsoft's registry, which everybody may read without a login. */
const microsoft = 'mcr.microsoft.com'

const waitRemedy = ({ registry, login, retryAfter, redirectedTo }: Refusal): string => {
  const until = retryAfter === undefined ? undefined : new Date(Date.now() + retryAfter).toISOString()
  const wait = until === undefined ? 'Try again later' : `It asks to wait until ${until}. Try again then`
  return login === 'none' && registry !== microsoft && redirectedTo === undefined
    ? `${wait}, or log in: logged-in users have higher limits.`
    : `${wait}.`
}

/** Refusals by the registry's own words, which say more than the status. */
const byWords: readonly (readonly [RegExp, (refusal: Refusal) => string])[] = [
  [
    // Nexus, "Disable redeploy"
    /does not allow updating assets/i,
    () =>
      "Set the deployment policy of this Nexus repository to 'Allow redeploy'. With 'Disable redeploy', Nexus refuses content that it already has, even under another tag."
  ],
  [
    /REGISTRY_DISALLOWED_OPERATION/,
    () =>
      "The tag or the whole repository is locked: unlock it ('az acr repository update --write-enabled true'), or publish under another tag."
  ],
  [
    /TAG_?ALREADY_?EXISTS|immutab|cannot be overwritten/i,
    () =>
      'The registry does not let a published tag be changed: publish under another tag, or allow changes in its settings.'
  ],
  [
    // Artifactory for a login without the permission "Delete/Overwrite"
    /MANIFEST_INVALID.*HTTP 403 Forbidden/s,
    () =>
      'On Artifactory this means that the login may not overwrite a tag: give it the permission to delete and overwrite, or publish under another tag.'
  ],
  [
    // Quay for an OCI index of Docker images
    /does not match schema.*vnd\.docker\./s,
    () =>
      "The registry takes no OCI index of Docker images: leave out 'annotations' and 'media-type: oci', so that a Docker list is written."
  ],
  [
    /proxy (cache )?project|pull.?through/i,
    () => 'A proxy project or pull-through cache takes no pushes: push to the registry behind it.'
  ],
  [
    /\bIP\b.* not allowed|\bIP address|firewall|network (access )?rules?\b/i,
    () =>
      'The firewall of the registry does not let this runner in: allow its address there, or use a runner whose address is allowed.'
  ],
  [/read.?only mode/i, () => 'The registry is in read-only mode: try again later, or ask its administrators.'],
  [
    /(?<![a-z])quota(?![a-z])|maximum allowed number|\blimit (is|of)\b|(exceeds?|reached) (the|your)\b.*\blimit|storage limit/i,
    () =>
      'A quota or limit of the registry is reached: delete what is no longer needed there, or raise the limit. The login is not the cause.'
  ],
  [/permission_denied: \w+_package|installation not allowed/i, ({ pushes }) => packageSettings(pushes)],
  [
    /BLOB_UPLOAD_UNKNOWN|invalid secret/,
    () =>
      'The registry lost the upload again and again. If it runs as several replicas, they need the same storage and the same http.secret (REGISTRY_HTTP_SECRET), or sticky sessions; a proxy in front of it must leave paths and queries unchanged.'
  ]
]

/** Schemes of logins that servers use besides Basic and Bearer. Other names are not repeated: they can be anything. */
const unsupportedSchemes = new Set(['digest', 'kerberos', 'negotiate', 'ntlm'])

const redirectRemedy = (registry: string, host: string): string =>
  `${registry} redirects this read to ${host}, which refused it: check that ${host} can be read without a login, and that the proxy or firewall of the runner lets it through.`

/** What to do about a 401 or 403. With a token a login was good already when it got the token; with Basic it was not. */
const denialRemedy = (refusal: Refusal): string => {
  const { status, body, registry, pushes, login, challenges, redirectedTo } = refusal
  if (redirectedTo !== undefined) return redirectRemedy(registry, redirectedTo)
  if (registry === microsoft)
    return `${microsoft} refuses the address of this runner; it has no logins. Run the job again on a hosted runner, which has another address, or on one whose address is not blocked.`
  if (login === 'used') {
    if (status === 401) return challenges.includes('basic') ? wrongLogin : missingRights(registry, pushes)
    return wordsOf(body) === ''
      ? `The registry gave no reason. The login for ${registry} may lack the right to ${needOf(pushes)} this repository. ${pushes ? 'Quotas, limits, immutable tags' : 'Limits'} and firewalls can cause the same response.`
      : missingRights(registry, pushes)
  }
  if (login === 'unused') {
    const scheme = challenges.find(one => unsupportedSchemes.has(one))
    return status === 401 && challenges.length > 0
      ? `The registry asks for a login in a way that is not supported${scheme === undefined ? '' : ` (${scheme})`}: it has to offer Basic or Bearer.`
      : `There is a login for ${registry}, but the registry did not ask for it. Check its limits, and the firewalls and proxies in front of it.`
  }
  return status === 401
    ? `${logIn(registry)}.`
    : `${logIn(registry)}: without a login it may not be allowed to ${needOf(pushes)} this repository.`
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const sizeRemedy = ({ sent }: Refusal): string | undefined =>
  sent === undefined
    ? undefined
    : `The ${sent.what} is ${megabytes(sent.size)}, more than a proxy in front of the registry accepts: raise its limit (nginx: client_max_body_size 0; Cloudflare limits bodies by plan).`

/** Failures of the server itself. */
const serverRemedy = ({ retryAfter }: Refusal): string =>
  retryAfter !== undefined && retryAfter > 0
    ? `The registry is having problems and asks to wait until ${new Date(Date.now() + retryAfter).toISOString()}: run the job again then.`
    : 'The registry is having problems: try again later, and check its status page.'

const byStatus = (refusal: Refusal): string | undefined => {
  const { status, body, registry, writes } = refusal
  if (status === 407) return proxyLoginRemedy
  if (status === 401 || status === 403) return denialRemedy(refusal)
  if (status === 413) return sizeRemedy(refusal)
  if (status === 405 && writes)
    return 'Check whether this is a pull-through cache or a proxy project: those take no pushes.'
  if (body.html && status < 600 && !isTransient(status))
    return `${registry} does not look like a registry: check the host in the input 'image'.`
  if (body.codes.includes('NAME_UNKNOWN'))
    return 'Check the name of the repository; some registries want it created before the first push.'
  return status >= 500 || (isTransient(status) && (refusal.retryAfter ?? 0) > 0) ? serverRemedy(refusal) : undefined
}

const expiredRemedy = ({ registry }: Refusal): string =>
  `The login for ${registry} has expired, or is for another registry: log in again in this job (aws-actions/amazon-ecr-login; a token lasts 12 hours).`

/** The registry's words without the names that it repeats: a repository can be called `org/quota`. */
const wordsWithoutNames = ({ body, names = [] }: Refusal): string =>
  wordsOf(body)
    .split(/([^\w.-]+)/)
    .filter(word => !names.includes(word))
    .join('')

const remedyByWords = (refusal: Refusal): string | undefined => {
  const { status, body, redirectedTo } = refusal
  // A server that has problems, and a host that redirects led to, do not speak for the registry.
  if (status >= 500 || redirectedTo !== undefined) return undefined
  if (expiredLogin.test(wordsOf(body))) return expiredRemedy(refusal)
  // A login that is missing, or a name that is wrong, is reported with the name alone.
  if (status === 401 || body.codes.includes('NAME_UNKNOWN')) return undefined
  const words = wordsWithoutNames(refusal)
  return byWords.find(([pattern]) => pattern.test(words))?.[1](refusal)
}

/** What to do about a refusal, as a sentence, by the registry's words and the status; undefined where neither says it. */
export const remedyFor = (refusal: Refusal): string | undefined => {
  const { status, body } = refusal
  if (status === 429 || body.codes.includes('TOOMANYREQUESTS')) return waitRemedy(refusal)
  return remedyByWords(refusal) ?? byStatus(refusal)
}
