import { defined } from '../common/defined.js'
import { UserError } from '../common/user-error.js'
import { digestForm, isDigest, type Digest } from './digest.js'

/** A repository: a registry's host (with port) and a path in it. Docker Hub is `docker.io`. */
export type Repository = { readonly registry: string; readonly path: string }

/** An image in a repository, named by a tag, by a digest, or by both (then the digest counts). */
export type Reference = Repository & { readonly tag?: string; readonly digest?: Digest }

/** A string is not an image reference, or not one of the kind that is needed; the message says why. */
export class InvalidReferenceError extends UserError {
  override readonly name = 'InvalidReferenceError'
}

/** Docker Hub's other names: the historic one of the index and the host that serves the API. */
const hubAliases = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

// The grammar of distribution/reference (regexp.go).
const component = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const host =
  /^(?:\[[a-fA-F0-9:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]+)?$/
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/
const maxPath = 255

export const isTag = (value: string): boolean => tagPattern.test(value)

/** Docker takes the first component for a host if it looks like one (distribution/reference normalize.go). */
const looksLikeHost = (first: string): boolean =>
  first.includes('.') || first.includes(':') || first === 'localhost' || first.toLowerCase() !== first

const fail = (value: string, why: string): never => {
  throw new InvalidReferenceError({ what: `'${value}' is not an image reference`, why })
}

const splitRegistry = (name: string): { registry: string; path: string } => {
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  if (slash < 0 || !looksLikeHost(first)) return { registry: 'docker.io', path: name }
  return { registry: first, path: name.slice(slash + 1) }
}

/**
 * The registry that a reference begins with, whatever else is in it, such as a placeholder.
 *
 * @returns undefined where the host is not valid
 */
export const leadingRegistry = (value: string): string | undefined => {
  const { registry } = splitRegistry(value.toLowerCase())
  if (!host.test(registry) || !URL.canParse(`https://${registry}`)) return undefined
  return hubAliases.has(registry) ? 'docker.io' : registry
}

const checkPath = (value: string, path: string): void => {
  if (path === '') fail(value, 'the name of the repository is missing')
  if (/[A-Z]/.test(path)) fail(value, 'a repository is written in lower case')
  for (const part of path.split('/')) {
    if (part === '') fail(value, "it has an empty part between two '/' or at an end")
    if (!component.test(part)) {
      fail(value, `'${part}' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'`)
    }
  }
  if (path.length > maxPath) fail(value, `its name is longer than ${maxPath} characters`)
}

/**
 * Reads an image reference by the grammar of distribution/reference, with Docker Hub's defaults: `app` is
 * `docker.io/library/app`. No tag is assumed where none is written.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
export const parseReference = (value: string): Reference => {
  if (value === '') fail(value, 'it is empty')
  if (/\s/.test(value)) fail(value, 'it contains white space')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value))
    fail(value, "it has a scheme (write 'host/name', not 'https://host/name')")

  const at = value.indexOf('@')
  const digest = at < 0 ? undefined : value.slice(at + 1)
  if (digest !== undefined && !isDigest(digest)) {
    return fail(value, `'${digest}' is not a digest (${digestForm})`)
  }
  const named = at < 0 ? value : value.slice(0, at)
  const colon = named.lastIndexOf(':')
  const tagged = colon > named.lastIndexOf('/')
  const tag = tagged ? named.slice(colon + 1) : undefined
  if (tag !== undefined && !isTag(tag)) {
    fail(
      value,
      tag === ''
        ? "it ends in ':' without a tag"
        : `'${tag}' is not a tag (letters, digits, '_', '.', '-'; 128 at most; no '.' or '-' at the start)`
    )
  }

  const { registry, path } = splitRegistry(tagged ? named.slice(0, colon) : named)
  if (!host.test(registry) || !URL.canParse(`https://${registry}`)) fail(value, `'${registry}' is not a host name`)
  // Docker reads it as a host, and in lower case as a name on Docker Hub: neither is what was meant.
  if (/^[a-z0-9-]*[A-Z][A-Za-z0-9-]*$/.test(registry) && registry.toLowerCase() !== 'localhost')
    fail(value, 'a repository is written in lower case')
  const hub = hubAliases.has(registry.toLowerCase())
  checkPath(value, path)
  return {
    registry: hub ? 'docker.io' : registry.toLowerCase(),
    path: hub && !path.includes('/') ? `library/${path}` : path,
    ...defined({ tag, digest })
  }
}

/**
 * Reads the name of a repository, without tag and digest.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
export const parseRepository = (value: string): Repository => {
  const { registry, path, tag, digest } = parseReference(value)
  if (tag === undefined && digest === undefined) return { registry, path }
  const why = tag === undefined ? 'it has a digest' : `it has the tag ':${tag}'`
  throw new InvalidReferenceError({ what: `'${value}' is not the name of a repository`, why })
}

export const repositoryOf = ({ registry, path }: Reference): Repository => ({ registry, path })

export const sameRepository = (a: Repository, b: Repository): boolean => a.registry === b.registry && a.path === b.path

/** The name as docker shows it: Docker Hub's host and its `library/` are left out. */
export const formatRepository = ({ registry, path }: Repository): string =>
  registry !== 'docker.io' ? `${registry}/${path}` : path.replace(/^library\/(?=[^/]+$)/, '')

const suffixOf = ({ tag, digest }: Reference): string =>
  (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`)

export const formatReference = (reference: Reference): string => formatRepository(reference) + suffixOf(reference)

/** The reference by its tag, for people; a digest is shown where there is no tag. */
export const readableReference = ({ digest, ...named }: Reference): string =>
  formatReference(named.tag === undefined && digest !== undefined ? { ...named, digest } : named)

/** The reference with its registry, Docker Hub's too: as labels name an image for every reader (annotations.md). */
export const qualifiedReference = (reference: Reference): string =>
  `${reference.registry}/${reference.path}${suffixOf(reference)}`

/** The last part of `/v2/<name>/manifests/…`: the digest where there is one, else the tag, else `latest`. */
export const identifierOf = (reference: Reference): string => reference.digest ?? reference.tag ?? 'latest'

/** The host (with port) that serves the registry's API. */
export const apiHost = (registry: string): string => (registry === 'docker.io' ? 'registry-1.docker.io' : registry)

/** The registry that a host serves, as references name it. */
export const registryOfHost = (hostWithPort: string): string =>
  hubAliases.has(hostWithPort) ? 'docker.io' : hostWithPort

/** This machine, whatever a name server says. */
export const isLoopbackAddress = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/** Loopback may always speak http: only this machine can listen. Names below localhost are kept for it (RFC 6761, 6.3). */
export const isLoopback = (hostname: string): boolean => isLoopbackAddress(hostname) || hostname.endsWith('.localhost')
