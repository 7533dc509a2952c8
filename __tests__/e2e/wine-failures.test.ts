import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeFiles } from '../support/build-context.js'
import { failureRows } from '../support/failure-rows.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { builderRules, hosts, legFixture, windowsDockerfile } from '../support/windows-cases.js'
import { describeOnWindows, startWindowsHost, type WindowsHost } from '../support/wine.js'

/** Every row has a version of its own, by which its one failure knows it. */
const rows = failureRows.map(({ where = 'build', ...row }, index) => ({ ...row, where, version: `v1.0.${index}` }))

const failing: readonly Rule[] = rows.map(({ version, where, text }) => ({
  pattern: where === 'push' ? new RegExp(`^push .*:${version}-`) : new RegExp(`^build .*VERSION=${version} `),
  times: 1,
  stderr: `${text}\r\n`,
  exitCode: 1
}))

/** Services that stop and start at once. */
const services: readonly Rule[] = [
  { program: 'sc', args: ['query'], stdout: '  STATE  : 1  STOPPED\r\n' },
  { program: 'sc', args: ['start'] }
]

describeOnWindows('a failure of docker on Windows itself', () => {
  const folder = makeFolder('wine-failures')
  let registry: MemoryRegistry
  let host: WindowsHost
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    for (const { version } of rows)
      await pushFixture(registry, 'org/app', `${version}-ltsc2022`, legFixture('ltsc2022'))
    writeFiles(folder.path, { Dockerfile: windowsDockerfile })
    const { build, ubr } = hosts.server2022
    const dockerRules = [...failing, ...builderRules(hosts.server2022)]
    host = await startWindowsHost({ build, ubr, dockerRules, rules: services })
  }, 60_000)
  afterAll(async () => {
    await host.close()
    await registry.close()
    folder.remove()
  })

  test.each(rows)(
    'is retried, or fails the step: $text',
    async ({ text, maxAttempts: tries, restart = [], reason: why, where, version }) => {
      const before = host.calls().length
      const result = await host.runAction({
        cwd: folder.path,
        inputs: { image: `${registry.host}/org/app`, tags: version, push: String(where === 'push') }
      })
      const calls = host.calls().slice(before)
      const failed = calls.filter(({ argv }) => argv[0] === where && !argv.join(' ').includes('win-multiarch-labels-'))
      expect(failed).toHaveLength(tries > 1 ? 2 : 1)
      const started = calls.filter(({ program, argv }) => program === 'sc' && argv[0] === 'start')
      expect(started.map(({ argv }) => argv[1])).toEqual(restart)
      if (tries > 1) {
        expect(result).toMatchObject({ exitCode: 0, errors: [] })
        expect(result.log).toMatch(/^docker (?:build|push .*) failed: .*; trying again in \d+\.\d s \(try 2 of \d\)$/m)
        expect(result.log).toContain(why)
      } else {
        expect(result.exitCode).toBe(1)
        expect(result.errors).toEqual([expect.stringContaining(text)])
        expect(result.log).not.toContain('trying again')
      }
    }
  )
})
