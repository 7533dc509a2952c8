import { leadingRegistry } from '../oci/reference.js'

/** A registry, as references name it, and how many requests it gets at the same time. */
export type FirstRegistry = { readonly registry: string; readonly concurrent: number }

/** More connections would look like an attack, and a guess is not worth them. */
const maxConcurrent = 16

/** How much a mode asks for at the same time, given how many items its inputs have. Other modes do something else first. */
const concurrentIn = new Map<string, (items: (name: string) => number) => number>([
  // Each leg and each tag, at the start.
  ['manifest', items => items('RELEASES') + items('SOURCES') + items('TAGS')],
  // The images of a list.
  ['check', () => 4],
  // For each of the three images of a list: its tag, its old base and its new one.
  ['rebase', () => 9]
])

/**
 * Guesses the registry that a step asks first, before its inputs are read and checked.
 *
 * @param env the environment as the runner sets it
 * @returns undefined for the post step, for modes that do something else first, and where http may be spoken
 */
export const firstRegistry = (env: NodeJS.ProcessEnv): FirstRegistry | undefined => {
  const inputs = (name: string): readonly string[] =>
    (env[`INPUT_${name}`] ?? '')
      .split(/[\r\n,]+/)
      .map(item => item.trim())
      .filter(item => item !== '')
  const concurrent = concurrentIn.get(inputs('MODE')[0] ?? '')?.(name => inputs(name).length)
  if (concurrent === undefined || env.STATE_isPost !== undefined) return undefined
  if (inputs('INSECURE-REGISTRIES').length > 0) return undefined
  // Tags may have their repository in front of them.
  const first = ['SOURCE', 'IMAGE', 'TAGS'].flatMap(inputs).find(item => item.includes('/'))
  const registry = first === undefined ? undefined : leadingRegistry(first)
  return registry === undefined ? undefined : { registry, concurrent: Math.min(concurrent, maxConcurrent) }
}
