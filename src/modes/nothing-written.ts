import type { Log } from '../runner/log.js'

/** Logs why a mode has not written anything, where it has not. */
export const logNothingWritten = (push: boolean, unchanged: boolean, log: Log): void => {
  if (!push) log.info("Nothing was written: 'push' is false.")
  else if (unchanged) log.info('Nothing was written: every tag is up to date.')
}
