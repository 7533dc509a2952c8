import { execFileSync } from 'node:child_process'
import { arch, cpus, release, totalmem, type } from 'node:os'
import { repository } from '../__tests__/support/runner-environment.js'
import { programVersions } from './programs.js'
import type { BenchOptions, BenchReport } from './report.js'
import { node } from './step.js'

/** A run of benches, with all that its figures depend on. */
export type BenchRecord = {
  /** When it was started, RFC 3339. */
  readonly date: string
  /** The commit that was measured; `-dirty` behind it where something was changed since. */
  readonly commit: string
  /** How it can be had again. */
  readonly command: string
  readonly machine: Readonly<Record<string, string>>
  /** Versions by program. */
  readonly programs: Readonly<Record<string, string>>
  readonly options: BenchOptions
  readonly reports: readonly BenchReport[]
}

const readCommit = (): string => {
  try {
    const args = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*']
    return execFileSync('git', args, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}

const describeMachine = (): BenchRecord['machine'] => ({
  processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  memory: `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`,
  system: `${type()} ${release()}, ${arch()}`,
  node: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
})

/** Begins a record: everything but the reports. */
export const startRecord = (command: string, options: BenchOptions): BenchRecord => ({
  date: new Date().toISOString(),
  commit: readCommit(),
  command,
  machine: describeMachine(),
  programs: programVersions(),
  options,
  reports: []
})
