import { stringify } from 'yaml'
import { findOnPath } from '../__tests__/support/services.js'
import type { Contestant } from './fan-in.js'
import { runScript, type Script, works } from './far-client.js'

/** A list to make: of images by their tags, in the same repository. */
type Wanted = {
  readonly repository: string
  readonly tags: readonly [string, ...string[]]
  readonly legs: readonly string[]
}

/** A program, and what comes before its own arguments. */
type Command = readonly [program: string, ...args: string[]]

/** A program that makes lists, too. */
type Peer = {
  readonly name: string
  /** Where it can be used here. */
  readonly find: () => Command | undefined
  /** Makes each tag in a run of its own: with many tags it is not in the race, which it would only make longer. */
  readonly oneTagOnly?: boolean
  readonly script: (command: Command, wanted: Wanted) => Script
}

const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json'

/** An option that is given once for each value. */
const repeat = (option: string, values: readonly string[]): string[] => values.flatMap(value => [option, value])

/** The command that makes a list of images with crane. */
export const craneAppend = (crane: string, list: string, images: readonly string[]): Command => [
  crane,
  'index',
  'append',
  '--docker-empty-base',
  ...repeat('--manifest', images),
  '--tag',
  list
]

const onPath =
  (name: string): Peer['find'] =>
  () => {
    const program = findOnPath(name)
    return program === undefined ? undefined : [program]
  }

/** buildx: a program of its own, or a plugin of docker. */
export const findBuildx = (): Command | undefined => {
  const [program] = ['docker-buildx', 'buildx'].flatMap(name => findOnPath(name) ?? [])
  if (program !== undefined) return [program]
  const docker = findOnPath('docker')
  return docker !== undefined && works(docker, 'buildx', 'version') ? [docker, 'buildx'] : undefined
}

const referencesOf = ({ repository, tags, legs }: Wanted): { lists: string[]; images: string[] } => ({
  lists: tags.map(tag => `${repository}:${tag}`),
  images: legs.map(tag => `${repository}:${tag}`)
})

const peers: readonly Peer[] = [
  {
    // It keeps the list between its two commands in its home, and would take what it finds there for the legs.
    name: 'docker manifest',
    find: onPath('docker'),
    oneTagOnly: true,
    script: ([docker], wanted) => {
      const { lists, images } = referencesOf(wanted)
      const [list = ''] = lists
      return {
        commands: [
          [docker, 'manifest', 'create', list, ...images],
          [docker, 'manifest', 'push', list]
        ]
      }
    }
  },
  {
    name: 'docker buildx imagetools create',
    find: findBuildx,
    script: (buildx, wanted) => {
      const { lists, images } = referencesOf(wanted)
      return { commands: [[...buildx, 'imagetools', 'create', ...repeat('--tag', lists), ...images]] }
    }
  },
  {
    name: 'oras manifest index create',
    find: onPath('oras'),
    script: ([oras], { repository, tags, legs }) => ({
      commands: [[oras, 'manifest', 'index', 'create', `${repository}:${tags.join(',')}`, ...legs]]
    })
  },
  {
    name: 'manifest-tool push',
    find: onPath('manifest-tool'),
    script: ([tool], wanted) => {
      const { lists, images } = referencesOf(wanted)
      const platform = { architecture: 'amd64', os: 'windows' }
      const spec = {
        image: lists[0],
        tags: wanted.tags.slice(1),
        manifests: images.map(image => ({ image, platform }))
      }
      return { files: { 'list.yaml': stringify(spec) }, commands: [[tool, 'push', 'from-spec', 'list.yaml']] }
    }
  },
  {
    name: 'regctl index create',
    find: onPath('regctl'),
    script: ([regctl], wanted) => {
      const { lists, images } = referencesOf(wanted)
      const [list = '', ...others] = lists
      return {
        commands: [
          [regctl, 'index', 'create', list, '--media-type', dockerList, ...repeat('--ref', images)],
          ...others.map((other): Command => [regctl, 'image', 'copy', list, other])
        ]
      }
    }
  },
  {
    name: 'crane index append',
    find: onPath('crane'),
    script: ([crane], wanted) => {
      const { lists, images } = referencesOf(wanted)
      const [list = ''] = lists
      const others = wanted.tags.slice(1)
      return {
        commands: [craneAppend(crane, list, images), ...others.map((tag): Command => [crane, 'tag', list, tag])]
      }
    }
  }
]

/** Those who can be compared with here, and what a report says of the others. */
export type ManifestPeers = { readonly contestants: readonly Contestant[]; readonly notes: readonly string[] }

/** What a report says of peers that could not run. */
export const missingNotes = (missing: readonly string[]): readonly string[] =>
  missing.length === 0 ? [] : [`Not installed, and so not measured: ${missing.join(', ')}.`]

/**
 * Finds all peers.
 *
 * @param tags how many the list gets
 */
export const findManifestPeers = (tags: number): ManifestPeers => {
  const found = peers.map(peer => ({ ...peer, command: peer.find() }))
  const missing = found.filter(({ command }) => command === undefined).map(({ name }) => name)
  const slow = tags === 1 ? [] : found.filter(({ command, oneTagOnly = false }) => command !== undefined && oneTagOnly)
  return {
    notes: [
      ...missingNotes(missing),
      ...slow.map(({ name }) => `Measured with one tag alone: ${name}, which makes one in a run.`)
    ],
    contestants: found.flatMap((peer): Contestant[] => {
      const { name, command, script } = peer
      if (command === undefined || slow.includes(peer)) return []
      return [
        {
          name,
          run: (registry, repository, fanIn) =>
            runScript(
              registry,
              script(command, {
                repository: `${registry.host}/${repository}`,
                tags: fanIn.tags,
                legs: [...fanIn.legs.keys()].map(release => `${fanIn.tags[0]}-${release}`)
              })
            )
        }
      ]
    })
  }
}
