import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Contexts that docker fetches itself: git repositories and archives (docker/cli builder/remotecontext/urlutil). */
const isRemote = (context: string): boolean => /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context)

/** Whether files of a context are left out. */
export const hasDockerignore = (context: string): Promise<boolean> =>
  access(join(context, '.dockerignore')).then(
    () => true,
    () => false
  )

/** A Dockerfile of this machine. */
export type DockerfileBytes = { readonly path: string; readonly bytes: Uint8Array }

/**
 * Finds the Dockerfile as docker does: `file`, relative to the working folder; by default `Dockerfile` in the context, or
 * `dockerfile` where there is only that.
 *
 * @returns `remote` for a context that docker fetches itself; undefined where there is none
 */
export const findDockerfile = async (
  context: string,
  file: string | undefined
): Promise<DockerfileBytes | 'remote' | undefined> => {
  if (isRemote(context)) return 'remote'
  const paths = file === undefined ? [join(context, 'Dockerfile'), join(context, 'dockerfile')] : [file]
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => undefined)
    if (bytes !== undefined) return { path, bytes }
  }
  return undefined
}
