import { access, readFile } from 'node:fs/promises'
import path, { join, type PlatformPath } from 'node:path'

/** Contexts that docker fetches itself: git repositories and archives (docker/cli builder/remotecontext/urlutil). */
const isRemoteContext = (context: string): boolean =>
  /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context)

/** Whether files of a context are left out. */
export const hasDockerignore = (context: string): Promise<boolean> =>
  access(join(context, '.dockerignore')).then(
    () => true,
    () => false
  )

/**
 * Where a Dockerfile for a context may be: docker refuses one of another drive (docker/cli
 * cli/command/image/build/context.go, getDockerfileRelPath).
 *
 * @param folder where it is to be, if it may
 */
export const folderForDockerfile = (
  context: string,
  folder: string,
  paths: Pick<PlatformPath, 'parse' | 'resolve' | 'dirname'> = path
): string => {
  const [here, there] = [context, folder].map(one => paths.parse(paths.resolve(one)).root.toLowerCase())
  return here === there ? folder : paths.dirname(paths.resolve(context))
}

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
  if (isRemoteContext(context)) return 'remote'
  const paths = file === undefined ? [join(context, 'Dockerfile'), join(context, 'dockerfile')] : [file]
  for (const candidate of paths) {
    const bytes = await readFile(candidate).catch(() => undefined)
    if (bytes !== undefined) return { path: candidate, bytes }
  }
  return undefined
}
