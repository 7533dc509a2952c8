import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes a folder that nothing else uses, where the runner empties what its jobs leave behind. */
export const temporaryFolder = async (name: string, env: NodeJS.ProcessEnv = process.env): Promise<string> => {
  const { RUNNER_TEMP: given = '' } = env
  const parent = given === '' ? tmpdir() : given
  await mkdir(parent, { recursive: true })
  return mkdtemp(join(parent, `win-multiarch-${name}-`))
}
