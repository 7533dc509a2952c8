import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { reasonOf, UserError } from '../common/user-error.js'

const makeDirectory = async (parent: string, prefix: string): Promise<string> => {
  try {
    await mkdir(parent, { recursive: true })
    return await mkdtemp(join(parent, prefix))
  } catch (cause) {
    throw new UserError({
      what: `no temporary folder can be made in '${parent}'`,
      why: reasonOf(cause),
      remedy: 'Check RUNNER_TEMP, and that the disk has room. No tag was changed',
      cause
    })
  }
}

/**
 * Runs work with a new folder of its own, below RUNNER_TEMP or, without a runner, where the system keeps such folders.
 * The folder is removed afterwards. What cannot be removed, because a scanner on Windows has it open, is left for the
 * runner, which empties RUNNER_TEMP after the job: the work has succeeded by then, or failed for a reason of its own.
 *
 * @param name what the folder is for, as part of its name
 * @throws UserError where there can be none
 */
export const withTempDir = async <T>(
  name: string,
  work: (directory: string) => Promise<T>,
  { RUNNER_TEMP: runnerTemp = '' }: NodeJS.ProcessEnv = process.env
): Promise<T> => {
  const parent = runnerTemp === '' ? tmpdir() : runnerTemp
  const directory = await makeDirectory(parent, `win-multiarch-${name}-`)
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}
