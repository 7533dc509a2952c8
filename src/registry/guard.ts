import type { Digest } from '../oci/digest.js'
import { formatRepository } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import { matchesFloatingTag, isFloatingTag, checkTagMove } from '../oci/tag-guard.js'
import type { Log } from '../runner/log.js'
import { awaitAll } from '../common/await-all.js'
import { currentVersion, type Target } from './targets.js'

/**
 * Refuses tags that do not match the version: `2.6` for 2.7.0.
 *
 * @throws RefusedError that names them
 */
export const checkTags = (tags: readonly string[], version: string | undefined): void => {
  const wrong = version === undefined ? [] : tags.filter(tag => isFloatingTag(tag) && !matchesFloatingTag(tag, version))
  if (wrong.length === 0) return
  throw new RefusedError(
    wrong.map(
      tag =>
        `Input 'tags': the tag '${tag}' does not match the version ${version ?? ''}. Write it as a pattern ({{major}}, {{major}}.{{minor}}), or remove it. In mode 'manifest', 'allow-downgrade: true' allows it.`
    ),
    'the tags cannot be written'
  )
}

/**
 * Selects the targets that may move to a version: `latest`, `2` and `2.7` never go back to a lower one. The others are
 * logged.
 *
 * @throws RefusedError when no tag is left
 */
export const guardTags = async (
  targets: readonly Target[],
  digest: Digest,
  version: string | undefined,
  log: Log
): Promise<readonly Target[]> => {
  const verdicts = await awaitAll(
    targets.map(async target => {
      if (target.current === undefined || target.current === digest || !isFloatingTag(target.tag))
        return { target, moves: true } as const
      return { target, ...checkTagMove(target.tag, await currentVersion(target), version) }
    })
  )
  for (const verdict of verdicts) {
    const where = formatRepository(verdict.target.client.repository)
    if (!verdict.moves)
      log.warning(`${where}: ${verdict.reason} In mode 'manifest', 'allow-downgrade: true' moves it anyway.`)
    else if ('notice' in verdict) log.notice(`${where}: ${verdict.notice}`)
  }
  const moving = verdicts.filter(({ moves }) => moves).map(({ target }) => target)
  if (moving.length === 0) {
    throw new RefusedError([
      `Input 'tags': nothing can be published, because ${targets.map(({ name }) => name).join(', ')} already have a higher version than ${version ?? ''}. Add a tag of the version itself, or set 'allow-downgrade: true' in mode 'manifest'.`
    ])
  }
  return moving
}
