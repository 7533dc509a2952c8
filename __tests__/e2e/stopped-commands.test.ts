import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../support/folder.js'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { hosts, runOnWindows } from '../support/windows-cases.js'

const account = { username: 'reader', password: 'correct-horse' }
const basic = Buffer.from(`${account.username}:${account.password}`).toString('base64')

/** What of a log a runner does not take for commands: what stands between a stop and its token. */
const stoppedIn = (log: string): string => {
  let token: string | undefined
  const stopped: string[] = []
  for (const line of log.split(/\r?\n/)) {
    const [, next] = /^::stop-commands::(\S+)$/.exec(line) ?? []
    if (token === undefined) token = next
    else if (line === `::${token}::`) token = undefined
    else stopped.push(line)
  }
  return stopped.join('\n')
}

describe('a build whose bases are in two registries', () => {
  let broken: MemoryRegistry
  let locked: MemoryRegistry
  beforeAll(async () => {
    broken = await startMemoryRegistry()
    locked = await startMemoryRegistry({ auth: 'token', ...account })
    await pushFixture(locked, 'org/base', 'ltsc2022', 'base-servercore-ltsc2022')
    broken.fault({ kind: 'manifest-get', type: 'status', status: 403, times: Infinity })
    // Its login is asked for while docker pulls from the other one.
    locked.fault({ kind: 'manifest-get', type: 'slow', ms: 1500, beforeAuth: true, times: Infinity })
  })
  afterAll(async () => {
    await broken.close()
    await locked.close()
  })

  test('masks the login of one while docker pulls from the other', async () => {
    const folder = makeFolder('docker-config')
    writeFileSync(join(folder.path, 'config.json'), JSON.stringify({ auths: { [locked.host]: { auth: basic } } }))
    const base = `${broken.host}/org/tools:ltsc2022`
    const dockerfile = `FROM ${base} AS tools\nFROM ${locked.host}/org/base:ltsc2022\nCOPY --from=tools a /\n`
    const step = await runOnWindows(
      hosts.server2022,
      { image: `${broken.host}/org/app`, tags: 'v1', push: 'false' },
      {
        files: { Dockerfile: dockerfile },
        env: { DOCKER_CONFIG: folder.path },
        rules: [
          { args: ['pull', base], delay: 4000, stdout: 'pulled\n' },
          { args: ['image', 'inspect', base], exitCode: 1, stderr: 'No such image' },
          { args: ['image', 'inspect', `${locked.host}/org/base:ltsc2022`], exitCode: 1, stderr: 'No such image' }
        ]
      }
    )
    folder.remove()
    expect(step.commands).toContainEqual(['pull', base])
    expect(step.stdout).toContain(`::add-mask::${account.password}`)
    const stopped = stoppedIn(step.stdout)
    expect(stopped).toContain(`[command]docker pull ${base}`)
    for (const secret of [account.password, basic, '::add-mask::']) expect(stopped).not.toContain(secret)
  })
})
