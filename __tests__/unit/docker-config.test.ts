import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { withoutRegistryLogin } from '../../src/docker/config.js'
import {
  configKey,
  dockerConfigDir,
  parseDockerConfig,
  readDockerConfig
} from '../../src/registry/transport/docker-config.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'

describe('the folder of the Docker config', () => {
  it.each([{}, { DOCKER_CONFIG: '' }])('is that of the user where the variable is unset or empty: %o', env => {
    expect(dockerConfigDir(env)).toBe(join(homedir(), '.docker'))
  })

  it('is what the variable says', () => {
    expect(dockerConfigDir({ DOCKER_CONFIG: 'config' })).toBe('config')
  })
})

describe('a Docker config', () => {
  it.each([
    ['{"auths":{}}', { auths: {} }],
    ['[]', undefined],
    ['null', undefined],
    ['{', undefined],
    ['', undefined]
  ])('is a JSON object: %s', (text, config) => {
    expect(parseDockerConfig(text)).toEqual(config)
  })

  it('is empty where there is no file, and unknown where the file is not a JSON object', async () => {
    const folder = makeFolder('docker-config')
    try {
      expect(await readDockerConfig(folder.path)).toEqual({})
      writeFiles(folder.path, { 'config.json': 'x', 'good/config.json': '{"credsStore":"a"}' })
      expect(await readDockerConfig(folder.path)).toBeUndefined()
      expect(await readDockerConfig(join(folder.path, 'good'))).toEqual({ credsStore: 'a' })
    } finally {
      folder.remove()
    }
  })

  it('knows Docker Hub by its first address, and others by their name', () => {
    expect(['docker.io', 'ghcr.io', 'localhost:5000'].map(configKey)).toEqual([
      'https://index.docker.io/v1/',
      'ghcr.io',
      'localhost:5000'
    ])
  })
})

test.each([
  ['{"auths":{"ghcr.io":{"auth":"a"},"other":{"auth":"b"}},"x":1}', '{"auths":{"other":{"auth":"b"}},"x":1}'],
  ['{"auths":[]}', '{"auths":{}}'],
  ['not JSON', 'not JSON'],
  ['[]', '[]']
])('DOCKER_AUTH_CONFIG without the login for ghcr.io: %s', (variable, rest) => {
  expect(withoutRegistryLogin(variable, 'ghcr.io')).toBe(rest)
})
