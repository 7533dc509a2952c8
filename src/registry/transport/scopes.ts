/** A token scope of a repository: `repository:org/app:pull,push`. */
type RepositoryScope = { readonly path: string; readonly actions: string }

/** Reads the token scope of a repository; undefined where it is of something else. */
export const parseRepositoryScope = (scope: string): RepositoryScope | undefined => {
  const [, path, actions] = /^repository:(.+):([^:]*)$/.exec(scope) ?? []
  return path === undefined || actions === undefined ? undefined : { path, actions }
}

/** The token scope of some rights to a repository. */
export const repositoryScope = (path: string, actions: string): string => `repository:${path}:${actions}`

/** Whether scopes ask for nothing but to read. */
export const isPullOnly = (scopes: readonly string[]): boolean =>
  scopes.length > 0 && scopes.every(scope => parseRepositoryScope(scope)?.actions === 'pull')

/** A real challenge has one or two scopes. */
const maxScopes = 5

/** The scopes of a challenge, which are separated by blanks; none that is longer than real ones are. */
export const splitScopes = (challenged: string): readonly string[] =>
  challenged
    .split(' ')
    .filter(scope => /^[\x21-\x7e]{1,300}$/.test(scope))
    .slice(0, maxScopes)

/** Gateways put something before the path, or take something away from it. */
const isSameRepository = (one: string, other: string): boolean => one.endsWith(`/${other}`) || other.endsWith(`/${one}`)

/**
 * The scopes of a challenge that are to be asked for besides those of the request: what is not of a repository (Public
 * ECR's `aws`), and the repository by the name that a gateway has for it, with the rights that the request needs.
 *
 * @param challenged the `scope` of a challenge to the request itself, separated by blanks
 * @param own the scopes of the request
 */
export const furtherScopes = (challenged: string, own: readonly string[]): readonly string[] => {
  const ours = own.map(parseRepositoryScope).filter(scope => scope !== undefined)
  const further = splitScopes(challenged).flatMap(scope => {
    const theirs = parseRepositoryScope(scope)
    if (theirs === undefined) return scope.startsWith('repository:') ? [] : [scope]
    // Of a mount, one repository may end like the other one.
    if (ours.some(({ path }) => path === theirs.path)) return []
    const [same] = ours
      .filter(({ path }) => isSameRepository(path, theirs.path))
      .toSorted((one, other) => other.path.length - one.path.length)
    return same === undefined ? [] : [repositoryScope(theirs.path, same.actions)]
  })
  return [...new Set(further)].filter(scope => !own.includes(scope))
}
