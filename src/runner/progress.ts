import type { Log } from './log.js'

/** Logs the progress of a long transfer, at most one line every few seconds. */
export type Progress = {
  /** more bytes are expected; the first call starts the clock, so that earlier work is not counted */
  readonly expect: (bytes: number) => void
  /** counts bytes that arrived; negative where they have to be sent again */
  readonly moved: (bytes: number) => void
}

const intervalMs = 5000

/** `690.0 MiB` */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB']
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`
}

/**
 * @param what the transfer: `Copying layers`
 * @param now milliseconds since 1970
 */
export const startProgress = (what: string, log: Log, now: () => number = Date.now): Progress => {
  let start: number | undefined
  let [expected, done, loggedAt] = [0, 0, 0]
  return {
    expect: bytes => {
      if (start === undefined) loggedAt = start = now()
      expected += bytes
    },
    moved: bytes => {
      done += bytes
      const time = now()
      if (start === undefined || time - loggedAt < intervalMs) return
      loggedAt = time
      const rate = done / ((time - start) / 1000)
      const percent = expected === 0 ? 100 : Math.floor((done / expected) * 100)
      log.info(`${what}: ${formatBytes(done)} of ${formatBytes(expected)} (${percent}%), ${formatBytes(rate)}/s`)
    }
  }
}
