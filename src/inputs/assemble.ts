import { defined } from '../common/defined.js'
import type { FileMapping } from '../files/walk.js'
import type { Settings } from '../oci/assemble.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { formatPath, parseImagePath, type ImagePath } from '../windows/path.js'
import type { WindowsRelease } from '../windows/releases.js'
import { parseStrings } from './command.js'
import type { RunContext } from './context.js'
import { InputError, missingInput, parseInput } from './errors.js'
import { readLabels } from './labels.js'
import type { InputReader } from './reader.js'
import { readBaseImage } from './references.js'
import { readerFor } from './release-reader.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'

/** The inputs that may be others for every release. */
export type AssembleLegInputs = {
  readonly files: readonly FileMapping[]
  /** how the image is run; its labels are those of the user */
  readonly settings: Settings
  /** the place of `settings.workdir` */
  readonly workdir?: ImagePath
}

/** Inputs of `mode: assemble`. */
export type AssembleInputs = PublishInputs & {
  readonly releases: readonly [WindowsRelease, ...WindowsRelease[]]
  readonly baseImage: BaseTemplate
  /**
   * What is made for a release.
   *
   * @throws UserError that names the input
   */
  readonly legInputs: (release: WindowsRelease) => AssembleLegInputs
  /** the folder that `files` are in */
  readonly workspace: string
  readonly sourceDateEpoch?: number
}

const readWindowsReleases = (read: InputReader): AssembleInputs['releases'] => {
  const releases = readReleases(read.list('releases')).map(release => {
    if (release.os === 'windows') return release
    throw new InputError('releases', `${release.name} is not Windows`, "build it on a Linux runner, with mode 'build'")
  })
  const [first, ...others] = releases
  if (first === undefined)
    throw missingInput('releases', 'name the releases to make, like ltsc2019, ltsc2022, ltsc2025')
  return [first, ...others]
}

const readPath = (input: string, value: string): ImagePath =>
  parseInput(input, value, "write a path in the image, like 'C:/app'", parseImagePath)

const readFiles = (read: InputReader): readonly FileMapping[] => {
  const mappings = read.lines('files').map(line => {
    const [local = '', target = '', ...more] = line.split('=>').map(part => part.trim())
    if (local === '' || target === '' || more.length > 0) {
      throw new InputError(
        'files',
        `the line '${line}' is not of the form local/path => C:/target`,
        'write one mapping per line'
      )
    }
    return { local, target: readPath('files', target) }
  })
  if (mappings.length === 0) throw missingInput('files', 'write what goes where in the image, like dist => C:/app')
  return mappings
}

const readArguments = (read: InputReader, input: string): readonly string[] | undefined => {
  const value = read.string(input)
  if (value === undefined) return undefined
  const strings = parseStrings(value)
  if (strings !== undefined) return strings
  throw new InputError(
    input,
    `'${value}' is not a JSON array of strings`,
    `write it like ["C:\\\\app\\\\server.exe"] or ["C:/app/server.exe"]`
  )
}

const readEnv = (read: InputReader): Settings['env'] =>
  Object.entries(read.keyValues('env')).map(([name, value]) => {
    if (/[\u0000-\u001f]/.test(name + value))
      throw new InputError('env', `${name} contains a control character`, 'remove it')
    return [name, value]
  })

/** A port as docker writes it, or the ports of a range. */
const readPorts = (value: string): readonly string[] => {
  const [, first = '', last = first, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(value) ?? []
  const [from, to] = [Number(first), Number(last)]
  if (first === '' || from < 1 || to < from || to > 65_535)
    throw new InputError('expose', `'${value}' is not a port`, "write it like '8080', '53/udp' or '8000-8010'")
  return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}/${protocol.toLowerCase()}`)
}

const readSettings = (read: InputReader, workdir: ImagePath | undefined): Settings => ({
  env: readEnv(read),
  expose: read.list('expose').flatMap(readPorts),
  labels: readLabels(read),
  ...defined({
    entrypoint: readArguments(read, 'entrypoint'),
    cmd: readArguments(read, 'cmd'),
    workdir: workdir === undefined ? undefined : formatPath(workdir.names),
    user: read.string('user')
  })
})

const readLegInputs = (read: InputReader): AssembleLegInputs => {
  const folder = read.string('workdir')
  const workdir = folder === undefined ? undefined : readPath('workdir', folder)
  return { files: readFiles(read), settings: readSettings(read, workdir), ...defined({ workdir }) }
}

/** @throws InputError that names the input */
export const readAssembleInputs = (read: InputReader, context: RunContext): AssembleInputs => {
  const baseImage = readBaseImage(read)
  if (baseImage === undefined) {
    throw missingInput('base-image', "name what the files are added to, like 'mcr.microsoft.com/windows/nanoserver'")
  }
  const releases = readWindowsReleases(read)
  const legInputs = (release: WindowsRelease): AssembleLegInputs => readLegInputs(readerFor(read, release))
  for (const release of releases) legInputs(release)
  return {
    ...readPublishInputs(read, context, { namesDryRun: true }),
    releases,
    baseImage,
    legInputs,
    workspace: context.workspace,
    ...defined({ sourceDateEpoch: context.sourceDateEpoch })
  }
}
