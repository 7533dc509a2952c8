import { stringify } from 'yaml'
import { findOnPath, findService } from '../__tests__/support/services.js'
import type { Contestant } from './fan-in.js'
import { runScript, type Script, works } from './far-client.js'

/** A program that makes lists, too. */
type Peer = {
  readonly name: string
  /** Its path, where it can be used here. */
  readonly find: () => string | undefined
  /** Makes the list of images that are in the same repository. */
  readonly script: (program: string, list: string, legs: readonly string[]) => Script
}

const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json'

/** An option that is given once for each value. */
const repeat = (option: string, values: readonly string[]): string[] => values.flatMap(value => [option, value])

/** The command that makes a list of images with crane. */
export const craneAppend = (crane: string, list: string, images: readonly string[]): Script['commands'][number] => [
  crane,
  'index',
  'append',
  '--docker-empty-base',
  ...repeat('--manifest', images),
  '--tag',
  list
]

const peers: readonly Peer[] = [
  {
    // It keeps the list between its two commands in its home, and would take what it finds there for the legs.
    name: 'docker manifest',
    find: () => findService('docker'),
    script: (docker, list, legs) => ({
      commands: [
        [docker, 'manifest', 'create', list, ...legs],
        [docker, 'manifest', 'push', list]
      ]
    })
  },
  {
    name: 'docker buildx imagetools create',
    find: () => {
      const docker = findService('docker')
      return docker !== undefined && works(docker, 'buildx', 'version') ? docker : undefined
    },
    script: (docker, list, legs) => ({
      commands: [[docker, 'buildx', 'imagetools', 'create', '--tag', list, ...legs]]
    })
  },
  {
    name: 'manifest-tool push',
    find: () => findOnPath('manifest-tool'),
    script: (tool, list, legs) => ({
      files: {
        'list.yaml': stringify({
          image: list,
          manifests: legs.map(image => ({ image, platform: { architecture: 'amd64', os: 'windows' } }))
        })
      },
      commands: [[tool, 'push', 'from-spec', 'list.yaml']]
    })
  },
  {
    name: 'regctl index create',
    find: () => findOnPath('regctl'),
    script: (regctl, list, legs) => ({
      commands: [[regctl, 'index', 'create', list, '--media-type', dockerList, ...repeat('--ref', legs)]]
    })
  },
  {
    name: 'crane index append',
    find: () => findOnPath('crane'),
    script: (crane, list, legs) => ({ commands: [craneAppend(crane, list, legs)] })
  }
]

/** Those who can be compared with here, and the names of those who cannot. */
export type ManifestPeers = { readonly contestants: readonly Contestant[]; readonly missing: readonly string[] }

/** Finds all peers, each of which makes one tag. */
export const findManifestPeers = (): ManifestPeers => {
  const found = peers.map(peer => ({ ...peer, program: peer.find() }))
  return {
    missing: found.filter(({ program }) => program === undefined).map(({ name }) => name),
    contestants: found.flatMap(({ name, program, script }): Contestant[] =>
      program === undefined
        ? []
        : [
            {
              name,
              run: (registry, repository, { tags, legs }) => {
                const list = `${registry.host}/${repository}:${tags[0]}`
                const sources = [...legs.keys()].map(release => `${list}-${release}`)
                return runScript(registry, script(program, list, sources))
              }
            }
          ]
    )
  }
}

/** What a report says of peers that could not run. */
export const missingNotes = (missing: readonly string[]): readonly string[] =>
  missing.length === 0 ? [] : [`Not installed, and so not measured: ${missing.join(', ')}.`]
