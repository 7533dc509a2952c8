import { readFile } from 'node:fs/promises'

import { isRecord } from '../common/json.js'
import type { Platform } from '../oci/types.js'
import { InputError } from './errors.js'

/** What a YAML file of manifest-tool says, in our words. */
export type Spec = {
  /** values for inputs that are not given */
  readonly inputs: Readonly<Record<string, string>>
  readonly manifests: readonly { readonly image: string; readonly platform: Partial<Platform> }[]
}

/** A file that describes a list has some hundred lines. */
const largestFile = 1024 * 1024

const fail = (what: string): never => {
  throw new InputError(
    'spec',
    what,
    "write it as manifest-tool's README shows: image, tags, manifests with image and platform"
  )
}

const text = (value: unknown, where: string): string | undefined => {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : fail(`${where} is not a text`)
}

const list = (value: unknown, where: string): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : fail(`${where} is not a list`)

const texts = (value: unknown, where: string): readonly string[] =>
  list(value, where).flatMap((item, i) => text(item, `${where}[${i}]`) ?? [])

const readPlatform = (value: unknown, where: string): Partial<Platform> => {
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) return fail(`${where} is not a mapping`)
  const member = (...names: string[]): string | undefined =>
    names.map(name => text(value[name], `${where}.${name}`)).find(found => found !== undefined)
  const [os, architecture, variant] = [member('os'), member('architecture'), member('variant')]
  const osVersion = member('osversion', 'os.version')
  const osFeatures = texts(value.osfeatures ?? value['os.features'], `${where}.osfeatures`)
  return {
    ...(os === undefined ? {} : { os }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(variant === undefined ? {} : { variant }),
    ...(osVersion === undefined ? {} : { osVersion }),
    ...(osFeatures.length === 0 ? {} : { osFeatures })
  }
}

const readManifest = (value: unknown, where: string): Spec['manifests'][number] => {
  if (!isRecord(value)) return fail(`${where} is not a mapping`)
  const image = text(value.image, `${where}.image`)
  return { image: image ?? fail(`${where} has no image`), platform: readPlatform(value.platform, `${where}.platform`) }
}

/** `image` may carry the first tag, as manifest-tool wants it. */
const readTarget = (image: string | undefined, more: readonly string[]): Readonly<Record<string, string>> => {
  const colon = image?.lastIndexOf(':') ?? -1
  const tagged = image !== undefined && colon > image.lastIndexOf('/')
  const tags = [...(tagged ? [image.slice(colon + 1)] : []), ...more]
  return {
    ...(image === undefined ? {} : { image: tagged ? image.slice(0, colon) : image }),
    ...(tags.length === 0 ? {} : { tags: tags.join('\n') })
  }
}

/** Annotations as lines of the input; a line break would make two of one. */
const readAnnotations = (value: unknown): Readonly<Record<string, string>> => {
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) return fail('annotations is not a mapping')
  const lines = Object.entries(value).map(([key, item]) => `${key}=${text(item, `annotations.${key}`) ?? ''}`)
  const broken = lines.find(line => /[\r\n]/.test(line))
  if (broken !== undefined) fail(`annotations.${broken.split('=')[0] ?? ''} has more than one line`)
  return lines.length === 0 ? {} : { annotations: lines.join('\n') }
}

/** @throws InputError that names the member which is wrong */
export const parseSpec = async (yaml: string): Promise<Spec> => {
  const { parse } = await import('yaml')
  let spec: unknown
  try {
    // Aliases could make a small file huge; manifest-tool's files need none. All scalars are texts: a tag 2.10 is no number.
    spec = parse(yaml, { maxAliasCount: 0, schema: 'failsafe', customTags: ['null'], logLevel: 'error' })
  } catch (cause) {
    return fail(`it is not YAML (${(cause as Error).message.split('\n')[0] ?? ''})`)
  }
  if (!isRecord(spec)) return fail('it is not a mapping')
  return {
    inputs: {
      ...readTarget(text(spec.image, 'image'), texts(spec.tags, 'tags')),
      ...readAnnotations(spec.annotations)
    },
    manifests: list(spec.manifests, 'manifests').map((item, i) => readManifest(item, `manifests[${i}]`))
  }
}

/** @throws InputError when the file cannot be read, or is no such YAML */
export const readSpec = async (path: string): Promise<Spec> => {
  let yaml: string
  try {
    yaml = await readFile(path, 'utf8')
  } catch (cause) {
    throw new InputError('spec', `'${path}' cannot be read`, 'give the path of a file in the workspace', cause)
  }
  return yaml.length > largestFile ? fail(`'${path}' is larger than ${largestFile} bytes`) : parseSpec(yaml)
}
