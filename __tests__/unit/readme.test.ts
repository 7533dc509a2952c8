import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { renderInputs, renderOutputs, updateReadme } from '../../scripts/readme.js'

const actionYml = `
name: win-multiarch
# Not a group: it stands above a section.
inputs:
  # Shared
  mode:
    description: What to do.
    default: build

  # build
  # What a build leg takes besides.
  suffix:
    description: >-
      Appended to the tag: \`-a|b\`
      or c|d.

      Legal characters only.
    default: -{{release}} # a comment beside a value is no group
  version:
    description: Version of the image, or sha-<7> (not \`<none>\`).
    default: 1.10

  # manifest
  push:
    description: 'false = dry run.'
    default: 'false'
  sources:
    description: References.
    required: true

outputs:
  digest:
    description: Digest of the list | leg.
  reference:
    description: Where it is.
runs:
  using: node24
`

describe('renderInputs', () => {
  test('makes one table for each group', () => {
    expect(renderInputs(actionYml)).toBe(
      [
        '### Shared',
        '',
        '| Name | Default | Description |',
        '| --- | --- | --- |',
        '| `mode` | `build` | What to do. |',
        '',
        '### build',
        '',
        'What a build leg takes besides.',
        '',
        '| Name | Default | Description |',
        '| --- | --- | --- |',
        '| `suffix` | `-{{release}}` | Appended to the tag: `-a\\|b` or c\\|d.<br>Legal characters only. |',
        '| `version` | `1.10` | Version of the image, or sha-&lt;7> (not `<none>`). |',
        '',
        '### manifest',
        '',
        '| Name | Default | Description |',
        '| --- | --- | --- |',
        '| `push` | `false` | false = dry run. |',
        '| `sources` | **required** | References. |'
      ].join('\n')
    )
  })

  test.each([
    ['Path. Default: `.`.', '| `a` | `.` | Path. |'],
    ['Default: `10m`. How long.', '| `a` | `10m` | How long. |'],
    [
      'Which. Default: the `os.version` of 10.0.1, else `a|b`. More.',
      '| `a` | the `os.version` of 10.0.1, else `a\\|b` | Which. More. |'
    ],
    ['`x`: one; default: none. `y`: two.', '| `a` |  | `x`: one; default: none. `y`: two. |']
  ])('takes the default of an input out of its description: %s', (description, line) => {
    const text = `inputs:\n  # A\n  a:\n    description: ${JSON.stringify(description)}`
    expect(renderInputs(text).split('\n').at(-1)).toBe(line)
  })

  test.each([
    [
      'an input with two defaults',
      'inputs:\n  # A\n  a:\n    description: "X. Default: x."\n    default: y',
      'a of action.yml has a def'
    ],
    ['an input above the first group', 'inputs:\n  a: { description: x }', 'input a of action.yml belongs to no group'],
    ['an input without a description', 'inputs:\n  # A\n  a:\n    default: x', 'a in inputs of action.yml has no desc'],
    ['an input that is no mapping', 'inputs:\n  # A\n  a: x', 'an entry that is no mapping'],
    ['a file without inputs', 'name: x', 'action.yml has no inputs'],
    ['a file that is no YAML', 'inputs: [', 'action.yml cannot be read']
  ])('refuses %s', (_, text, message) => {
    expect(() => renderInputs(text)).toThrow(message)
  })
})

test('renderOutputs makes one table', () => {
  expect(renderOutputs(actionYml)).toBe(
    [
      '| Name | Description |',
      '| --- | --- |',
      '| `digest` | Digest of the list \\| leg. |',
      '| `reference` | Where it is. |'
    ].join('\n')
  )
})

describe('updateReadme', () => {
  const readme = [
    '# A',
    '<!-- inputs-start -->',
    'old',
    '<!-- inputs-end -->',
    'between',
    '<!-- outputs-start --><!-- outputs-end -->',
    'after',
    ''
  ].join('\n')

  test('replaces what stands between the marks and nothing else', async () => {
    const updated = await updateReadme(readme, actionYml)

    expect(updated).toMatch(/^# A\n<!-- inputs-start -->\n\n### Shared\n/)
    expect(updated).toContain('\n\n<!-- inputs-end -->\nbetween\n<!-- outputs-start -->\n\n| Name ')
    expect(updated).toMatch(/\n\n<!-- outputs-end -->\nafter\n$/)
    expect(updated).not.toContain('old')
  })

  test('changes nothing the second time', async () => {
    const updated = await updateReadme(readme, actionYml)

    expect(await updateReadme(updated, actionYml)).toBe(updated)
  })

  test('aligns the columns as the formatter does', async () => {
    const updated = await updateReadme(readme, actionYml)

    expect(updated).toContain('| Name   | Default | Description |\n| ------ | ------- | ----------- |\n| `mode` |')
  })

  test('refuses a README without the marks', async () => {
    await expect(updateReadme('# A\n<!-- inputs-start -->', actionYml)).rejects.toThrow('<!-- inputs-end -->')
  })
})

test('README.md is current with action.yml', async () => {
  const read = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
  const readme = await read('README.md')

  expect(await updateReadme(readme, await read('action.yml'))).toBe(readme)
})
