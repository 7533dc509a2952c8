import type { RunContext } from '../../src/inputs/context.js'
import { InputError } from '../../src/inputs/errors.js'
import { inputReader, type InputReader } from '../../src/inputs/reader.js'
import type { Digest } from '../../src/oci/digest.js'
import type { Entry } from '../../src/oci/entries.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Platform } from '../../src/oci/types.js'
import { findRelease, type Release } from '../../src/windows/releases.js'

/** A digest that is told apart by its number. */
export const digestNo = (number: number): Digest => `sha256:${number.toString(16).padStart(64, '0')}`

/** A platform of Windows on amd64; without a version it has no os.version. */
export const windowsPlatform = (osVersion?: string, more: Partial<Platform> = {}): Platform => ({
  os: 'windows',
  architecture: 'amd64',
  ...(osVersion === undefined ? {} : { osVersion }),
  ...more
})

/** A platform of Linux, on amd64 unless another architecture is asked for. */
export const linuxPlatform = (architecture = 'amd64', variant?: string): Platform => ({
  os: 'linux',
  architecture,
  ...(variant === undefined ? {} : { variant })
})

/** An entry whose digest and reference are made from its number. */
export const entryNo = (number: number, platform: Platform, more: Partial<Entry> = {}): Entry => ({
  descriptor: { mediaType: mediaTypes.dockerManifest, digest: digestNo(number), size: 1000 + number },
  platform,
  reference: `ghcr.io/org/app:${number}`,
  ...more
})

/** A release that the tests know to exist. */
export const releaseNamed = (name: string): Release => {
  const release = findRelease(name)
  if (release === undefined) throw new Error(`there is no release ${name}`)
  return release
}

/** Inputs as the runner gives them: trimmed, and '' where there is none. */
export const reading = (given: Readonly<Record<string, string>>): InputReader =>
  inputReader(name => (given[name] ?? '').trim())

/** A push to a branch; tests say what is different. */
export const pushed = (more: Partial<RunContext> = {}): RunContext => ({
  eventName: 'push',
  sha: '0123456789abcdef0123456789abcdef01234567',
  actor: 'octocat',
  repository: 'Org/app',
  serverUrl: 'https://github.com',
  workspace: '/work',
  branch: 'main',
  date: '20260801',
  ...more
})

/** What is said of the input that is refused: its name and the whole message. */
export type Refusal = { readonly input: string; readonly message: string }

const refusalIn = (error: unknown): Refusal => {
  if (!(error instanceof InputError)) throw error
  return { input: error.input, message: error.message }
}

/** The refusal of inputs that are read at once. Anything but an InputError is the caller's failure. */
export const refusalOf = (read: () => unknown): Refusal | undefined => {
  try {
    read()
    return undefined
  } catch (error) {
    return refusalIn(error)
  }
}

/** The refusal of inputs that take a file to be read. */
export const refusalLater = async (read: () => Promise<unknown>): Promise<Refusal | undefined> => {
  try {
    await read()
    return undefined
  } catch (error) {
    return refusalIn(error)
  }
}
