import { describe, expect, it } from 'vitest'
import { DockerError, type Docker } from '../../src/docker/docker.js'
import { findImage, inspectImage } from '../../src/docker/image.js'
import { digestNo } from '../support/samples.js'

const engine = (stdout: string, exitCode = 0): Docker => {
  const run: Docker['capture'] = () =>
    Promise.resolve({ exitCode, stdout, stderr: exitCode === 0 ? '' : 'Error: gone' })
  return { capture: run, stream: run }
}
const having = (image: object): Docker => engine(JSON.stringify([image]))

describe('an image of the engine', () => {
  it('is read as far as the engine describes it', async () => {
    const image = {
      Id: digestNo(1),
      Os: 'windows',
      Architecture: 'amd64',
      OsVersion: '10.0.20348.1',
      Variant: '',
      RepoDigests: ['a/b@sha256:0', 1],
      RootFS: { Layers: [digestNo(2), 'else'] },
      Config: { Labels: { a: 'b', c: 1, d: '' }, Healthcheck: { Test: ['CMD', 'x'] }, OnBuild: null },
      Created: '2026-08-01T12:00:00Z',
      Size: 7
    }
    expect(await findImage(having(image), 'a')).toEqual({
      id: digestNo(1),
      platform: { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1' },
      repoDigests: ['a/b@sha256:0'],
      diffIds: [digestNo(2)],
      labels: { a: 'b', d: '' },
      size: 7,
      onBuild: [],
      hasHealthcheck: true,
      isInheritable: true,
      created: '2026-08-01T12:00:00Z'
    })
    expect(await findImage(having({}), 'a')).toEqual({
      id: '',
      platform: { os: '', architecture: '' },
      repoDigests: [],
      diffIds: [],
      labels: {},
      size: 0,
      onBuild: [],
      hasHealthcheck: false,
      isInheritable: true
    })
  })

  it.each([
    [{ Config: { OnBuild: ['RUN x'] } }, { onBuild: ['RUN x'], isInheritable: false }],
    [{ Author: 'me' }, { isInheritable: false }],
    [{ Config: { Healthcheck: { Test: ['NONE'] } } }, { hasHealthcheck: false }]
  ])('%o is %o', async (image, expected) => {
    expect(await findImage(having(image), 'a')).toMatchObject(expected)
  })

  it('need not exist, but has to exist where it was just built', async () => {
    expect(await findImage(engine('[]', 1), 'a/b:c')).toBeUndefined()
    await expect(inspectImage(engine('[]', 1), 'a/b:c')).rejects.toThrow(
      'Docker image inspect a/b:c failed: Error: gone.'
    )
  })

  it.each(['', 'null', '[]', '{}', 'warning: [{}]'])('is not read from output like %j', async stdout => {
    await expect(findImage(engine(stdout), 'a')).rejects.toThrow(DockerError)
  })
})
