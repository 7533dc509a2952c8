import type { FileMapping } from '../files/walk.js'
import type { Settings } from '../oci/assemble.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { formatPath, parseImagePath, type ImagePath } from '../windows/path.js'
import type { WindowsRelease } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import { readLabels } from './labels.js'
import type { InputReader } from './reader.js'
import { readBaseImage } from './references.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'

/** Inputs of `mode: assemble`. */
export type AssembleInputs = PublishInputs & {
  readonly releases: readonly [WindowsRelease, ...WindowsRelease[]]
  readonly baseImage: BaseTemplate
  readonly files: readonly FileMapping[]
  /** how the image is run; its labels are those of the user */
  readonly settings: Settings
  /** the place of `settings.workdir` */
  readonly workdir?: ImagePath
  /** the folder that `files` are in */
  readonly workspace: string
  readonly sourceDateEpoch?: number
}

const readTargets = (read: InputReader): AssembleInputs['releases'] => {
  const releases = readReleases(read.words('releases')).map(release => {
    if (release.os === 'windows') return release
    throw new InputError('releases', `${release.name} is no Windows`, "build it on a Linux runner, with mode 'build'")
  })
  const [first, ...others] = releases
  if (first === undefined)
    throw new InputError('releases', 'it is missing', 'name the releases to make: ltsc2019, ltsc2022, ltsc2025')
  return [first, ...others]
}

const readPath = (input: string, text: string): ImagePath => {
  try {
    return parseImagePath(text)
  } catch (error) {
    throw new InputError(input, (error as Error).message, "write a place in the image, like 'C:/app'", error)
  }
}

const readFiles = (read: InputReader): readonly FileMapping[] => {
  const mappings = read.lines('files').map(line => {
    const [local = '', target = '', ...more] = line.split('=>').map(part => part.trim())
    if (local === '' || target === '' || more.length > 0) {
      throw new InputError('files', `the line '${line}' is not of the form local/path => C:/target`, 'write one a line')
    }
    return { local, target: readPath('files', target) }
  })
  if (mappings.length === 0)
    throw new InputError('files', 'it is missing', 'say what is to be where in the image: dist => C:/app')
  return mappings
}

const readArguments = (read: InputReader, input: string): readonly string[] | undefined => {
  const text = read.text(input)
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Told below.
  }
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value
  throw new InputError(
    input,
    `'${text}' is not a JSON array of texts`,
    `write for instance ["C:\\\\app\\\\server.exe"], or ["C:/app/server.exe"]`
  )
}

const readEnv = (read: InputReader): Settings['env'] =>
  Object.entries(read.record('env')).map(([name, value]) => {
    if (/[\u0000-\u001f]/.test(name + value)) {
      throw new InputError('env', `${name} holds a control character`, 'leave it out')
    }
    return [name, value]
  })

/** A port as docker writes it, or the ports of a range. */
const readPorts = (text: string): readonly string[] => {
  const [, first = '', last = first, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(text) ?? []
  const [from, to] = [Number(first), Number(last)]
  if (first === '' || from < 1 || to < from || to > 65_535)
    throw new InputError('expose', `'${text}' is not a port`, "write for instance '8080', '53/udp' or '8000-8010'")
  return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}/${protocol.toLowerCase()}`)
}

/** @throws InputError that names the input */
export const readAssembleInputs = (read: InputReader, context: RunContext): AssembleInputs => {
  const baseImage = readBaseImage(read)
  if (baseImage === undefined) {
    throw new InputError(
      'base-image',
      'it is missing',
      "name what the files are put onto, like 'mcr.microsoft.com/windows/nanoserver'"
    )
  }
  const [entrypoint, cmd] = [readArguments(read, 'entrypoint'), readArguments(read, 'cmd')]
  const [folder, user] = [read.text('workdir'), read.text('user')]
  const workdir = folder === undefined ? undefined : readPath('workdir', folder)
  return {
    ...readPublishInputs(read, context),
    releases: readTargets(read),
    baseImage,
    files: readFiles(read),
    settings: {
      ...(entrypoint === undefined ? {} : { entrypoint }),
      ...(cmd === undefined ? {} : { cmd }),
      env: readEnv(read),
      ...(workdir === undefined ? {} : { workdir: formatPath(workdir.names) }),
      ...(user === undefined ? {} : { user }),
      expose: read.words('expose').flatMap(readPorts),
      labels: readLabels(read)
    },
    ...(workdir === undefined ? {} : { workdir }),
    workspace: context.workspace,
    ...(context.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: context.sourceDateEpoch })
  }
}
