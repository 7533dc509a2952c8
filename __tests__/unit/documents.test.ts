import { dirname, join } from 'node:path/posix'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { readPage, type Block, type Page } from '../support/markdown.js'
import { exists, filesIn, readText } from '../support/repository.js'
import { findMisuses, lint, type Workflow } from '../support/workflow.js'

const paths = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...[...(await filesIn('docs')), ...(await filesIn('examples'))].filter(path => path.endsWith('.md'))
]

const pages = new Map(await Promise.all(paths.map(async path => [path, readPage(await readText(path))] as const)))

/** Where a link leads within the repository; undefined for one that leaves it. */
const targetOf = (from: string, link: string): { path: string; anchor: string } | undefined => {
  if (/^[a-z]+:/i.test(link)) return undefined
  const [path = '', anchor = ''] = link.split('#')
  return { path: path === '' ? from : join(dirname(from), path), anchor }
}

const findDeadLinks = async (from: string, { links }: Page): Promise<string[]> => {
  const dead: string[] = []
  for (const link of links) {
    const target = targetOf(from, link)
    if (target === undefined) continue
    const { path, anchor } = target
    if (!(await exists(path))) dead.push(`${link} leads nowhere`)
    else if (anchor !== '' && pages.get(path)?.anchors.has(anchor) !== true) dead.push(`${link} has no such heading`)
  }
  return dead
}

/** A whole workflow of what a page shows of one: jobs, or steps. */
const asWorkflow = (text: string): string | undefined => {
  const shown = parse(text) as unknown
  const around = ['on: push', 'permissions: {}']
  if (Array.isArray(shown)) {
    const indented = text.replace(/^(?=.)/gm, '      ')
    return [...around, 'jobs:', '  job:', '    runs-on: ubuntu-24.04', '    steps:', indented].join('\n')
  }
  if (typeof shown !== 'object' || shown === null || !('jobs' in shown)) return undefined
  return 'on' in shown ? text : [...around, text].join('\n')
}

/** What a manifest-tool file has, the one other YAML that pages show. */
const isSpec = (text: string): boolean => 'manifests' in (parse(text) as object)

const findProblems = async ({ text }: Pick<Block, 'text'>): Promise<string[]> => {
  const workflow = asWorkflow(text)
  if (workflow === undefined) return isSpec(text) ? [] : ['it is neither a workflow, nor steps, nor a spec']
  return [...(await lint(workflow)), ...(await findMisuses(parse(workflow) as Workflow))]
}

describe('the checks of pages', () => {
  const page = (text: string): Page => readPage(text)

  test('find links that lead nowhere', async () => {
    const links = '[a](docs/none.md) [b](#none) [c](README.md#none) [d](https://example.com/x) [e](src/main.ts)'

    expect(await findDeadLinks('README.md', page(links))).toEqual([
      'docs/none.md leads nowhere',
      '#none has no such heading',
      'README.md#none has no such heading'
    ])
  })

  test('know the anchors of headings as GitHub makes them', () => {
    expect([...page('# A `b` [c](d), e!\n\n## Twice\n\n## Twice').anchors]).toEqual(['a-b-c-e', 'twice', 'twice-1'])
  })

  test('find blocks in lists, and say where they stand', () => {
    const [block] = page('text\n\n- item\n\n  ```yaml\n  a: 1\n  ```\n').blocks

    expect(block).toEqual({ language: 'yaml', text: 'a: 1', line: 3 })
  })

  test.each([
    ['an unknown input in a step', '- uses: org/win-multiarch@v1\n  with:\n    tag: v1', "no input 'tag'"],
    ['a broken expression in a step', '- run: echo\n  if: github.non', 'property "non" is not defined'],
    ['a job without steps', 'jobs:\n  a:\n    runs-on: ubuntu-24.04', '"steps" section is missing'],
    ['something else', 'a: 1', 'neither a workflow']
  ])('find %s', async (_, text, problem) => {
    expect((await findProblems({ text })).join('\n')).toContain(problem)
  })
})

describe.each([...pages])('%s', (path, page) => {
  test('has only links that lead somewhere', async () => {
    expect(await findDeadLinks(path, page)).toEqual([])
  })

  const blocks = page.blocks.filter(({ language }) => /^ya?ml$/.test(language))

  test.each(blocks)('shows YAML that works, in line $line', async block => {
    expect(await findProblems(block)).toEqual([])
  })

  test('says of every block what it is', () => {
    const known = ['yaml', 'dockerfile', 'console', 'mermaid', 'text', 'json']

    expect(page.blocks.filter(({ language }) => !known.includes(language))).toEqual([])
  })
})

const examples = (await filesIn('examples')).filter(path => /\.ya?ml$/.test(path))

describe.each(examples)('%s', path => {
  test('is a workflow that works', async () => {
    expect(await findProblems({ text: await readText(path) })).toEqual([])
  })

  test('names files that lie beside it', async () => {
    const named = [...(await readText(path)).matchAll(/\b(?:file|go-version-file): ([\w.]+)/g)].map(
      ([, name = '']) => name
    )
    const found = await Promise.all(named.map(name => exists(join(dirname(path), name))))

    expect(named.filter((_, i) => found[i] !== true)).toEqual([])
  })
})

test('the messages under Troubleshooting are ones that the action or docker says', async () => {
  // A message gets its capital letter where all of them are formatted.
  const sources = (await Promise.all((await filesIn('src')).map(readText))).join('\n').toLowerCase()
  const words = (pages.get('README.md')?.tables ?? [])
    .filter(({ head }) => head[0] === 'The message says')
    .flatMap(({ rows }) => rows.flatMap(([message]) => message.split(/ … |, (?=0x|no )/)))
  // Said by docker's credential helper for Windows, which no code of ours looks at.
  const ofOthers = ['The stub received bad data']

  expect(words.length).toBeGreaterThan(10)
  expect(words.filter(text => !sources.includes(text.toLowerCase()) && !ofOthers.includes(text))).toEqual([])
})

test('there are examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(5)
})

test('every page can be reached from README.md', () => {
  const reached = new Set<string>()
  const follow = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const link of pages.get(path)?.links ?? []) {
      const target = targetOf(path, link)?.path ?? ''
      // A folder shows its README.md.
      for (const page of [target, join(target, 'README.md')]) if (pages.has(page)) follow(page)
    }
  }
  follow('README.md')

  expect([...pages.keys()].filter(path => !reached.has(path))).toEqual([])
})
