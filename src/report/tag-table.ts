import { formatRepository } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { Target } from '../registry/targets.js'
import { code, table } from './markdown.js'

/** What became of a tag that takes the content. */
export const writeState = ({ current }: Target, { digest }: Content, pushed: boolean): string => {
  if (current === digest) return 'unchanged'
  return pushed ? 'published' : 'not written (dry run)'
}

/** What became of tags; those of a repository that went the same way share a row. */
export const tagTable = (outcomes: readonly { readonly target: Target; readonly state: string }[]): string => {
  const rows = new Map<string, { repository: string; state: string; tags: string[] }>()
  for (const { target, state } of outcomes) {
    const repository = formatRepository(target.client.repository)
    const row = rows.get(`${repository} ${state}`) ?? { repository, state, tags: [] }
    row.tags.push(target.tag)
    rows.set(`${repository} ${state}`, row)
  }
  return table(
    ['Repository', 'Tags', 'State'],
    [...rows.values()].map(({ repository, state, tags }) => [code(repository), tags.map(code).join(' '), state])
  )
}
