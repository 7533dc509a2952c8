import { posix, win32 } from 'node:path'
import { expect, test } from 'vitest'
import { folderForDockerfile } from '../../src/docker/context.js'

test.each([
  ['D:\\a\\app\\app', 'D:\\a\\_temp', 'D:\\a\\_temp'],
  ['d:\\a\\app\\app', 'D:\\a\\_temp', 'D:\\a\\_temp'],
  ['D:\\src\\app', 'C:\\Users\\me\\Temp', 'D:\\src']
])('A Dockerfile for the context %s is in %s as long as that is the same drive: %s', (context, folder, expected) => {
  expect(folderForDockerfile(context, folder, win32)).toBe(expected)
})

test('A Dockerfile may be anywhere where there are no drives', () => {
  expect(folderForDockerfile('/work/app', '/tmp', posix)).toBe('/tmp')
})
