import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionOptions, type ActionResult, runAction } from '../support/action.js'
import { makeContext } from '../support/build-context.js'
import { type Distribution, startDistribution } from '../support/distribution.js'
import { type Engine, startEngine } from '../support/engine.js'
import { makeFolder } from '../support/folder.js'
import { send } from '../support/image-store.js'
import { describeWith } from '../support/services.js'

const check = (command: string, options = ''): string =>
  `HEALTHCHECK --interval=1s --retries=2 ${options} CMD busybox sh -c '${command}'\n`

describeWith(['docker', 'dockerd', 'docker-registry', 'busybox'], 'the test of an image before its push', () => {
  const folder = makeFolder('build-test')
  let engine: Engine
  let registry: Distribution
  beforeAll(async () => {
    engine = await startEngine()
    registry = await startDistribution({ auth: 'basic' })
  })
  afterAll(async () => {
    await registry.close()
    await engine.close()
    folder.remove()
  })

  let steps = 0
  type Given = { end?: string; inputs: Record<string, string>; more?: Partial<ActionOptions> }
  const step = async ({ end = '', inputs, more = {} }: Given): Promise<ActionResult & { temporary: string }> => {
    steps++
    const [cwd, temporary] = [join(folder.path, `${steps}`), join(folder.path, `${steps}-temp`)]
    mkdirSync(temporary)
    const entrypoint = `ENTRYPOINT ["busybox", "sh", "-c", "echo the entrypoint; exec busybox sleep 100"]\n`
    makeContext(cwd, { dockerfile: `FROM scratch\nCOPY bin /bin\nENV PATH=/bin\n${entrypoint}${end}` })
    const { username, password } = registry
    const given = { image: `${registry.host}/org/app`, tags: `v3.${steps}.0`, username, password, network: 'none' }
    const env = { ...engine.env, RUNNER_TEMP: temporary }
    return { ...(await runAction({ cwd, inputs: { ...given, ...inputs }, env, ...more })), temporary }
  }

  const containers = async (): Promise<string> => (await engine.docker(['ps', '--all', '--quiet'])).stdout
  const isPushed = async (): Promise<boolean> => {
    const path = `/v2/org/app/manifests/v3.${steps}.0-linux-amd64`
    const accept = 'application/vnd.docker.distribution.manifest.v2+json'
    return (await send(registry.target('org/app'), 'HEAD', path, { accept })).status === 200
  }

  test('runs a command instead of the entrypoint, shows what it prints, and pushes', async () => {
    const result = await step({ inputs: { test: 'busybox sh -c "echo \\"from the test\\"; echo ::error::forged"' } })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.log).toMatch(/^from the test$/m)
    expect(result.log).not.toMatch(/^the entrypoint$/m)
    expect(result.log).toMatch(/::group::Test .*::stop-commands::.*from the test.*::endgroup::/s)
    expect(await isPushed()).toBe(true)
    expect(await containers()).toBe('')
  })

  test('takes a command as a JSON array, in which nothing is an option of docker', async () => {
    const result = await step({ inputs: { test: '["busybox", "sh", "-c", "echo $0 $1", "--rm", "a b"]' } })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.log).toMatch(/^--rm a b$/m)
  })

  test('that fails stops the push and says how it ended', async () => {
    const result = await step({ inputs: { test: 'busybox sh -c "echo the reason; exit 7"' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([
      expect.stringMatching(/^The test of .* failed: it ended with exit code 7:\nthe reason\nNothing was pushed\.$/)
    ])
    expect(await isPushed()).toBe(false)
    expect(await containers()).toBe('')
  })

  test('that cannot be started stops the push as well', async () => {
    const result = await step({ inputs: { test: '/absent' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([expect.stringMatching(/^Docker start .* failed.*\/absent/s)])
    expect(await isPushed()).toBe(false)
    expect(await containers()).toBe('')
  })

  test('that hangs is ended when its time is over', async () => {
    const result = await step({ inputs: { test: 'busybox sleep 100', 'test-timeout': '2s' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([
      expect.stringMatching(/timed out after 2 s\. Nothing was pushed\. .*'test-timeout'/)
    ])
    expect(result.durationMs).toBeLessThan(20_000)
    expect(await isPushed()).toBe(false)
    expect(await containers()).toBe('')
  })

  test('waits until the image says that it is healthy', async () => {
    const healthy = check('busybox test -e /up || { busybox touch /up; exit 1; }')
    const result = await step({ end: healthy, inputs: { 'test-healthy': 'true' } })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.log).toMatch(/^the entrypoint$/m)
    expect(await isPushed()).toBe(true)
    expect(await containers()).toBe('')
  })

  test.each([
    [
      'is unhealthy',
      check('echo no database; exit 1'),
      {},
      /reports that it is unhealthy: no database\. Nothing was pushed/
    ],
    ['never says so', check('busybox sleep 50'), { 'test-timeout': '3s' }, /it was not healthy after 3 s/],
    [
      'ends',
      `${check('true')}ENTRYPOINT ["busybox", "sh", "-c", "exit 4"]\n`,
      {},
      /ended with exit code 4 before it was healthy/
    ],
    ['has no HEALTHCHECK', '', {}, /^Input 'test-healthy': .* has no HEALTHCHECK/]
  ])('does not push an image that %s', async (_, end, inputs, message) => {
    const result = await step({ end, inputs: { 'test-healthy': 'true', ...inputs } })
    expect(result).toMatchObject({ exitCode: 1, outputs: {}, errors: [expect.stringMatching(message)] })
    expect(await isPushed()).toBe(false)
    expect(await containers()).toBe('')
  })

  const whenRunning = async (cancel: AbortController): Promise<void> => {
    while ((await engine.docker(['ps', '--quiet'])).stdout === '')
      await new Promise(resolve => setTimeout(resolve, 100))
    cancel.abort()
  }

  // A runner that is not heard in time kills: nothing of the step's own can clean up then.
  test.each(['SIGINT', 'SIGKILL'] as const)(
    'leaves neither a container nor a login behind, once its post step has run, where it is ended by %s',
    async cancelBy => {
      const cancel = new AbortController()
      const [result] = await Promise.all([
        step({ inputs: { test: 'busybox sleep 100' }, more: { cancel: cancel.signal, cancelBy } }),
        whenRunning(cancel)
      ])
      expect(result.exitCode).not.toBe(0)
      // Else the post step would have nothing to prove.
      expect(await containers()).not.toBe('')
      expect(readdirSync(result.temporary)).not.toEqual([])
      const post = await step({ inputs: {}, more: { post: result.state } })
      expect(post).toMatchObject({ exitCode: 0, errors: [], stderr: '' })
      expect(await containers()).toBe('')
      expect(existsSync(result.temporary) ? readdirSync(result.temporary) : []).toEqual([])
    }
  )

  test('ends the build with the step', async () => {
    const cancel = new AbortController()
    const [result] = await Promise.all([
      step({ end: 'RUN busybox sleep 100\n', inputs: {}, more: { cancel: cancel.signal } }),
      whenRunning(cancel)
    ])
    expect(result.exitCode).not.toBe(0)
    await step({ inputs: {}, more: { post: result.state } })
    for (let left = 50; left > 0 && (await containers()) !== ''; left--)
      await new Promise(resolve => setTimeout(resolve, 200))
    expect(await containers()).toBe('')
    expect(readdirSync(result.temporary)).toEqual([])
  })
})
