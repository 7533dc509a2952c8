import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/folder.js'
import { configOf, pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { hosts, onlyImage, runOnWindows } from '../support/windows-cases.js'

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
  let unreadable: MemoryRegistry
  let locked: MemoryRegistry
  beforeAll(async () => {
    unreadable = await startMemoryRegistry()
    locked = await startMemoryRegistry({ auth: 'token', ...account })
    await pushFixture(locked, 'org/tools', 'ltsc2022', 'base-servercore-ltsc2022')
    // Docker pulls this base, since the action cannot read it.
    unreadable.fault({ kind: 'manifest-get', type: 'status', status: 403, times: Infinity })
    // The login of the other one is needed in the middle of that pull.
    locked.fault({ kind: 'manifest-get', type: 'slow', ms: 1500, beforeAuth: true, times: Infinity })
  })
  afterAll(async () => {
    await unreadable.close()
    await locked.close()
  })

  test('masks the login of one while docker pulls from the other', async () => {
    const folder = makeFolder('docker-config')
    writeFileSync(join(folder.path, 'config.json'), JSON.stringify({ auths: { [locked.host]: { auth: basic } } }))
    const base = `${unreadable.host}/org/base:ltsc2022`
    const fixture = readFixture('base-servercore-ltsc2022')
    const config = configOf(onlyImage(fixture))
    const inspected = {
      Os: 'windows',
      Architecture: 'amd64',
      OsVersion: config['os.version'],
      RootFS: { Layers: config.rootfs.diff_ids },
      RepoDigests: [`${unreadable.host}/org/base@${fixture.digest}`]
    }
    const rules: Rule[] = [
      { args: ['image', 'inspect', base], times: 1, exitCode: 1, stderr: 'No such image' },
      { args: ['pull', base], delay: 4000, stdout: 'pulled\n' },
      { args: ['image', 'inspect', base], stdout: JSON.stringify([inspected]) }
    ]
    const step = await runOnWindows(
      hosts.server2022,
      { image: `${unreadable.host}/org/app`, tags: 'v1', push: 'false' },
      {
        files: { Dockerfile: `FROM ${locked.host}/org/tools:ltsc2022 AS tools\nFROM ${base}\nCOPY --from=tools a /\n` },
        env: { DOCKER_CONFIG: folder.path },
        rules
      }
    )
    folder.remove()
    expect(step.commands).toContainEqual(['pull', base])
    const lines = step.stdout.split(/\r?\n/)
    const [pull, mask, pulled] = [`[command]docker pull ${base}`, `::add-mask::${account.password}`, 'pulled'].map(
      text => lines.indexOf(text)
    ) as [number, number, number]
    // The mask was set during the pull, and as a command: the stop was ended for it.
    expect([pull > 0, mask > pull, pulled > mask]).toEqual([true, true, true])
    const stopped = stoppedIn(step.stdout)
    expect(stopped).toContain(lines[pull])
    expect(stopped).toContain('pulled')
    for (const secret of [account.password, basic, '::add-mask::']) expect(stopped).not.toContain(secret)
  })
})
