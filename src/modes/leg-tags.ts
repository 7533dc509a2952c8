import { awaitAll } from '../common/await-all.js'
import type { PublishInputs } from '../inputs/shared.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import type { Content } from '../oci/types.js'
import type { RegistryClient } from '../registry/client.js'
import { guardTags, refuseTags, tagProblems, type TagRules } from '../registry/guard.js'
import { readTarget, type Target } from '../registry/targets.js'
import type { Log } from '../runner/log.js'
import type { Release } from '../windows/releases.js'

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
  const guarded = await awaitAll(
    images.flatMap(image =>
      floating.map(async tag => {
        const target = await readTarget(registry.open(image, 'pull,push'), tag, 'best-effort')
        return guardTags([target], undefined, { ...rules, first: tag })
      })
    )
  )
  refuseTags(guarded.flatMap(({ problems }) => problems))
}
