import { expect, test } from 'vitest'
import type { Docker } from '../../src/docker/docker.js'
import { pushLeg, type PushTools } from '../../src/modes/build-push.js'
import { formatReference, parseReference, repositoryOf, type Repository } from '../../src/oci/reference.js'
import { digestNo } from '../support/samples.js'

const digest = digestNo(7)

/** An engine that pushes to registries which show what it pushed; everything that happens is recorded. */
const recordingTools = (manifest: unknown): { readonly tools: PushTools; readonly events: string[] } => {
  const events: string[] = []
  const run = (args: readonly string[]): ReturnType<Docker['stream']> => {
    events.push(args.join(' '))
    return Promise.resolve({ exitCode: 0, stdout: `v1: digest: ${digest} size: 1\n`, stderr: '' })
  }
  const open = (repository: Repository): unknown => ({
    repository,
    head: (tag: string) => {
      events.push(`head ${formatReference({ ...repository, tag })}`)
      return Promise.resolve(digest)
    },
    get: () => Promise.resolve(manifest)
  })
  const log = { info: () => undefined, group: (_: string, body: () => Promise<unknown>) => body() }
  const policy = { tries: 1, random: () => 0, sleep: () => Promise.resolve(), log }
  const tools = {
    dockerFor: () => Promise.resolve({ capture: run, stream: run }),
    registry: { open, policy },
    retry: { policy, work: { baseIsNewer: false }, service: undefined },
    log
  }
  return { tools: tools as unknown as PushTools, events }
}

const [first, second] = ['ghcr.io/org/app', 'docker.io/org/app'].map(name => repositoryOf(parseReference(name)))
if (first === undefined || second === undefined) throw new Error('two repositories are needed')

test('an image is pushed to one repository after the other, each of which has to show it', async () => {
  const layers = [10, 20, 30].map(size => ({ size }))
  const { tools, events } = recordingTools({ kind: 'manifest', layers })
  expect(await pushLeg([first, second], 'v1', 2, tools)).toEqual({ digest, layers: { all: 60, own: 30 } })
  expect(events).toEqual(['push ghcr.io/org/app:v1', 'head ghcr.io/org/app:v1', 'push org/app:v1', 'head org/app:v1'])
})

test('sizes are not known where the registry shows something else than an image', async () => {
  expect(await pushLeg([first], 'v1', 2, recordingTools(undefined).tools)).toEqual({ digest })
})
