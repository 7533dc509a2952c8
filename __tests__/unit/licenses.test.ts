import { expect, test } from 'vitest'

import { readText } from '../support/repository.js'

type Lock = { packages: Record<string, { version?: string; license?: string; dev?: boolean }> }

const { packages } = JSON.parse(await readText('package-lock.json')) as Lock

const bundled = Object.entries(packages)
  .filter(([folder, { dev }]) => folder !== '' && dev !== true)
  .map(([folder, { version = '', license = '' }]) => ({
    name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    license
  }))

test('every bundled package is named in dist/licenses.txt, with its licence', async () => {
  const lines = new Set((await readText('dist/licenses.txt')).split('\n'))
  const wanted = bundled.map(({ name, version, license }) => `${name} ${version} (${license})`)

  expect(wanted.length).toBeGreaterThan(5)
  expect(wanted.filter(line => !lines.has(line))).toEqual([])
})

test('every bundled package lets the bundle be passed on under MIT', () => {
  const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']

  expect(bundled.filter(({ license }) => !permissive.includes(license))).toEqual([])
})
