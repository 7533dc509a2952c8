import { randomBytes } from 'node:crypto'
import { type Answer, errorAnswer, errorsAnswer, jsonAnswer } from './answer.js'
import type { AuthOptions } from './types.js'

/** One right that a request needs. */
export type Access = { readonly name: string; readonly action: string }

type Grant = { readonly type: string; readonly name: string; readonly actions: readonly string[] }
type Token = {
  readonly grants: readonly Grant[]
  readonly expires: number
  readonly scope: string
  /** It was asked for with the scope of `challengeScope` too. */
  readonly extra: boolean
}

/** What the check of credentials looks at. */
export type Credentials = { readonly authorization: string | undefined; readonly origin: string }

/** What Distribution asks for, by method; a mount also asks to read its source. */
export const accessFor = (method: string, repository: string, from: string | null): readonly Access[] => {
  const of = (actions: readonly string[], name: string): Access[] => actions.map(action => ({ name, action }))
  const own = method === 'GET' || method === 'HEAD' ? ['pull'] : method === 'DELETE' ? ['delete'] : ['pull', 'push']
  return [...of(own, repository), ...(from ? of(['pull'], from) : [])]
}

/** `repository:a:pull,push repository:b:pull` */
const scopeOf = (access: readonly Access[]): string => {
  const actions = new Map<string, Set<string>>()
  for (const { name, action } of access) actions.set(name, (actions.get(name) ?? new Set()).add(action))
  return [...actions].map(([name, wanted]) => `repository:${name}:${[...wanted].join(',')}`).join(' ')
}

const parseScope = (scope: string): Grant | undefined => {
  const [type, rest] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)]
  const cut = rest.lastIndexOf(':')
  if (!scope.includes(':') || cut < 1) return undefined
  return { type, name: rest.slice(0, cut), actions: rest.slice(cut + 1).split(',') }
}

const basicUser = (authorization: string | undefined): string | undefined => {
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1]
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString()
}

/** The check of credentials and the token endpoint. */
export type Auth = {
  /** Undefined = let in. */
  readonly check: (credentials: Credentials, access: readonly Access[]) => Answer | undefined
  /** The challenge that a valid login gets when a fault pretends that it has run out. */
  readonly expired: (origin: string, access: readonly Access[]) => Answer
  readonly token: (
    method: string,
    query: URLSearchParams,
    authorization: string | undefined,
    body: () => Promise<Buffer>
  ) => Promise<Answer>
  readonly issued: readonly string[]
  readonly revoke: () => void
  readonly clear: () => void
}

export const createAuth = (options: AuthOptions): Auth => {
  const account = `${options.username ?? 'user'}:${options.password ?? 'password'}`
  const service = options.service ?? 'memory-registry'
  const lifetime = options.tokenLifetime ?? 300
  const deniedAnswer = options.deniedAnswer ?? 'insufficient-scope'
  const { challengeScope, scopePrefix = '', closedToAccount = [] } = options
  const tokens = new Map<string, Token>()
  const issued: string[] = []

  /** Does the account have this right at all? */
  const permitted = (name: string, action: string): boolean =>
    !options.denied?.includes(name) && (action === 'pull' || !options.readOnly?.includes(name))

  /** The name of a repository in this registry, by the one that its scopes have. */
  const ownName = (name: string): string => (name.startsWith(scopePrefix) ? name.slice(scopePrefix.length) : name)

  const unauthorized = (challenge: string, access: readonly Access[]): Answer =>
    errorsAnswer(
      [
        {
          code: 'UNAUTHORIZED',
          detail: access.length
            ? access.map(({ name, action }) => ({ Type: 'repository', Class: '', Name: name, Action: action }))
            : null
        }
      ],
      { 'www-authenticate': [...(options.extraChallenges ?? []), challenge] }
    )

  const bearerChallenge = (origin: string, access: readonly Access[], error?: string): Answer => {
    const named = access.map(({ name, action }) => ({ name: `${scopePrefix}${name}`, action }))
    const scopes = [scopeOf(named), challengeScope?.scope ?? ''].filter(Boolean).join(' ')
    const scope = access.length ? `,scope="${scopes}"` : ''
    const reason = error === undefined ? '' : `,error="${error}"`
    const realm = options.realm ?? `${origin}/token`
    return unauthorized(`Bearer realm="${realm}",service="${service}"${scope}${reason}`, access)
  }

  const expiredToken = (origin: string, access: readonly Access[]): Answer =>
    options.expiredTokens === undefined
      ? bearerChallenge(origin, access, 'invalid_token')
      : jsonAnswer(400, { errors: [{ code: 'DENIED', message: 'Your Authorization Token is invalid.' }] })

  const checkBasic = ({ authorization }: Credentials, access: readonly Access[]): Answer | undefined => {
    const pullOnly = access.length > 0 && access.every(({ action }) => action === 'pull')
    if (options.anonymousPull && pullOnly && authorization === undefined) return undefined
    if (basicUser(authorization) !== account) return unauthorized('Basic realm="basic-realm"', access)
    const may = ({ name, action }: Access): boolean => permitted(name, action) && !closedToAccount.includes(name)
    return access.every(may) ? undefined : errorAnswer('DENIED', access)
  }

  const checkBearer = ({ authorization, origin }: Credentials, access: readonly Access[]): Answer | undefined => {
    const presented = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (presented === undefined) return bearerChallenge(origin, access)
    const token = tokens.get(presented)
    if (!token || token.expires <= Date.now()) return expiredToken(origin, access)
    const granted = ({ name, action }: Access): boolean =>
      token.grants.some(
        grant =>
          grant.name === `${scopePrefix}${name}` && (grant.actions.includes(action) || grant.actions.includes('*'))
      )
    if (challengeScope?.tokens === 'required' && !token.extra) return bearerChallenge(origin, access, 'invalid_token')
    if (access.every(granted)) return undefined
    const refused = access.some(({ name, action }) => !permitted(name, action) || closedToAccount.includes(name))
    if (refused && deniedAnswer === 'denied') return errorAnswer('DENIED')
    return bearerChallenge(origin, access, 'insufficient_scope')
  }

  const issue = (
    grants: readonly Grant[],
    form: { readonly post: boolean; readonly offline: boolean; readonly extra: boolean }
  ): Answer => {
    const token = randomBytes(24).toString('base64url')
    const scope = grants.map(({ type, name, actions }) => `${type}:${name}:${actions.join(',')}`).join(' ')
    tokens.set(token, { grants, expires: Date.now() + lifetime * 1000, scope, extra: form.extra })
    issued.push(token)
    const field = form.post ? 'access_token' : (options.tokenField ?? 'both')
    return jsonAnswer(200, {
      ...(field === 'access_token' ? {} : { token }),
      ...(field === 'token' ? {} : { access_token: token }),
      ...(options.omitExpiresIn ? {} : { expires_in: lifetime, issued_at: new Date().toISOString() }),
      ...(form.post ? { scope } : {}),
      ...(form.offline && options.identityToken ? { refresh_token: options.identityToken } : {})
    })
  }

  const refuseLogin = (): Answer =>
    errorsAnswer([{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }], {
      'www-authenticate': 'Basic realm="token"'
    })

  /** Gives what may be given of what was asked for: fewer rights are no error, as the specification has it. */
  const grant = (parameters: URLSearchParams, login: 'known' | 'anonymous', post: boolean): Answer => {
    const asked = parameters.getAll('scope').flatMap(scope => scope.split(' ').filter(Boolean))
    const isExtra = (scope: string): boolean => challengeScope?.tokens === 'required' && scope === challengeScope.scope
    const wanted = asked.filter(scope => !isExtra(scope))
    const parsed = wanted.map(parseScope)
    const scopes = parsed.filter(scope => scope !== undefined)
    if (scopes.length < parsed.length) return jsonAnswer(400, { details: `invalid scope ${wanted.join(' ')}` })
    const barred = (name: string, action: string): boolean =>
      !permitted(ownName(name), action) || (login === 'known' && closedToAccount.includes(ownName(name)))
    const may = (name: string, action: string): boolean =>
      !barred(name, action) && (login === 'known' || action === 'pull')
    const grants = scopes.map(scope => ({ ...scope, actions: scope.actions.filter(action => may(scope.name, action)) }))
    if (
      deniedAnswer === 'token-denied' &&
      scopes.some(({ name, actions }) => actions.some(action => barred(name, action)))
    ) {
      return errorAnswer('DENIED')
    }
    const offline = parameters.get('offline_token') === 'true' || parameters.get('access_type') === 'offline'
    return issue(
      grants.filter(({ actions }) => actions.length > 0),
      { post, offline, extra: asked.some(isExtra) }
    )
  }

  const getToken = (query: URLSearchParams, authorization: string | undefined): Answer => {
    if (authorization === undefined) return options.anonymousPull ? grant(query, 'anonymous', false) : refuseLogin()
    return basicUser(authorization) === account ? grant(query, 'known', false) : refuseLogin()
  }

  const postToken = (form: URLSearchParams): Answer => {
    const refresh = form.get('grant_type') === 'refresh_token'
    const known = refresh
      ? options.identityToken !== undefined && form.get('refresh_token') === options.identityToken
      : form.get('grant_type') === 'password' && `${form.get('username')}:${form.get('password')}` === account
    return known ? grant(form, 'known', true) : refuseLogin()
  }

  return {
    check: (credentials, access) => {
      if (options.auth === 'basic') return checkBasic(credentials, access)
      if (options.auth === 'token') return checkBearer(credentials, access)
      return undefined
    },
    expired: (origin, access) =>
      options.auth === 'token' ? expiredToken(origin, access) : unauthorized('Basic realm="basic-realm"', access),
    token: async (method, query, authorization, body) => {
      if (method === 'GET') return getToken(query, authorization)
      if (options.tokenPost) return jsonAnswer(options.tokenPost, { details: 'no OAuth here' })
      return postToken(new URLSearchParams((await body()).toString()))
    },
    issued,
    revoke: () => {
      tokens.clear()
    },
    clear: () => {
      tokens.clear()
      issued.length = 0
    }
  }
}
