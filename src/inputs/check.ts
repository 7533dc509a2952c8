import { defined } from '../common/defined.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { repositoryOf, type Reference } from '../oci/reference.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import { inputReader, type InputReader } from './reader.js'
import { readBaseImage, readReference } from './references.js'
import { readImage, readPublishInputs, readRegistry, type RegistryInputs } from './shared.js'

const problems = ['outdated', 'wrong-list', 'unsupported'] as const

/** What can be wrong with what is published, by its name in the input `fail-on`. */
export type Problem = (typeof problems)[number]

/** Inputs of `mode: check`. */
export type CheckInputs = {
  /** the image or list to look at */
  readonly source: Reference
  readonly baseImage?: BaseTemplate
  /** what makes the step fail; without one it only reports */
  readonly failOn: readonly Problem[]
  readonly registry: RegistryInputs
}

const defaultSource = (read: InputReader, context: RunContext): Reference => {
  const neverPushing = inputReader(name => (name === 'push' ? 'false' : (read.string(name) ?? '')))
  const { images, tags } = readPublishInputs(neverPushing, context)
  return { ...images[0], tag: tags[0] }
}

const readProblem = (value: string): Problem => {
  const problem = problems.find(known => known === value)
  if (problem === undefined)
    throw new InputError('fail-on', `unknown value '${value}'`, `use one or more of: ${problems.join(', ')}`)
  return problem
}

/** @throws InputError that names the input */
export const readCheckInputs = (read: InputReader, context: RunContext): CheckInputs => {
  const source = readReference(read, 'source', 'ghcr.io/org/app:v2.7.0') ?? defaultSource(read, context)
  const images = read.list('image').map(readImage)
  return {
    source,
    ...defined({ baseImage: readBaseImage(read) }),
    failOn: read.list('fail-on').map(readProblem),
    registry: readRegistry(read, context, images.length === 0 ? [repositoryOf(source)] : images, false)
  }
}
