import { nearest } from '../common/nearest.js'
import { joinProblems, sentence, UserError, type UserErrorParts } from '../common/user-error.js'

/** How other tools call what this action has under another name, or does in another way. */
const peers: Readonly<Record<string, string>> = {
  images: "did you mean 'image'?",
  tag: "did you mean 'tags'?",
  release: "did you mean 'releases'?",
  platforms: "name Windows releases and Linux platforms in 'releases', like ltsc2022, linux-amd64",
  registry: "write the registry into 'image', like ghcr.io/org/app",
  dockerfile: "did you mean 'file'?",
  buildargs: "did you mean 'build-args'?",
  secrets:
    'the classic builder, which builds Windows images, has no secrets: fetch what needs them in a step before this one, and copy it into the image',
  'cache-to': "push the images, and name them in 'cache-from'",
  provenance: "attest the output 'digest' in a step behind this one, with actions/attest-build-provenance",
  sbom: "attest the output 'digest' in a step behind this one, with actions/attest-sbom"
}

/** Inputs that were given and that action.yml does not have. */
export type UnknownInputs = {
  /** those that are misspellings: the user meant something, and it does not happen */
  readonly problems: readonly UserErrorParts[]
  /** sentences about the others */
  readonly warnings: readonly string[]
}

const rename = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`

/**
 * Sorts the inputs that are not known. The runner hands them over like any other input; so does a job that has a variable of
 * such a name for a purpose of its own.
 *
 * @param given the names of all inputs that have a value, in lower case
 */
export const sortUnknown = (given: readonly string[], known: readonly string[]): UnknownInputs => {
  const problems: UserErrorParts[] = []
  const warnings: string[] = []
  for (const name of given.filter(one => !known.includes(one))) {
    const near = nearest(name, known)
    const hint = (Object.hasOwn(peers, name) ? peers[name] : undefined) ?? (near && `did you mean '${near}'?`)
    if (hint === undefined) {
      warnings.push(
        `Unknown input '${name}': it has no effect. Remove it, or rename the variable ${rename(name)} of the job.`
      )
    } else {
      problems.push({
        what: `unknown input '${name}'`,
        remedy: `${sentence(hint)} Correct it, or rename the variable ${rename(name)} of the job`
      })
    }
  }
  return { problems, warnings }
}

/**
 * Refuses misspelt inputs: what the user meant would not happen, as in `puhs: false`.
 *
 * @returns warnings about the other unknown inputs
 * @throws UserError with every misspelt input
 */
export const checkUnknown = (given: readonly string[], known: readonly string[]): readonly string[] => {
  const { problems, warnings } = sortUnknown(given, known)
  if (problems.length === 0) return warnings
  throw new UserError(joinProblems(problems, 'unknown inputs'))
}
