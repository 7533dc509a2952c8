import { readFile } from 'node:fs/promises'

import { defined } from '../common/defined.js'
import { jsonReader, type Json } from '../common/json.js'
import type { Platform } from '../oci/types.js'
import { InputError } from './errors.js'

/** A YAML file of manifest-tool, in the terms of our inputs. */
export type Spec = {
  /** values for inputs that are not given */
  readonly inputs: Readonly<Record<string, string>>
  readonly manifests: readonly { readonly image: string; readonly platform: Partial<Platform> }[]
}

/** A file that describes a list has some hundred lines. */
const maxBytes = 1024 * 1024

const fail = (what: string): never => {
  throw new InputError(
    'spec',
    what,
    "write it as manifest-tool's README shows: image, tags, manifests with image and platform"
  )
}

const { record, optionalArray, string, optionalString } = jsonReader((where, expected) =>
  fail(`${where} is not ${expected}`)
)

const optionalRecord = (value: unknown, where: string): Json => record(value ?? {}, where)

const strings = (value: unknown, where: string): readonly string[] =>
  optionalArray(value, where).flatMap((item, i) => optionalString(item, `${where}[${i}]`) ?? [])

const readPlatform = (value: unknown, where: string): Partial<Platform> => {
  const json = optionalRecord(value, where)
  const member = (...names: string[]): string | undefined =>
    names.map(name => optionalString(json[name], `${where}.${name}`)).find(found => found !== undefined)
  const osFeatures = strings(json.osfeatures ?? json['os.features'], `${where}.osfeatures`)
  return defined({
    os: member('os'),
    architecture: member('architecture'),
    variant: member('variant'),
    osVersion: member('osversion', 'os.version'),
    osFeatures: osFeatures.length === 0 ? undefined : osFeatures
  })
}

const readManifest = (value: unknown, where: string): Spec['manifests'][number] => {
  const json = record(value, where)
  return {
    image: string(json.image, `${where}.image`),
    platform: readPlatform(json.platform, `${where}.platform`)
  }
}

/** `image` may carry the first tag, as manifest-tool wants it. */
const readTarget = (image: string | undefined, more: readonly string[]): Readonly<Record<string, string>> => {
  const colon = image?.lastIndexOf(':') ?? -1
  const tagged = image !== undefined && colon > image.lastIndexOf('/')
  const tags = [...(tagged ? [image.slice(colon + 1)] : []), ...more]
  return defined({
    image: tagged ? image.slice(0, colon) : image,
    tags: tags.length === 0 ? undefined : tags.join('\n')
  })
}

/** Annotations as lines of the input; a line break would make two of one. */
const readAnnotations = (value: unknown): Readonly<Record<string, string>> => {
  const lines = Object.entries(optionalRecord(value, 'annotations')).map(
    ([key, item]) => `${key}=${optionalString(item, `annotations.${key}`) ?? ''}`
  )
  const broken = lines.find(line => /[\r\n]/.test(line))
  if (broken !== undefined) fail(`annotations.${broken.split('=')[0] ?? ''} has more than one line`)
  return defined({ annotations: lines.length === 0 ? undefined : lines.join('\n') })
}

/** @throws InputError that names the member at fault */
export const parseSpec = async (yaml: string): Promise<Spec> => {
  const { parse } = await import('yaml')
  let spec: unknown
  try {
    // Aliases could make a small file huge; manifest-tool's files need none. All scalars stay strings, as in a tag 2.10.
    spec = parse(yaml, { maxAliasCount: 0, schema: 'failsafe', customTags: ['null'], logLevel: 'error' })
  } catch (cause) {
    return fail(`the file is not YAML (${(cause as Error).message.split('\n')[0] ?? ''})`)
  }
  const json = record(spec, 'the file')
  return {
    inputs: {
      ...readTarget(optionalString(json.image, 'image'), strings(json.tags, 'tags')),
      ...readAnnotations(json.annotations)
    },
    manifests: optionalArray(json.manifests, 'manifests').map((item, i) => readManifest(item, `manifests[${i}]`))
  }
}

/** @throws InputError when the file cannot be read, or is not such YAML */
export const readSpec = async (path: string): Promise<Spec> => {
  let yaml: string
  try {
    yaml = await readFile(path, 'utf8')
  } catch (cause) {
    throw new InputError('spec', `'${path}' cannot be read`, 'give the path of a file in the workspace', cause)
  }
  return yaml.length > maxBytes ? fail(`'${path}' is larger than ${maxBytes} bytes`) : parseSpec(yaml)
}
