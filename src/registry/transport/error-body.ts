import { asArray, asRecord, asString, isRecord, parseJson } from '../../common/json.js'
import { shortened } from '../../runner/foreign-text.js'
import { decompress } from './content-encoding.js'
import { headerOf, type BufferedResponse } from './transport.js'

/** What the body of an error says. Every text is bounded and has no control characters. */
export type ErrorBody = {
  /** `DENIED`, `MANIFEST_INVALID` */
  readonly codes: readonly string[]
  readonly messages: readonly string[]
  /** where Quay, Nexus and Artifactory give the reason */
  readonly details: readonly string[]
  /** a web page, which comes from something else than a registry */
  readonly html: boolean
}

const maxErrors = 10
const maxTextChars = 500
const maxWordsChars = 2000

const texts = (value: unknown): string[] => {
  const text = asString(value)
  return text === undefined ? [] : [shortened(text, maxTextChars)]
}

const membersOfDetail = ['message', 'description', 'reason', 'digest'] as const

/** The detail of an error: a text, or an object or a list of objects with the members that registries use for one. */
const detailsOf = (detail: unknown): string[] =>
  (Array.isArray(detail) ? asArray(detail).slice(0, maxErrors) : [detail]).flatMap(item =>
    isRecord(item) ? membersOfDetail.flatMap(member => texts(item[member])) : texts(item)
  )

/**
 * Reads the error body of the distribution spec, `{"errors":[{"code","message","detail"}]}`, and of token servers. Amazon
 * ECR and proxies send plain text.
 */
export const readErrorBody = (response: BufferedResponse): ErrorBody => {
  const type = headerOf(response, 'content-type') ?? ''
  const html = type.includes('text/html')
  const text = html ? '' : Buffer.from(decompress(response)).toString('utf8').trim()
  const json = parseJson(text)
  if (json === undefined && type.startsWith('text/plain'))
    return { codes: [], messages: texts(text), details: [], html }
  const body = asRecord(json)
  const errors = (Array.isArray(body.errors) ? asArray(body.errors) : [body]).slice(0, maxErrors).filter(isRecord)
  return {
    codes: errors.flatMap(({ code, error }) => texts(code ?? error)),
    messages: errors.flatMap(item => texts(item.message ?? item.details ?? item.error_description)),
    details: errors.flatMap(({ detail }) => detailsOf(detail)),
    html
  }
}

/** What Amazon's registries answer to an expired login or token, with 400 or 403 and without a challenge. */
export const expiredLogin = /authorization token (?:has expired|is invalid)/i

/** The registry's own words, each once; '' where it gave none. */
export const wordsOf = ({ codes, messages, details }: ErrorBody): string =>
  shortened([...new Set([...codes, ...messages, ...details])].join(': '), maxWordsChars)
