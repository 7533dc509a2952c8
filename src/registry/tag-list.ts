import { formatRepository, isTag } from '../oci/reference.js'
import { repositoryRequest, type Access } from './access.js'
import { answerError } from './transport/answer-error.js'
import { protocolError } from './transport/errors.js'
import { headerOf, isSuccess, type Answer, type Exchange, type Request } from './transport/transport.js'

/** A repository with more than that is not listed to its end: base images have some thousand tags. */
const mostTags = 100_000
const mostPages = 100

/** The next page of `Link: <…>; rel="next"` (RFC 8288; distribution spec, "Listing Tags"). */
const nextPage = (request: Request, answer: Answer): URL | undefined => {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headerOf(answer, 'link') ?? '')?.[1]
  if (target === undefined) return undefined
  if (!URL.canParse(target, request.url.href)) throw protocolError(request, 'the address of its next page is invalid')
  const url = new URL(target, request.url)
  // A page elsewhere would be asked for without the login, and is none of this repository's.
  if (url.host !== request.url.host) throw protocolError(request, `its next page is on another host, ${url.host}`)
  url.protocol = request.url.protocol
  return url
}

const tagsOf = (request: Request, answer: Answer): readonly string[] => {
  let json: { tags?: unknown } | null
  try {
    json = JSON.parse(Buffer.from(answer.bytes).toString('utf8')) as typeof json
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
    doing: `listing the tags of ${formatRepository(access.repository)}`
  })
  let tags: readonly string[] = []
  let url: URL | undefined = first.url
  for (let page = 0; url !== undefined; page++) {
    const request: Request = { ...first, url }
    if (page === mostPages) throw protocolError(request, `it has more than ${mostPages} pages of tags`)
    const answer = await exchange(request)
    if (answer.status === 404 && page === 0) return []
    if (!isSuccess(answer)) throw answerError(request, answer)
    tags = tags.concat(tagsOf(request, answer))
    if (tags.length > mostTags) throw protocolError(request, `it has more than ${mostTags} tags`)
    url = nextPage(request, answer)
  }
  return tags
}
