import { describe, expect, test } from 'vitest'

import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { parseInstructions } from '../../src/dockerfile/instructions.js'
import { parseReference } from '../../src/oci/reference.js'
import { readPage } from '../support/markdown.js'
import { filesIn, readText } from '../support/repository.js'

/** The instructions of docker's reference. */
const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' '
  )
)

/** What is wrong with a Dockerfile, as far as it can be told without an engine, a sentence each. */
const findProblems = (text: string): string[] => {
  const unknown = parseInstructions(text).instructions.flatMap(({ keyword }) =>
    known.has(keyword) ? [] : `${keyword} is no instruction`
  )
  try {
    const args = { BASE: 'ltsc2022', VERSION: 'v2.7.0' }
    const dockerfile = parseDockerfile(text, { isClassic: true, os: 'windows' })
    const bases = [dockerfile.base(args), ...dockerfile.otherBases(args)].flatMap(base => base ?? [])
    for (const { image } of bases) parseReference(image)
    const fixed = bases.filter(
      ({ image }) => /windows|nanoserver|servercore/.test(image) && !image.includes('ltsc2022')
    )
    return [...unknown, ...fixed.map(({ raw }) => `${raw} is the same for every release`)]
  } catch (error) {
    return [...unknown, (error as Error).message]
  }
}

describe('the check of Dockerfiles', () => {
  test.each([
    ['no FROM', 'RUN true', 'The Dockerfile has no FROM.'],
    ['an unknown instruction', 'FROM a\nCOPI a b', 'COPI is no instruction'],
    ['a base without a value', 'ARG OTHER\nFROM app:${OTHER}', "it ends in ':' without a tag"],
    [
      'a base that is the same for all',
      'FROM mcr.microsoft.com/windows/servercore:ltsc2019',
      'the same for every release'
    ]
  ])('finds %s', (_, text, problem) => {
    expect(findProblems(text).join('\n')).toContain(problem)
  })
})

const pages = ['README.md', ...(await filesIn('docs'))]
const shown = await Promise.all(
  pages.map(async path =>
    readPage(await readText(path))
      .blocks.filter(({ language }) => language === 'dockerfile')
      .map(({ text, line }) => ({ name: `${path}, line ${line}`, text }))
  )
)
const files = (await filesIn('examples')).filter(path => /\/Dockerfile(?:\.\w+)?$/.test(path))
const all = [...shown.flat(), ...(await Promise.all(files.map(async name => ({ name, text: await readText(name) }))))]

test('there are Dockerfiles to look at', () => {
  expect(all.length).toBeGreaterThanOrEqual(6)
})

test.each(all)('$name can be built for every release', ({ text }) => {
  expect(findProblems(text)).toEqual([])
})
