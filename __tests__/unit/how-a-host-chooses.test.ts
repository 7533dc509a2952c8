import { expect, test } from 'vitest'

import { updateHostsPage } from '../../scripts/hosts-page.js'
import { readPage } from '../support/markdown.js'
import { readText } from '../support/repository.js'

const page = await readText('docs/how-a-host-chooses.md')

test('the tables of the page are those of the code: `npm run hosts-page` writes them', async () => {
  expect(await updateHostsPage(page)).toBe(page)
})

test('the page shows the three results in words', () => {
  const cells = readPage(page).tables[0]?.rows.flat() ?? []
  expect(cells).toEqual(
    expect.arrayContaining(['starts', 'starts only with --isolation=hyperv', 'does not start']) as unknown
  )
})

test('the page says what each engine prefers', () => {
  const rows = readPage(page).tables[1]?.rows ?? []
  expect(new Map(rows.map(row => [row[0], row[5]]))).toEqual(
    new Map([
      ['Docker 20.10+', "one of the host's own build; otherwise the first in the list"],
      ['Docker 25–28 (containerd store)', 'the first in the list'],
      ['Docker 29.0–29.5 (containerd store)', 'the greatest os.version, compared as a string'],
      ['Docker 29.6–29.7 (containerd store)', 'the one with more os.features; otherwise the first in the list'],
      ['Docker after 29.7 (containerd store)', 'the one with more os.features; otherwise the first in the list'],
      ['containerd 1.6.23–1.6.39', 'the highest revision, of an older build too'],
      ['containerd 1.7.6–2.1.5', 'the first in the list'],
      ['containerd 2.1.6–2.2', 'the greatest os.version, compared as a string'],
      ['containerd 2.3', 'the greatest os.version, compared as a string'],
      ['containerd 2.4+', 'the greatest os.version, compared as a string']
    ])
  )
})
