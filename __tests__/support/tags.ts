import { resolveTags, type TagContext, type TagRules, type Tags } from '../../src/inputs/tags.js'
import { pushed } from './samples.js'

/** What becomes of the input `tags`; without a git tag a commit alone started the run. */
export const resolve = (
  items: readonly string[],
  context: Partial<TagContext> = {},
  longestSuffix = 0,
  more: Partial<TagRules> = {}
): Tags => {
  const { sha, date } = pushed()
  return resolveTags(items, { sha, date, ...context }, { longestSuffix, ...more })
}

/** A run that the git tag of a version started. */
export const release = { gitTag: 'v2.7.0' }
