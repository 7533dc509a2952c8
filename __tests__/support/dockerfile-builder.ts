import { request } from 'node:http'
import { type AnyImageRegistry, nameLabel, startAnyImageRegistry } from './any-image-registry.js'
import { busyboxFiles } from './build-context.js'
import type { DockerfileCase } from './dockerfile-cases.js'
import { type Engine, startEngine } from './engine.js'
import { newerEngine } from './services.js'

/** What a builder made of a Dockerfile. */
export type Built =
  | {
      /** the images that it asked the registry for, in order: `library/app:v1` */
      readonly bases: readonly string[]
      /** the one that the result starts from; undefined: none */
      readonly base: string | undefined
      /** names of the labels that the Dockerfile set, in order of the alphabet */
      readonly labels: readonly string[]
    }
  | { readonly refused: string; readonly asked: readonly string[] }

/** An engine that builds Dockerfiles from images that a registry makes up as it is asked. */
export type DockerfileBuilder = {
  readonly build: (dockerfile: DockerfileCase) => Promise<Built>
  readonly close: () => Promise<void>
}

type ImageConfig = { readonly Labels?: Readonly<Record<string, string>> | null }

/** Asks the engine itself: the CLI would take longer than the build. */
const inspect = ({ dockerHost }: Engine, id: string): Promise<ImageConfig> =>
  new Promise((resolve, reject) => {
    request({ socketPath: dockerHost.slice('unix://'.length), path: `/images/${id}/json` }, response => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      response.once('end', () => {
        resolve((JSON.parse(body) as { Config: ImageConfig }).Config)
      })
    })
      .once('error', reject)
      .end()
  })

const build = async (
  { text, args, target }: DockerfileCase,
  engine: Engine,
  registry: AnyImageRegistry,
  builder: 'classic' | 'BuildKit'
): Promise<Built> => {
  const { status, stdout, stderr } = await engine.docker(
    [
      ...['build', '--pull', '--quiet', '--network', 'none'],
      ...Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      ...(target === undefined ? [] : ['--target', target]),
      '-'
    ],
    { input: text, env: { DOCKER_BUILDKIT: builder === 'classic' ? '0' : '1' } }
  )
  const asked = registry.takeAsked()
  if (status !== 0) return { refused: stderr, asked }
  const { [nameLabel]: base, ...labels } = (await inspect(engine, stdout.trim())).Labels ?? {}
  return { bases: asked, base, labels: Object.keys(labels).sort() }
}

/** Starts the classic builder of Debian's engine, or the BuildKit of a newer one. */
export const startDockerfileBuilder = async (builder: 'classic' | 'BuildKit'): Promise<DockerfileBuilder> => {
  const isClassic = builder === 'classic'
  const registry = await startAnyImageRegistry(isClassic ? {} : { files: { 'bin/sh': busyboxFiles()['bin/sh'] ?? '' } })
  const engine = await startEngine({
    mirror: registry.url,
    inMemory: true,
    ...(isClassic ? {} : { programs: newerEngine })
  })
  return {
    build: dockerfile => build(dockerfile, engine, registry, builder),
    close: async () => {
      await engine.close()
      await registry.close()
    }
  }
}
