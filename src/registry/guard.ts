import { awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { RefusedError } from '../common/refused-error.js'
import { uniqueBy } from '../common/unique.js'
import { formatUserError, withoutFullStop, type UserErrorParts } from '../common/user-error.js'
import type { Digest } from '../oci/digest.js'
import { formatRepository } from '../oci/reference.js'
import { checkTagMove, isFloatingTag, tagMisfit } from '../oci/tag-guard.js'
import { currentVersion, type Target } from './targets.js'

/** What decides whether a tag can stand. */
export type TagRules = {
  /** what is published; undefined: not known */
  readonly version: string | undefined
  /** names the images of the releases, and is therefore never skipped */
  readonly first: string
  /** lifts every rule */
  readonly allowDowngrade: boolean
  /** the full name of the tag that the content comes from, like that of the source of a rebase: it suits its own version */
  readonly own?: string | undefined
}

const firstRemedy =
  'It is the first tag, which names the images of the releases: put a tag of the version itself first.'

/** Why a tag cannot stand for the version, whatever it names now; undefined where it can, or is left out. */
const tagProblem = (tag: string, { version = '', first, allowDowngrade }: TagRules): UserErrorParts | undefined => {
  const misfit = allowDowngrade ? undefined : tagMisfit(tag, version)
  if (misfit === 'other version')
    return {
      input: 'tags',
      what: `the tag '${tag}' does not match the version ${version}`,
      remedy: "Write it as a pattern ({{major}}, {{major}}.{{minor}}), or remove it; 'allow-downgrade: true' allows it"
    }
  return misfit === 'pre-release' && tag === first
    ? { input: 'tags', what: `the tag '${tag}' is not for ${version}, which is a pre-release`, remedy: firstRemedy }
    : undefined
}

/** Every reason why tags cannot stand for the version, whatever they name now: `2.6` for 2.7.0. */
export const tagProblems = (tags: readonly string[], rules: TagRules): readonly UserErrorParts[] =>
  tags.flatMap(tag => tagProblem(tag, rules) ?? [])

/** What may become of the tags. */
export type Guarded = {
  /** those that take the new content, or name it already */
  readonly moving: readonly Target[]
  /** why nothing can be published */
  readonly problems: readonly UserErrorParts[]
  /** sentences: which tags stay */
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
}

type TagDecision = { readonly target: Target; readonly problem?: UserErrorParts } & Partial<
  Record<'stays' | 'notice', string>
>

const decide = async (target: Target, digest: Digest | undefined, rules: TagRules): Promise<TagDecision> => {
  const { tag, current } = target
  const { version, first, allowDowngrade, own } = rules
  const isOwn = target.name === own
  const problem = isOwn ? undefined : tagProblem(tag, rules)
  if (problem !== undefined) return { target, problem }
  if (allowDowngrade || current === digest) return { target }
  const where = formatRepository(target.client.repository)
  if (!isOwn && tagMisfit(tag, version) === 'pre-release')
    return { target, stays: `${where}: The tag '${tag}' stays: ${version ?? ''} is a pre-release.` }
  if (current === undefined || !isFloatingTag(tag)) return { target }
  const move = checkTagMove(tag, await currentVersion(target), version)

  if (move.moves) return { target, ...defined({ notice: move.notice && `${where}: ${move.notice}` }) }
  const stays = `${where}: ${move.reason}`
  if (tag !== first) return { target, stays: `${stays} 'allow-downgrade: true' moves it anyway.` }
  return {
    target,
    problem: {
      input: 'tags',
      what: withoutFullStop(stays),
      remedy: `${firstRemedy} 'allow-downgrade: true' moves it`
    }
  }
}

/**
 * Decides which tags may move: never to a lower version, nor those that users follow to one that is not known. A tag that
 * names the digest already is not judged by what it names.
 *
 * @param digest what is to be published; undefined: not known yet
 */
export const guardTags = async (
  targets: readonly Target[],
  digest: Digest | undefined,
  rules: TagRules
): Promise<Guarded> => {
  const decisions = await awaitAll(targets.map(target => decide(target, digest, rules)))
  return {
    moving: decisions.flatMap(({ target, problem, stays }) =>
      problem === undefined && stays === undefined ? [target] : []
    ),
    problems: uniqueBy(
      decisions.flatMap(({ problem }) => problem ?? []),
      formatUserError
    ),
    warnings: decisions.flatMap(({ stays }) => stays ?? []),
    notices: decisions.flatMap(({ notice }) => notice ?? [])
  }
}

/** @throws RefusedError where tags cannot be written */
export const refuseTags = (problems: readonly UserErrorParts[]): void => {
  if (problems.length > 0) throw new RefusedError(problems, 'the tags cannot be written')
}
