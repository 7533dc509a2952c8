import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atExit } from './cleanup.js'

/** A temporary folder; it goes with `remove()`, and at the latest with the process. */
export type Folder = { path: string; remove: () => void }

/**
 * Makes an empty temporary folder.
 *
 * @param name a word for its name, so that what is left behind can be told apart
 * @param parent where it is made
 */
export const makeFolder = (name: string, parent = tmpdir()): Folder => {
  // The real path, since a process that is started in the folder reports that one as its own.
  const path = realpathSync(mkdtempSync(join(parent, `win-multiarch-${name}-`)))
  const removeNow = (): void => {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  }
  const takeBack = atExit(removeNow)
  return {
    path,
    remove: () => {
      takeBack()
      removeNow()
    }
  }
}
