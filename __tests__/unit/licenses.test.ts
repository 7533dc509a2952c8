import { expect, test } from 'vitest'

import { readText } from '../support/repository.js'

type Lock = { packages: Record<string, { version?: string; license?: string; dev?: boolean }> }

const { packages } = JSON.parse(await readText('package-lock.json')) as Lock

/** `name version (licence)` of every package that may be in the bundle. */
const installed = new Set(
  Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true)
    .map(([folder, { version = '', license = '' }]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return `${name} ${version} (${license})`
    })
)

const headings = [...(await readText('dist/licenses.txt')).matchAll(/^(?:@[\w.-]+\/)?[\w.-]+ \d\S* \((.+)\)$/gm)]

test('dist/licenses.txt names packages in the versions that are installed', () => {
  expect(headings.length).toBeGreaterThan(5)
  expect(headings.map(([heading]) => heading).filter(heading => !installed.has(heading))).toEqual([])
})

test('every bundled package lets the bundle be passed on under MIT', () => {
  const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']

  expect(headings.filter(([, licence = '']) => !permissive.includes(licence)).map(([heading]) => heading)).toEqual([])
})
