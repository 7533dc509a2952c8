import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { requireService } from './services.js'

export type ContextOptions = {
  /** By default busybox on nothing. */
  dockerfile?: string
  /** Further files, texts by path. */
  files?: Readonly<Record<string, string>>
}

const busyboxImage = `FROM scratch
COPY bin /bin
CMD ["/bin/sh", "-c", "echo hello"]
`

/** Writes texts or bytes by their paths in a folder. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/**
 * Writes a build context with a static busybox, so that `FROM scratch` and `COPY bin /bin` make an image that can RUN
 * (`docker build --network none`) without a network. The shell is `/bin/sh`; other applets are called as
 * `busybox <applet>`.
 *
 * @param folder where the context is to be; it need not be there
 */
export const makeContext = (folder: string, options: ContextOptions = {}): void => {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  copyFileSync(requireService('busybox'), join(folder, 'bin', 'busybox'))
  symlinkSync('busybox', join(folder, 'bin', 'sh'))
  const files = { Dockerfile: options.dockerfile ?? busyboxImage, ...options.files }
  writeFiles(folder, files)
}

/** The files of a layer with busybox and a shell, for a generated Linux image that an engine can build on. */
export const busyboxFiles = (): Record<string, Buffer> => {
  const busybox = readFileSync(requireService('busybox'))
  return { 'bin/busybox': busybox, 'bin/sh': busybox }
}
