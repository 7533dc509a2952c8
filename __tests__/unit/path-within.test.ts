import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { pathWithin } from '../../src/common/path-within.js'

const folder = resolve('/work/app')

test.each([
  ['a file', '/work/app/Dockerfile', 'Dockerfile'],
  ['a file of a folder', '/work/app/docker/Dockerfile', join('docker', 'Dockerfile')],
  ['the folder itself', '/work/app', ''],
  ['a name that begins with dots', '/work/app/..env', '..env'],
  ['the folder above', '/work', undefined],
  ['a file above', '/work/Dockerfile', undefined],
  ['a folder whose name begins in the same way', '/work/app2/Dockerfile', undefined]
])('the path of %s from a folder on', (_, path, expected) => {
  expect(pathWithin(folder, resolve(path))).toBe(expected)
})
