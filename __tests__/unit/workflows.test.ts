import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { isScalar, parse, parseDocument, visit } from 'yaml'

type Step = { uses?: string; run?: string; with?: Record<string, unknown> }

/** A job that calls a workflow has `uses` and no steps. */
type Job = { uses?: string; steps?: Step[]; needs?: string | string[]; 'timeout-minutes'?: number }

type Workflow = { permissions?: unknown; jobs: Record<string, Job> }

const root = new URL('../../', import.meta.url)
const folder = new URL('.github/workflows/', root)

/** Where a workflow takes code of others that is not fixed to one commit whose release can be read. */
const findUnpinned = (text: string): string[] => {
  const problems: string[] = []
  visit(parseDocument(text), {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return
      const uses = String(value.value)
      if (uses.startsWith('./')) return
      if (!/^[^@]+@[0-9a-f]{40}$/.test(uses)) problems.push(`${uses} is not pinned to a commit`)
      else if (!/^ v\d+\.\d+\.\d+$/.test(value.comment ?? '')) problems.push(`${uses} has no version comment`)
    }
  })
  return problems
}

const findJobProblems = (name: string, { uses, steps = [], 'timeout-minutes': timeout }: Job): string[] => {
  const problems: string[] = []
  // GitHub allows no timeout on a job that calls a workflow.
  if (uses === undefined && timeout === undefined) problems.push(`job ${name} has no timeout-minutes`)
  for (const step of steps) {
    if (step.uses?.startsWith('actions/checkout@') === true && step.with?.['persist-credentials'] !== false) {
      problems.push(`job ${name} leaves the token in its checkout`)
    }
    // What an expression gives becomes code there; the environment is data.
    if (step.run?.includes('${{') === true) problems.push(`job ${name} puts an expression into a script`)
  }
  return problems
}

const findMissingNeeds = (jobs: Workflow['jobs']): string[] => {
  const last = jobs['ci-ok']
  if (last === undefined) return []
  const needs = [last.needs ?? []].flat()
  return Object.keys(jobs)
    .filter(name => name !== 'ci-ok' && !needs.includes(name))
    .map(name => `ci-ok does not need ${name}`)
}

/** What breaks the rules for workflows, a sentence each. */
const findProblems = (text: string): string[] => {
  const { permissions, jobs } = parse(text) as Workflow
  return [
    ...(permissions === undefined ? ['there are no permissions at the top'] : []),
    ...findUnpinned(text),
    ...Object.entries(jobs).flatMap(([name, job]) => findJobProblems(name, job)),
    ...findMissingNeeds(jobs)
  ]
}

/** The names that a workflow gives to this action and that are no inputs of it. */
const findUnknownInputs = (text: string, inputs: readonly string[]): string[] =>
  Object.values((parse(text) as Workflow).jobs)
    .flatMap(({ steps = [] }) => steps)
    .filter(({ uses }) => uses === './')
    .flatMap(step => Object.keys(step.with ?? {}))
    .filter(name => !inputs.includes(name))

const sha = '0123456789abcdef0123456789abcdef01234567'

const good = `
permissions:
  contents: read
jobs:
  test:
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${sha} # v1.2.3
        with:
          persist-credentials: false
      - uses: ./
        with:
          mode: plan
      - run: echo "$NAME"
        env:
          NAME: \${{ github.head_ref }}
  called:
    uses: ./.github/workflows/other.yml
  ci-ok:
    timeout-minutes: 5
    needs: [test, called]
    steps:
      - run: 'true'
`

describe('the rules for workflows', () => {
  test('let a good workflow pass', () => {
    expect(findProblems(good)).toEqual([])
    expect(findUnknownInputs(good, ['mode'])).toEqual([])
  })

  test.each([
    ['a tag', sha, 'v1', 'actions/checkout@v1 is not pinned to a commit'],
    ['no version comment', ' # v1.2.3', '', `actions/checkout@${sha} has no version comment`],
    ['half a version', '# v1.2.3', '# v1', `actions/checkout@${sha} has no version comment`],
    ['a called workflow of others', './.github', 'a/b/.github', 'a/b/.github/workflows/other.yml is not pinned'],
    ['a job without a timeout', 'test:\n    timeout-minutes: 5', 'test:', 'job test has no timeout-minutes'],
    ['no permissions', 'permissions:\n  contents: read', '', 'there are no permissions at the top'],
    ['a checkout with its token', 'persist-credentials: false', 'fetch-depth: 0', 'job test leaves the token'],
    ['an expression in a script', '"$NAME"', '${{ github.head_ref }}', 'job test puts an expression into a script'],
    ['a job that ci-ok does not need', '[test, called]', 'test', 'ci-ok does not need called'],
    ['a ci-ok that needs nothing', 'needs: [test, called]', '', 'ci-ok does not need test']
  ])('find %s', (_, old, replacement, problem) => {
    expect(findProblems(good.replace(old, () => replacement)).join('\n')).toContain(problem)
  })

  test('find an input that the action does not have', () => {
    expect(findUnknownInputs(good, ['image'])).toEqual(['mode'])
  })
})

const files = (await readdir(folder)).filter(name => /\.ya?ml$/.test(name))

describe.each(files)('%s', name => {
  const read = (): Promise<string> => readFile(new URL(name, folder), 'utf8')

  test('keeps the rules for workflows', async () => {
    expect(findProblems(await read())).toEqual([])
  })

  test('gives this action only inputs that action.yml has', async () => {
    const action = parse(await readFile(new URL('action.yml', root), 'utf8')) as { inputs: Record<string, unknown> }

    expect(findUnknownInputs(await read(), Object.keys(action.inputs))).toEqual([])
  })
})

test('ci.yml ends in ci-ok', async () => {
  const { jobs } = parse(await readFile(new URL('ci.yml', folder), 'utf8')) as Workflow

  expect(Object.keys(jobs).at(-1)).toBe('ci-ok')
})
