import { formatRepository, isTag } from '../oci/reference.js'
import { repositoryRequest, type Access } from './access.js'
import { responseError } from './transport/response-error.js'
import { protocolError } from './transport/errors.js'
import { headerOf, isSuccess, type BufferedResponse, type Exchange, type Request } from './transport/transport.js'

/** A repository with more than that is not listed to its end: base images have some thousand tags. */
const maxTags = 100_000
const maxPages = 100

/** The next page of `Link: <…>; rel="next"` (RFC 8288; distribution spec, "Listing Tags"). */
const nextPage = (request: Request, response: BufferedResponse): URL | undefined => {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headerOf(response, 'link') ?? '')?.[1]
  if (target === undefined) return undefined
  if (!URL.canParse(target, request.url.href)) throw protocolError(request, 'the address of its next page is invalid')
  const url = new URL(target, request.url)
  // A page elsewhere would be asked for without the login, and is none of this repository's.
  if (url.host !== request.url.host) throw protocolError(request, `its next page is on another host, ${url.host}`)
  url.protocol = request.url.protocol
  return url
}

const tagsOf = (request: Request, response: BufferedResponse): readonly string[] => {
  let json: { tags?: unknown } | null
  try {
    json = JSON.parse(Buffer.from(response.bytes).toString('utf8')) as typeof json
  } catch (cause) {
    throw protocolError(request, 'the registry did not answer with JSON', undefined, cause)
  }
  // Distribution writes null when the last tag is gone.
  const tags = json?.tags ?? []
  if (!Array.isArray(tags)) throw protocolError(request, 'the registry answered without a list of tags')
  return tags.filter((tag): tag is string => typeof tag === 'string' && isTag(tag))
}

/**
 * All tags of a repository; none where it does not exist.
 *
 * @throws RegistryError when the registry does not list them
 */
export const listTags = async (access: Access, exchange: Exchange): Promise<readonly string[]> => {
  const first = repositoryRequest(access, 'tags/list?n=1000', {
    method: 'GET',
    action: `listing the tags of ${formatRepository(access.repository)}`
  })
  let tags: readonly string[] = []
  let url: URL | undefined = first.url
  for (let page = 0; url !== undefined; page++) {
    const request: Request = { ...first, url }
    if (page === maxPages) throw protocolError(request, `it has more than ${maxPages} pages of tags`)
    const response = await exchange(request)
    if (response.status === 404 && page === 0) return []
    if (!isSuccess(response)) throw responseError(request, response)
    tags = tags.concat(tagsOf(request, response))
    if (tags.length > maxTags) throw protocolError(request, `it has more than ${maxTags} tags`)
    url = nextPage(request, response)
  }
  return tags
}
