import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs work with a new folder of its own, below RUNNER_TEMP or, without a runner, where the system keeps such folders.
 * The folder is removed afterwards. What cannot be removed, because a scanner on Windows has it open, is left for the
 * runner, which empties RUNNER_TEMP after the job: the work has succeeded by then, or failed for a reason of its own.
 *
 * @param name what the folder is for, as part of its name
 */
export const withTempDir = async <T>(
  name: string,
  work: (directory: string) => Promise<T>,
  { RUNNER_TEMP: runnerTemp = '' }: NodeJS.ProcessEnv = process.env
): Promise<T> => {
  const parent = runnerTemp === '' ? tmpdir() : runnerTemp
  await mkdir(parent, { recursive: true })
  const directory = await mkdtemp(join(parent, `win-multiarch-${name}-`))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}
