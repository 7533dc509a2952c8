import { defined } from '../common/defined.js'
import { asArray, asRecord, asString, type Json } from '../common/json.js'
import { foldCase } from '../windows/path.js'
import type { Digest } from './digest.js'
import { descriptorJson, writeDocument } from './document.js'
import { ownComment } from './history.js'
import { inheritedLabels } from './labels.js'
import { layerTypeIn } from './media-types.js'
import { layersOf, type Image } from './rebase.js'
import type { Content, Descriptor } from './types.js'

/** How an image is run; what is undefined stays as in the base. */
export type Settings = {
  readonly entrypoint?: readonly string[]
  readonly cmd?: readonly string[]
  /** in the order given; values may refer to the base's by `%NAME%` or `${NAME}` */
  readonly env: readonly (readonly [name: string, value: string])[]
  readonly workdir?: string
  readonly user?: string
  /** `80/tcp` */
  readonly expose: readonly string[]
  readonly labels: Readonly<Record<string, string>>
}

/** A layer to put onto a base, by both of its digests. */
export type NewLayer = {
  readonly diffId: Digest
  readonly digest: Digest
  /** bytes, compressed */
  readonly size: number
  /** what made it, as the step of a Dockerfile */
  readonly createdBy: string
}

/** An image put together from a base and a layer: what is to be written. */
export type AssembledImage = {
  readonly manifest: Content
  readonly config: Content
  readonly ofBase: readonly Descriptor[]
  readonly layer: Descriptor
}

/** PATH in a container whose image does not set it, as BuildKit writes it (util/system path.go). */
const defaultPath = 'c:\\Windows\\System32;c:\\Windows'

const splitVariable = (variable: string): readonly [string, string] => {
  const equals = variable.indexOf('=')
  return equals < 0 ? [variable, ''] : [variable.slice(0, equals), variable.slice(equals + 1)]
}

/**
 * The variables of a base with further ones. `Path` and `PATH` are the same on Windows: the name is kept as the base
 * writes it. A variable can refer to those before it; a reference to an unknown one is kept too, as in cmd.exe.
 *
 * @param base as image configs hold them: `NAME=value`
 */
export const mergeEnv = (base: readonly string[], added: Settings['env']): readonly string[] => {
  const variables = new Map(
    base.map(splitVariable).map(([name, value]) => [foldCase(name), [name, value] as const] as const)
  )
  const valueOf = (name: string): string | undefined =>
    variables.get(foldCase(name))?.[1] ?? (foldCase(name) === 'PATH' ? defaultPath : undefined)
  for (const [name, value] of added) {
    const filled = value.replace(
      /%([^%=]+)%|\$\{([^{}=]+)\}/g,
      (whole, percent: string | undefined, braces: string | undefined) => valueOf(percent ?? braces ?? '') ?? whole
    )
    variables.set(foldCase(name), [variables.get(foldCase(name))?.[0] ?? name, filled])
  }
  return [...variables.values()].map(([name, value]) => `${name}=${value}`)
}

/** Members that say how the base itself was made (docker's config, moby image.go). */
const buildMembers = new Set(['container', 'container_config', 'parent', 'docker_version'])
const isBuildMember = (name: string): boolean => buildMembers.has(name) || name.startsWith('moby.buildkit.')

const runConfig = (base: Json, labels: Readonly<Record<string, string>>, settings: Settings): Json => {
  const { entrypoint, cmd, env, workdir, user, expose } = settings
  const ports = Object.fromEntries(expose.map(port => [port, {}]))
  // The base's Cmd holds arguments for the base's Entrypoint, and ArgsEscaped is about that one too. ONBUILD is for builds.
  const { Cmd, ArgsEscaped, OnBuild, ...rest } = base
  const inherited = entrypoint === undefined && cmd === undefined ? defined({ Cmd, ArgsEscaped }) : {}
  const variables = asArray(base.Env).flatMap(item => asString(item) ?? [])
  return {
    ...rest,
    ...inherited,
    ...defined({
      Env: env.length === 0 ? undefined : mergeEnv(variables, env),
      Entrypoint: entrypoint,
      Cmd: cmd,
      WorkingDir: workdir,
      User: user,
      ExposedPorts: expose.length === 0 ? undefined : { ...asRecord(base.ExposedPorts), ...ports }
    }),
    Labels: labels
  }
}

/** Steps as BuildKit writes them (dockerfile2llb convert.go, commitToHistory). */
const stepsOf = ({ entrypoint, cmd, env, workdir, user, expose }: Settings): readonly string[] => [
  ...env.map(([name, value]) => `ENV ${name}=${value}`),
  ...(workdir === undefined ? [] : [`WORKDIR ${workdir}`]),
  ...(user === undefined ? [] : [`USER ${user}`]),
  ...expose.map(port => `EXPOSE ${port}`),
  ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${JSON.stringify(entrypoint)}`]),
  ...(cmd === undefined ? [] : [`CMD ${JSON.stringify(cmd)}`])
]

/**
 * Puts a layer and settings onto a base: the image that a Dockerfile with COPY, ENV, ENTRYPOINT and so on would make of
 * it. Media types are of the base's family. The same arguments give the same bytes.
 *
 * @param created RFC 3339
 */
export const assembleImage = (base: Image, layer: NewLayer, settings: Settings, created: string): AssembledImage => {
  const { manifest } = base
  const { json } = base.config
  const step = { created, comment: ownComment }
  const config = writeDocument(manifest.config.mediaType, {
    ...Object.fromEntries(Object.entries(json).filter(([name]) => !isBuildMember(name))),
    created,
    config: runConfig(asRecord(json.config), { ...inheritedLabels(base.config.labels), ...settings.labels }, settings),
    rootfs: { type: 'layers', diff_ids: [...base.config.diffIds, layer.diffId] },
    history: [
      ...asArray(json.history),
      { ...step, created_by: layer.createdBy },
      ...stepsOf(settings).map(createdBy => ({ ...step, created_by: createdBy, empty_layer: true }))
    ]
  })
  const ofBase = layersOf(base, manifest.mediaType)
  const own = {
    mediaType: layerTypeIn(manifest.mediaType, 'application/vnd.docker.image.rootfs.diff.tar.gzip'),
    digest: layer.digest,
    size: layer.size
  }
  return {
    manifest: writeDocument(manifest.mediaType, {
      schemaVersion: 2,
      mediaType: manifest.mediaType,
      config: descriptorJson({ mediaType: config.mediaType, digest: config.digest, size: config.bytes.length }),
      layers: [...ofBase, own].map(descriptorJson)
    }),
    config,
    ofBase,
    layer: own
  }
}
