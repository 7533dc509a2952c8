import { DockerfileParser, type Label } from 'dockerfile-ast'
import { expect, it } from 'vitest'
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

it('a parser of Dockerfiles finds one instruction with all of them', () => {
  const labels = { a: '1', b: '# no comment', c: 'ends with \\', d: '`', e: "it's" }
  const instructions = DockerfileParser.parse(`FROM scratch\n${labelInstruction(labels)}`).getInstructions()
  expect(instructions.map(instruction => instruction.getKeyword())).toEqual(['FROM', 'LABEL'])
  expect((instructions[1] as Label).getProperties()).toHaveLength(5)
})
