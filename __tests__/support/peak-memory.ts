import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './folder.js'

const preload = fileURLToPath(new URL('peak-memory.cjs', import.meta.url))

/** Learns how much memory one run of the action takes. */
export type PeakMemory = {
  /** Variables of the run that is watched. */
  readonly env: Readonly<Record<string, string>>
  /** The most bytes that it held, once it has ended; undefined where the system does not tell. */
  readonly bytes: () => number | undefined
  readonly remove: () => void
}

/** Prepares to watch one run. */
export const watchPeakMemory = (): PeakMemory => {
  const folder = makeFolder('peak-memory')
  const file = join(folder.path, 'kib')
  const told = process.platform === 'linux'
  return {
    env: told ? { NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, PEAK_MEMORY_FILE: file } : {},
    bytes: () => (told ? Number(readFileSync(file, 'utf8')) * 1024 : undefined),
    remove: folder.remove
  }
}
