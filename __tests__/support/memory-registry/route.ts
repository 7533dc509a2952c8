import type { RequestKind } from './types.js'

// The grammar of Distribution's own routes: a first component may look like a domain, capitals and all.
const domain = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const name = `((?:${domain}(?:\\.${domain})*(?::[0-9]+)?/)?${component}(?:/${component})*)`
const tag = '[\\w][\\w.-]{0,127}'
const digest = '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'

const manifests = new RegExp(`^/v2/${name}/manifests/(${tag}|${digest})$`)
const blobs = new RegExp(`^/v2/${name}/blobs/(${digest})$`)
const uploads = new RegExp(`^/v2/${name}/blobs/uploads/([a-zA-Z0-9-_.=]*)$`)
const uploadsWithoutSlash = new RegExp(`^/v2/${name}/blobs/uploads$`)
const tagsList = new RegExp(`^/v2/${name}/tags/list$`)

/** Where a path leads. */
export type Route =
  | { readonly to: 'ping' | 'root' | 'token' | 'nowhere' }
  | { readonly to: 'slash'; readonly location: string }
  | { readonly to: 'manifest' | 'blob'; readonly repository: string; readonly reference: string }
  | { readonly to: 'uploads' | 'tags'; readonly repository: string }
  | { readonly to: 'upload'; readonly repository: string; readonly uuid: string }

const named = (match: RegExpExecArray): { repository: string; rest: string } => ({
  repository: match[1] ?? '',
  rest: match[2] ?? ''
})

export const routeOf = (path: string): Route => {
  if (path === '/') return { to: 'root' }
  if (path === '/v2/') return { to: 'ping' }
  if (path === '/token') return { to: 'token' }
  if (path === '/v2' || uploadsWithoutSlash.test(path)) return { to: 'slash', location: `${path}/` }

  const manifest = manifests.exec(path)
  if (manifest) return { to: 'manifest', repository: named(manifest).repository, reference: named(manifest).rest }
  const blob = blobs.exec(path)
  if (blob) return { to: 'blob', repository: named(blob).repository, reference: named(blob).rest }
  const upload = uploads.exec(path)
  if (upload) {
    const { repository, rest } = named(upload)
    return rest === '' ? { to: 'uploads', repository } : { to: 'upload', repository, uuid: rest }
  }
  const tags = tagsList.exec(path)
  if (tags) return { to: 'tags', repository: named(tags).repository }
  return { to: 'nowhere' }
}

const manifestKinds: Partial<Record<string, RequestKind>> = {
  GET: 'manifest-get',
  HEAD: 'manifest-head',
  PUT: 'manifest-put',
  DELETE: 'manifest-delete'
}
const blobKinds: Partial<Record<string, RequestKind>> = { GET: 'blob-get', HEAD: 'blob-head', DELETE: 'blob-delete' }
const uploadKinds: Partial<Record<string, RequestKind>> = {
  GET: 'upload-get',
  HEAD: 'upload-get',
  PATCH: 'upload-patch',
  PUT: 'upload-put',
  DELETE: 'upload-delete'
}

export const kindOf = (route: Route, method: string, query: URLSearchParams): RequestKind => {
  switch (route.to) {
    case 'ping':
      return 'ping'
    case 'token':
      return 'token'
    case 'manifest':
      return manifestKinds[method] ?? 'other'
    case 'blob':
      return blobKinds[method] ?? 'other'
    case 'uploads':
      if (method !== 'POST') return 'other'
      return query.has('mount') ? 'mount' : 'upload-post'
    case 'upload':
      return uploadKinds[method] ?? 'other'
    case 'tags':
      return method === 'GET' ? 'tags-list' : 'other'
    case 'root':
    case 'slash':
    case 'nowhere':
      return 'other'
  }
}

/** A whole sha256 digest: the only algorithm kept here. */
export const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text)
