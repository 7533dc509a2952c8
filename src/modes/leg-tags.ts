import { awaitAll } from '../common/await-all.js'
import type { PublishInputs } from '../inputs/shared.js'
import { formatReference } from '../oci/reference.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import type { Content } from '../oci/types.js'
import type { RegistryClient } from '../registry/client.js'
import { guardTags, refuseTags, tagProblems, type TagRules } from '../registry/guard.js'
import { isStale, type Publication } from '../registry/publish.js'
import { readTarget, type Target } from '../registry/targets.js'
import type { Write } from '../registry/write-tag.js'
import type { Log } from '../runner/log.js'
import type { Release } from '../windows/releases.js'

/** The full names of tags in each of the repositories, as users write them. */
export const namesOf = (images: PublishInputs['images'], tags: readonly string[]): readonly string[] =>
  images.flatMap(image => tags.map(tag => formatReference({ ...image, tag })))

/** What decides whether the tags of the inputs can stand. */
export const tagRulesOf = (
  { tags, allowDowngrade }: Pick<PublishInputs, 'tags' | 'allowDowngrade'>,
  version: string | undefined
): TagRules => ({ version, first: tags[0], allowDowngrade })

/**
 * The tags that may move. Those that stay are logged.
 *
 * @throws RefusedError where nothing can be published
 */
export const guard = async (
  targets: readonly Target[],
  { digest }: Pick<Content, 'digest'>,
  rules: TagRules,
  log: Log
): Promise<readonly Target[]> => {
  const { moving, problems, warnings, notices } = await guardTags(targets, digest, rules)
  for (const text of warnings) log.warning(text)
  for (const text of notices) log.notice(text)
  refuseTags(problems)
  return moving
}

/**
 * Refuses images whose own tags would go back to a lower version.
 *
 * @throws RefusedError
 */
export const guardLegs = async (legs: readonly Target[], rules: TagRules): Promise<void> => {
  // What follows the first of the tags is not a variant: only the versions are compared.
  const guarded = await awaitAll(
    legs.map(leg => guardTags([leg], undefined, { ...rules, first: leg.tag, own: leg.name }))
  )
  refuseTags(guarded.flatMap(({ problems }) => problems))
}

/** The writes with what is known now of their tags. */
export const withKnown = (writes: readonly Write[], known: ReadonlyMap<string, Target>): readonly Write[] =>
  writes.map(({ target, content }) => ({ target: known.get(target.name) ?? target, content }))

/** Judges the tags of images again that other jobs have written. */
export const reconsiderLegs =
  (writes: readonly Write[], inputs: PublishInputs): NonNullable<Publication['reconsider']> =>
  async known => {
    const left = withKnown(writes, known).filter(isStale)
    await guardLegs(
      left.map(({ target }) => target),
      tagRulesOf(inputs, inputs.version)
    )
    return left
  }

/**
 * Refuses tags that the fan-in would refuse because of the version, before anything else is done.
 *
 * @throws RefusedError
 */
export const checkTags = (inputs: PublishInputs): void => {
  refuseTags(tagProblems(inputs.tags, tagRulesOf(inputs, inputs.version)))
}

/**
 * Refuses images that the fan-in would refuse because of what the first tag names now, or whose own tags would go back,
 * before minutes are spent on them.
 *
 * @throws RefusedError
 */
export const checkLegTags = async (
  inputs: PublishInputs,
  releases: readonly Release[],
  registry: Pick<RegistryClient, 'open'>
): Promise<void> => {
  const { tags, images, version, push } = inputs
  const rules = tagRulesOf(inputs, version)
  if (!push || rules.allowDowngrade) return
  const floating = [tags[0], ...releases.map(inputs.legTag)].filter(isFloatingTag)
  const targets = await awaitAll(
    images.flatMap(image => floating.map(tag => readTarget(registry.open(image, 'pull,push'), tag, 'best-effort')))
  )
  await guardLegs(targets, rules)
}
