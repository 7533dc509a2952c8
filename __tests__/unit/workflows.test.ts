import { describe, expect, test } from 'vitest'
import { isScalar, parse, parseDocument, visit } from 'yaml'

import { filesIn, readText } from '../support/repository.js'
import { findMisuses, lint, type Job, type Workflow } from '../support/workflow.js'

/** Where a workflow takes code of others that is not fixed to one commit whose release can be read. */
const findUnpinned = (text: string): string[] => {
  const problems: string[] = []
  visit(parseDocument(text), {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return
      const uses = String(value.value)
      if (/^[.$]\//.test(uses)) return
      if (!/^[^@]+@[0-9a-f]{40}$/.test(uses)) problems.push(`${uses} is not pinned to a commit`)
      else if (!/^ v\d+\.\d+\.\d+$/.test(value.comment ?? '')) problems.push(`${uses} has no version comment`)
    }
  })
  return problems
}

const findJobProblems = (name: string, { uses, container, steps = [], 'timeout-minutes': timeout }: Job): string[] => {
  const problems: string[] = []
  if (container !== undefined && !/@sha256:[0-9a-f]{64}$/.test(container.image))
    problems.push(`job ${name} has a container that is not pinned to a digest`)
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

const sha = '0123456789abcdef0123456789abcdef01234567'

const good = `
on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${sha} # v1.2.3
        with:
          persist-credentials: false
      - uses: ./
        with:
          mode: manifest
      - run: echo "$NAME"
        env:
          NAME: \${{ github.head_ref }}
  called:
    uses: ./.github/workflows/other.yml
  ci-ok:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    needs: [test, called]
    steps:
      - run: 'true'
`

describe('the rules for workflows', () => {
  test('let a good workflow pass', async () => {
    expect(findProblems(good)).toEqual([])
    expect(await lint(good)).toEqual([])
  })

  test.each([
    ['a tag', sha, 'v1', 'actions/checkout@v1 is not pinned to a commit'],
    ['no version comment', ' # v1.2.3', '', `actions/checkout@${sha} has no version comment`],
    ['half a version', '# v1.2.3', '# v1', `actions/checkout@${sha} has no version comment`],
    ['a called workflow of others', './.github', 'a/b/.github', 'a/b/.github/workflows/other.yml is not pinned'],
    ['a job without a timeout', '    timeout-minutes: 5\n', '', 'job test has no timeout-minutes'],
    [
      'a container by its tag',
      '    steps:',
      '    container:\n      image: node:20\n    steps:',
      'not pinned to a digest'
    ],
    ['no permissions', 'permissions:\n  contents: read', '', 'there are no permissions at the top'],
    ['a checkout with its token', 'persist-credentials: false', 'fetch-depth: 0', 'job test leaves the token'],
    ['an expression in a script', '"$NAME"', '${{ github.head_ref }}', 'job test puts an expression into a script'],
    ['a job that ci-ok does not need', '[test, called]', 'test', 'ci-ok does not need called'],
    ['a ci-ok that needs nothing', 'needs: [test, called]', '', 'ci-ok does not need test']
  ])('find %s', (_, old, replacement, problem) => {
    expect(findProblems(good.replace(old, () => replacement)).join('\n')).toContain(problem)
  })

  test.each([
    ['an expression that reads nothing', 'github.head_ref', 'github.heda_ref', 'property "heda_ref" is not defined'],
    ['a script that outsiders write', 'echo "$NAME"', 'echo "${{ github.head_ref }}"', 'potentially untrusted'],
    ['a job that does not exist', '[test, called]', '[test, build]', 'needs job "build" which does not exist']
  ])('the linter finds %s', async (_, old, replacement, problem) => {
    expect((await lint(good.replace(old, () => replacement))).join('\n')).toContain(problem)
  })
})

describe('what a workflow gives to this action', () => {
  const misuses = (text: string): Promise<string[]> => findMisuses(parse(text) as Workflow)
  const step = (given: string): string =>
    `jobs: { a: { steps: [{ id: x, uses: org/win-multiarch@v1, with: ${given} }] } }`

  test('may be what its mode takes', async () => {
    expect(await misuses(step('{ mode: manifest, releases: ltsc2022 }'))).toEqual([])
    expect(await misuses(step("{ mode: '${{ matrix.mode }}', context: src }"))).toEqual([])
  })

  test.each([
    ['an input that does not exist', '{ tag: v1 }', "action.yml has no input 'tag'"],
    ['an input of another mode', '{ mode: manifest, context: src }', "does not apply to mode 'manifest'"],
    ['a mode that does not exist', '{ mode: publish }', "'publish'"]
  ])('must not be %s', async (_, given, problem) => {
    expect((await misuses(step(given))).join()).toContain(problem)
  })

  test('is checked where an output is read', async () => {
    const reading = (name: string): string =>
      `jobs: { a: { steps: [{ id: x, uses: ./ }, { run: '\${{ steps.x.outputs.${name} }}' }] } }`

    expect(await misuses(reading('digest'))).toEqual([])
    expect(await misuses(reading('digests'))).toEqual(["action.yml has no output 'digests'"])
  })
})

const files = await filesIn('.github/workflows')

describe.each(files)('%s', name => {
  const read = (): Promise<string> => readText(name)

  test('keeps the rules for workflows', async () => {
    expect(findProblems(await read())).toEqual([])
  })

  test('has nothing that the linter finds', async () => {
    expect(await lint(await read(), name)).toEqual([])
  })

  test('gives this action only what its mode takes', async () => {
    expect(await findMisuses(parse(await read()) as Workflow)).toEqual([])
  })
})

// A token that may write packages is for GitHub's own registry, whatever registry the caller names.
test('publish.yml gives the token of the workflow to ghcr.io alone', async () => {
  const passwords = [...(await readText('.github/workflows/publish.yml')).matchAll(/password: (\$.*)/g)]

  expect(passwords).toHaveLength(3)
  for (const [, password] of passwords)
    expect(password).toBe("${{ secrets.password || (startsWith(env.IMAGE, 'ghcr.io/') && github.token) || '' }}")
})

test('what runs in CI is the same in every run', async () => {
  const packages = [...(await readText('.ci/run')).matchAll(/npm install .* (\S+)$/gm)].map(([, name = '']) => name)

  expect(packages).toHaveLength(2)
  for (const name of packages) expect(name).toMatch(/^[\w-]+@\d+\.\d+\.\d+$/)
})

test('ci.yml ends in ci-ok', async () => {
  const { jobs } = parse(await readText('.github/workflows/ci.yml')) as Workflow

  expect(Object.keys(jobs).at(-1)).toBe('ci-ok')
})
