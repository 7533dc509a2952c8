import { expect, test } from 'vitest'
import { fillRelease, namesRelease } from '../../src/windows/release-placeholder.js'

test.each([
  ['app-{{release}}', 'app-ltsc2022'],
  ['{{ release }}/{{release}}', 'ltsc2022/ltsc2022'],
  ['app-{release}', 'app-{release}'],
  ['{{version}}', '{{version}}']
])('%s is %s for ltsc2022', (text, filled) => {
  expect(fillRelease(text, 'ltsc2022')).toBe(filled)
  expect(namesRelease(text)).toBe(text !== filled)
})

test('a name is taken literally', () => {
  expect(fillRelease('{{release}}', '$&')).toBe('$&')
})
