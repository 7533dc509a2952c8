import { statfs } from 'node:fs/promises'

/** The bytes that an account like this one may still write on the drive of a folder; undefined where that is not known. */
export const freeBytesOf = async (folder: string): Promise<number | undefined> => {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
