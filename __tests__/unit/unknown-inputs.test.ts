import { describe, expect, test } from 'vitest'

import { formatUserError, UserError } from '../../src/common/user-error.js'
import { inputNames } from '../../src/inputs/modes.js'
import { checkUnknown, sortUnknown } from '../../src/inputs/unknown.js'
import { givenInputs } from '../../src/runner/core.js'

const check = (...given: readonly string[]): readonly string[] => checkUnknown(given, inputNames)

describe('unknown inputs', () => {
  test('are none where all are inputs of this action', () => {
    expect(check(...inputNames)).toEqual([])
  })

  test.each([
    ['puhs', "Did you mean 'push'?", 'INPUT_PUHS'],
    ['tag', "Did you mean 'tags'?", 'INPUT_TAG'],
    ['images', "Did you mean 'image'?", 'INPUT_IMAGES'],
    ['release', "Did you mean 'releases'?", 'INPUT_RELEASE'],
    ['build_args', "Did you mean 'build-args'?", 'INPUT_BUILD_ARGS'],
    ['buildargs', "Did you mean 'build-args'?", 'INPUT_BUILDARGS'],
    ['dockerfile', "Did you mean 'file'?", 'INPUT_DOCKERFILE'],
    ['platforms', "in 'releases'", 'INPUT_PLATFORMS'],
    ['registry', "into 'image'", 'INPUT_REGISTRY'],
    ['secrets', 'has no secrets', 'INPUT_SECRETS'],
    ['cache-to', "'cache-from'", 'INPUT_CACHE-TO'],
    ['provenance', "'digest'", 'INPUT_PROVENANCE'],
    ['sbom', "'digest'", 'INPUT_SBOM']
  ])('fail as misspelt or as another tool has them: %s', (name, hint, variable) => {
    const { problems, warnings } = sortUnknown([name], inputNames)
    expect(warnings).toEqual([])
    expect(problems).toHaveLength(1)
    for (const text of [`Unknown input '${name}'.`, hint, `rename the variable ${variable} of the job.`])
      expect(problems.map(formatUserError).join('\n')).toContain(text)
  })

  test('that are misspelt fail together', () => {
    expect(() => check('puhs', 'colour', 'tag')).toThrow(UserError)
    expect(() => check('puhs', 'colour', 'tag')).toThrow(/'puhs'[^]*'tag'/)
    expect(() => check('puhs', 'colour', 'tag')).not.toThrow(/colour/)
  })

  test('that are like nothing give a warning', () => {
    expect(check('colour', 'constructor')).toEqual([
      "Unknown input 'colour': it has no effect. Remove it, or rename the variable INPUT_COLOUR of the job.",
      "Unknown input 'constructor': it has no effect. Remove it, or rename the variable INPUT_CONSTRUCTOR of the job."
    ])
  })

  test('are those with a value', () => {
    const env = { INPUT_TAG: '', INPUT_PUHS: ' \n', 'INPUT_PIN-BASE': 'x', INPUT_: 'y', PATH: '/bin', MY_INPUT_A: 'z' }
    expect(givenInputs(env)).toEqual(['pin-base'])
  })
})
