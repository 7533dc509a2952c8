import { expect, it } from 'vitest'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { labelInstruction } from '../../src/dockerfile/label.js'

it('labels are one instruction, each on a line of its own', () => {
  const text = labelInstruction({ 'org.opencontainers.image.title': 'An app', empty: '', 'with blank': '$x "y" C:\\' })
  expect(text).toBe(
    [
      'LABEL "org.opencontainers.image.title"="An app" \\',
      '  "empty"="" \\',
      '  "with blank"="\\$x \\"y\\" C:\\\\"',
      ''
    ].join('\n')
  )
})

it('all of them are found by the parser', () => {
  const labels = { a: '1', b: '# no comment', c: 'ends with \\', d: '`', e: "it's" }
  const text = `FROM scratch\n${labelInstruction(labels)}`
  const { labels: found } = parseDockerfile(text, { isClassic: true, os: 'windows' })
  expect([...found({})]).toEqual(Object.keys(labels))
})
