import { formatTime, isTime } from '../common/time.js'
import { runProgram } from '../runner/process.js'

/** The time of a commit in a folder, from git; undefined where there is no git, no repository or no such commit. */
const askGit = async (revision: string, folder: string): Promise<number | undefined> => {
  if (!/^[0-9a-f]{7,64}$/i.test(revision)) return undefined
  const args = ['-C', folder, 'show', '--no-patch', '--format=%ct', revision, '--']
  const output = await runProgram('git', args).catch(() => undefined)
  const seconds = /^(\d{1,12})\s*$/.exec(output?.stdout ?? '')?.[1]
  return output?.exitCode === 0 && seconds !== undefined ? Number(seconds) : undefined
}

/**
 * When an image counts as created: the time of its commit, so that building it again makes the same image. The time comes
 * from the event that started the run, else from git.
 *
 * @param headCommit the commit of the event and its time, RFC 3339
 * @returns RFC 3339; undefined where it is not known
 */
export const commitTime = async (
  revision: string,
  headCommit: { readonly id: string; readonly time: string } | undefined,
  folder: string
): Promise<string | undefined> => {
  const seconds =
    headCommit?.id === revision ? Math.floor(Date.parse(headCommit.time) / 1000) : await askGit(revision, folder)
  return seconds !== undefined && isTime(seconds) ? formatTime(seconds) : undefined
}
