import { describe, expect, it } from 'vitest'
import type { BaseTools } from '../../src/docker/base.js'
import { planBase } from '../../src/docker/base-plan.js'
import type { Docker } from '../../src/docker/docker.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { formatRepository } from '../../src/oci/reference.js'
import { findRelease } from '../../src/windows/releases.js'
import { recordingLog } from '../support/transport-stub.js'

describe('a base that Microsoft never published', () => {
  /** A registry without anything, and an engine without images: they stand for mcr.microsoft.com and a new runner. */
  const asked: string[] = []
  const absent = { exitCode: 1, stdout: '', stderr: 'No such image' }
  const docker: Docker = { capture: () => Promise.resolve(absent), stream: () => Promise.resolve(absent) }
  const open = (repository: Parameters<BaseTools['registry']['open']>[0]): unknown => ({
    get: (tag: string) => {
      asked.push(`${formatRepository(repository)}:${tag}`)
      return Promise.resolve(undefined)
    }
  })
  const retry = { policy: { log: recordingLog() } }
  const tools = { docker, registry: { open }, retry } as unknown as BaseTools

  const plan = (image: string, release: string): Promise<unknown> => {
    const found = findRelease(release)
    if (found?.os !== 'windows') throw new Error(`${release} is no release of Windows`)
    return planBase(
      {
        release: found,
        dockerfile: {
          ...parseDockerfile(`ARG BASE\nFROM ${image}\n`, { isClassic: true, os: 'windows' }),
          bytes: new Uint8Array(),
          locate: () => undefined
        },
        args: { BASE: release },
        variesByRelease: false,
        baseImage: undefined,
        pull: false,
        mayPin: true,
        host: undefined,
        isolation: 'process'
      },
      tools
    )
  }

  it.each([
    ['mcr.microsoft.com/windows/nanoserver:$BASE', 'ltsc2016', 'publishes servercore for ltsc2016, and not nanoserver'],
    [
      'mcr.microsoft.com/windows:$BASE',
      'ltsc2022',
      'publishes servercore, nanoserver, server for ltsc2022, and not windows'
    ]
  ])('is told with what there is: %s for %s', async (image, release, message) => {
    await expect(plan(image, release)).rejects.toThrow(message)
    await expect(plan(image, release)).rejects.toThrow(/\(line 2 of the Dockerfile\) does not exist.*nothing was built/)
    expect(asked).toContain(image.replace('$BASE', release))
  })

  it('is told together with the others', async () => {
    await expect(plan('example.com/one:1 AS one\nFROM example.com/two:$BASE', 'ltsc2022')).rejects.toThrow(
      /^The bases of the Dockerfile cannot be built on:\n- .*\/two:ltsc2022 \(line 3 .*\n- .*\/one:1 \(line 2 [^\n]*$/
    )
  })

  it.each([
    ['mcr.microsoft.com/windows/servercore:$BASE', 'ltsc2022'],
    ['example.com/windows/nanoserver:$BASE', 'ltsc2016']
  ])('is not where it may be another reason: %s for %s', async (image, release) => {
    await expect(plan(image, release)).rejects.toThrow(/does not exist, or has no image for \w+\. Check its name/)
  })
})
