import { randomUUID } from 'node:crypto'

import { defined } from '../common/defined.js'
import { testImage, type ContainerTest, type TestTools } from '../docker/container.js'
import type { BuildInputs, LegInputs } from '../inputs/build.js'
import { InputError } from '../inputs/errors.js'
import { memoryOf } from './build-command.js'
import { testLegOf, type Leg } from './build-legs.js'

type TestInputs = Pick<BuildInputs, 'testHealthy' | 'testTimeout' | 'network' | 'memory'> & Pick<LegInputs, 'test'>

/**
 * The tests that the inputs ask for: of the HEALTHCHECK, then of the command.
 *
 * @param image its reference
 * @throws InputError where there is no HEALTHCHECK to test
 */
export const testsOf = (
  image: string,
  hasHealthcheck: boolean,
  leg: Leg,
  inputs: TestInputs
): readonly ContainerTest[] => {
  const { network, test: command, testHealthy, testTimeout: limit } = inputs
  if (testHealthy && !hasHealthcheck) {
    throw new InputError(
      'test-healthy',
      `${image} has no HEALTHCHECK`,
      'add one to the Dockerfile, or leave the input out'
    )
  }
  const { isolation } = testLegOf(leg)
  const container = { image, limit, ...defined({ network, isolation, memory: memoryOf(isolation, inputs.memory) }) }
  return [...(testHealthy ? [container] : []), ...(command === undefined ? [] : [{ ...container, command }])]
}

/**
 * Runs tests before anybody else gets the image.
 *
 * @param rememberContainer receives the name of the containers before there is one, for the post step
 * @throws DockerError that says how a test failed
 */
export const runTests = async (
  tests: readonly ContainerTest[],
  tools: Omit<TestTools, 'name'>,
  rememberContainer: (name: string) => void
): Promise<void> => {
  // The containers run one after the other, so one name is enough.
  const name = `win-multiarch-${randomUUID()}`
  rememberContainer(name)
  for (const test of tests) await testImage(test, { ...tools, name })
}
