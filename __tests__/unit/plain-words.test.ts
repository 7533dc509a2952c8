import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

/** Phrases that make a reader stop, and what to write instead. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/\bwhoever\b|\bwhatever it is\b/i, 'name the caller or the thing'],
  [/\bnobody\b|\bsomebody\b/i, 'name the actor, or use the passive'],
  [/\bthat which\b/i, 'name the thing'],
  [/\b(?:is|are) told\b|\btells? of\b|\btold of\b/i, 'is logged, reports'],
  [/\bsays? of\b/i, 'declares, reports, says about'],
  [/\bhears? of\b/i, 'sees, is called with'],
  [/(?<!there )\b(?:is|are) no (?!longer\b|more\b)[a-z]+\b/i, 'is not a …'],
  [/\bmay pass\b|\bpass by themselves\b/i, 'transient'],
  [/\bgo(?:es)? on as\b|\bgo(?:es)? on\b/i, 'continues'],
  // Not `as it is written` or `as far as it is known`.
  [/(?<!\bfar )\bas (?:it is|they are)(?=[.,:;)'"`|]|\s*(?:\*\/)?\s*$)/i, 'unchanged'],
  [/\b(?:one|each|once)(?: `[^`]+`)? a line\b/i, 'one per line'],
  [/\bsplit (?:by|at) (?:line ends and )?commas\b/i, 'comma-separated'],
  [/\ball the same\b/i, 'anyway, still'],
  [/\b(?:in|of) (?:this|that|the pure) rooms?\b|\bpure rooms?\b|\beach room\b/i, 'module, folder'],
  [/\bmost likely nobody\b|\bno use\b/i, 'does not help'],
  [/\bsign by sign\b/i, 'character by character'],
  [/\b(?:that|which) (?:is|are) none\b/i, 'name what is left out'],
  [/\bdid not end within\b/i, 'timed out after'],
  [/: it is missing\b/i, 'is required'],
  [/\bis unknown\. Known are\b|\bknown are\b/i, 'unknown value. Use one of: …'],
  [/\w[`'")]?\.\.(?=['"`]|\s|$)/, 'one full stop']
]

const root = join(import.meta.dirname, '../..')

const filesOf = async (folder: string, ending: RegExp): Promise<readonly string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .filter(name => ending.test(name))
    .map(name => join(folder, name))

const paths = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'action.yml',
  ...(await filesOf('.github', /\.(?:md|yml)$/)),
  ...(await filesOf('src', /\.ts$/)),
  ...(await filesOf('docs', /\.md$/)),
  ...(await filesOf('examples', /\.(?:md|yml)$/))
].map(path => path.replaceAll('\\', '/'))

/** `path:line: phrase (write: …)` for each banned phrase. */
const findings = (path: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) =>
    banned.flatMap(([pattern, instead]) => {
      const match = pattern.exec(line)
      return match === null ? [] : [`${path}:${index + 1}: '${match[0]}' (write: ${instead})`]
    })
  )

describe('Plain words', () => {
  test('finds a banned phrase with its line and what to write instead', () => {
    expect(findings('page.md', 'A title\nThe limit is told.')).toEqual([
      "page.md:2: 'is told' (write: is logged, reports)"
    ])
  })

  test.each(paths)('%s has no phrase that must be read twice', async path => {
    expect(findings(path, await readFile(join(root, path), 'utf8'))).toEqual([])
  })
})
