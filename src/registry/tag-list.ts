import { asArray, asRecord, parseJson } from '../common/json.js'
import { formatRepository, isTag } from '../oci/reference.js'
import { repositoryRequest, type Access } from './access.js'
import { decompress } from './transport/content-encoding.js'
import { protocolError } from './transport/errors.js'
import { responseError } from './transport/response-error.js'
import { headerOf, isSuccess, type BufferedResponse, type Exchange, type Request } from './transport/transport.js'

/** Larger repositories are not listed; base images have a few thousand tags. */
const maxTags = 100_000
const maxPages = 100

/** The next page of `Link: <…>; rel="next"` (RFC 8288; distribution spec, "Listing Tags"). */
const nextPage = (request: Request, response: BufferedResponse): URL | undefined => {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headerOf(response, 'link') ?? '')?.[1]
  if (target === undefined) return undefined
  if (!URL.canParse(target, request.url.href)) throw protocolError(request, 'the address of its next page is invalid')
  const url = new URL(target, request.url)
  // Another host would get the request without the login, and is not this repository.
  if (url.host !== request.url.host) throw protocolError(request, `its next page is on another host, ${url.host}`)
  url.protocol = request.url.protocol
  return url
}

const tagsOf = (request: Request, response: BufferedResponse): readonly string[] => {
  const json = parseJson(Buffer.from(decompress(response)).toString('utf8'))
  if (json === undefined) throw protocolError(request, 'the registry did not return JSON')
  // Distribution writes null once the last tag is deleted.
  const { tags } = asRecord(json)
  if (!Array.isArray(tags ?? [])) throw protocolError(request, 'the registry did not return a list of tags')
  return asArray(tags).filter((tag): tag is string => typeof tag === 'string' && isTag(tag))
}

/**
 * The tags of a repository; none where it does not exist.
 *
 * @param pages how many pages of them to read at most; undefined: all, or it is an error
 *
 * @throws RegistryError when the registry does not list them
 */
export const listTags = async (access: Access, exchange: Exchange, pages?: number): Promise<readonly string[]> => {
  const first = repositoryRequest(access, 'tags/list?n=1000', {
    method: 'GET',
    action: `listing the tags of ${formatRepository(access.repository)}`
  })
  let tags: readonly string[] = []
  let url: URL | undefined = first.url
  for (let page = 0; url !== undefined && page !== pages; page++) {
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
