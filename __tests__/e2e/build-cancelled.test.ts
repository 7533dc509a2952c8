import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { isAlive } from '../support/killing.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'

const info = { OSType: 'linux', Architecture: 'x86_64', ServerVersion: '28.2.2' }
const image = { Id: 'sha256:1', Os: 'linux', Architecture: 'amd64' }

/** Programs that run until something ends them, as a shell script goes on. */
const hangs = {
  'does nothing about it': 'exec sleep 100',
  'ignores it': "trap '' INT TERM; while :; do sleep 1; done"
}

// A runner signals the process of the step alone. What this process has started must not go on pushing.
describe.runIf(process.platform === 'linux')('a step that is cancelled', () => {
  let registry: MemoryRegistry
  const folder = makeFolder('cancelled')
  const at = (name: string): string => join(folder.path, name)
  let round = 0
  const log = (): string => at(`calls-${round}`)
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    writeFiles(at('workspace'), { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' })
  })
  beforeEach(() => {
    round++
  })
  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  /** The calls so far, each with its process. */
  const calls = (): { pid: string; command: string }[] =>
    (existsSync(log()) ? readFileSync(log(), 'utf8') : '')
      .split('\n')
      .filter(line => line !== '')
      .map(line => ({ pid: line.split(' ')[0] ?? '', command: line.slice(line.indexOf(' ') + 1) }))

  /** Writes a docker that hangs in one of its commands. */
  const writeDocker = (command: string, hang: string): void => {
    const answers = { info: JSON.stringify(info), image: JSON.stringify([image]) }
    const cases = Object.entries(answers).map(([name, text]) => `${name}) echo '${text}';;`)
    const script = `#!/bin/sh\necho "$$ $*" >>${log()}\ncase $1 in\n${command}) ${hang};;\n${cases.join('\n')}\nesac\n`
    writeFiles(at('bin'), { docker: script })
    chmodSync(join(at('bin'), 'docker'), 0o755)
  }

  const cancelDuring = async (command: string, cancelBy: NodeJS.Signals): Promise<ActionResult> => {
    const cancel = new AbortController()
    const abortWhenRunning = async (): Promise<void> => {
      while (!calls().some(call => call.command.startsWith(command))) await sleep(20)
      cancel.abort()
    }
    const [result] = await Promise.all([
      runAction({
        cwd: at('workspace'),
        inputs: { image: `${registry.host}/org/app`, tags: 'v2.7.0' },
        env: { PATH: `${at('bin')}:/usr/bin:/bin` },
        cancel: cancel.signal,
        cancelBy
      }),
      abortWhenRunning()
    ])
    return result
  }

  const cases = (['SIGINT', 'SIGTERM'] as const).flatMap(signal =>
    (
      [
        ['info', 'does nothing about it'],
        ['build', 'does nothing about it'],
        ['push', 'does nothing about it'],
        ['push', 'ignores it']
      ] as const
    ).map(([command, what]) => ({ signal, command, what, hang: hangs[what] }))
  )
  test.each(cases)('by $signal ends a docker $command that $what', async ({ signal, hang, command }) => {
    writeDocker(command, hang)
    const result = await cancelDuring(command, signal)
    expect(calls().filter(({ pid }) => isAlive(pid))).toEqual([])
    // It ends as a cancelled step does: it neither reports that a command failed, nor tries again.
    expect(result).toMatchObject({ exitCode: 128 + constants.signals[signal], errors: [], summary: '' })
    expect(calls().filter(call => call.command.startsWith(command))).toHaveLength(1)
  })
})
