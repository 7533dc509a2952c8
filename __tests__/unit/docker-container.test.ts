import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { testImage } from '../../src/docker/container.js'
import { DockerError, type Docker, type DockerOutput } from '../../src/docker/docker.js'
import { recordingLog } from '../support/transport-stub.js'

const succeeded: DockerOutput = { exitCode: 0, stdout: '', stderr: '' }

/** Docker for a container that Windows does not start in time, which is a transient failure. */
const slowDocker = (): { readonly docker: Docker; readonly commands: readonly string[] } => {
  const commands: string[] = []
  const docker: Docker = {
    capture: ([command = '', what]) => {
      commands.push(command)
      const stdout = what === 'inspect' ? JSON.stringify({ Running: false, ExitCode: 1, Error: 'not started' }) : ''
      return Promise.resolve({ ...succeeded, stdout })
    },
    stream: ([command = '']) => {
      commands.push(command)
      return Promise.resolve({ exitCode: 1, stdout: '', stderr: 'hcsshim: timeout waiting for notification' })
    }
  }
  return { docker, commands }
}

test('the time limit of a test also ends the pause before another start', async () => {
  const { docker, commands } = slowDocker()
  const log = recordingLog()
  const policy = {
    tries: 3,
    log,
    // Far longer than this test may take.
    sleep: (_: number, signal?: AbortSignal) => sleep(60_000, undefined, { ...(signal && { signal }) }),
    random: () => 0
  }
  const retry = { policy, work: { baseIsNewer: false }, service: undefined }
  const tested = testImage(
    { image: 'org/app:v1', command: ['true'], limit: 20 },
    { docker, log, retry, name: 'container' }
  )

  await expect(tested).rejects.toThrow(DockerError)
  await expect(tested).rejects.toThrow(/^The test of org\/app:v1 failed: it timed out after 0\.02 s\./)
  expect(commands).toEqual(['create', 'start', 'container', 'kill', 'rm'])
})
