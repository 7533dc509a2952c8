import { expect, test } from 'vitest'
import { triggersStartContainer } from '../../src/dockerfile/containers.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'

const lineOf = (text: string, target?: string, args = {}): number | undefined =>
  parseDockerfile(text, { isClassic: true, os: 'windows' }, target).containerLine(args)

test.each([
  ['only copies', 'FROM a\nCOPY b c\nADD d e\nENV F=g\nWORKDIR C:\\h\nUSER i\nCMD ["RUN"]\nHEALTHCHECK CMD x\n'],
  ['an owner that every Windows engine knows', 'FROM a\nCOPY --chown=ContainerUser b c\nADD --chown=S-1-5-18 d e\n'],
  ['a trigger for the images that are built on it', 'FROM a\nONBUILD RUN b\n'],
  ['a RUN in a text', 'FROM a\nENV B="c \\\n  RUN d"\n# RUN e\n']
])('A Dockerfile starts no container with %s', (_, text) => {
  expect(lineOf(text)).toBeUndefined()
})

test.each([
  ['RUN', 'FROM a\n\nrun b\nRUN c\n', 3],
  ['RUN in a stage that the image does not need', 'FROM a\nRUN b\nFROM c\n', 2],
  ['an owner that only the image knows', 'FROM a\nCOPY --chown=app b c\n', 2],
  ['an owner that is an argument', 'FROM a\nADD --chown=$USER b c\n', 2],
  ['the trigger of the stage that it starts from', 'FROM a AS b\nONBUILD RUN c\nFROM x AS y\nFROM B\nCOPY d e\n', 4],
  ['the trigger of a stage that is named by an argument', 'ARG S=b\nFROM a AS b\nONBUILD RUN c\nFROM $S\n', 4]
])('A Dockerfile starts a container for %s', (_, text, line) => {
  expect(lineOf(text)).toBe(line)
})

test('What comes after the target starts none', () => {
  const text = 'FROM a AS one\nCOPY b c\nFROM one AS two\nRUN d\n'
  expect([lineOf(text, 'one'), lineOf(text, 'two')]).toEqual([undefined, 4])
})

test.each([
  [[], false],
  [['COPY a b', 'WORKDIR C:\\app', 'copy --chown=ContainerAdministrator a b'], false],
  [['COPY a b', 'run c'], true],
  [['ADD --chown=app a b'], true]
])('The triggers %j of an image start a container: %s', (onBuild, starts) => {
  expect(triggersStartContainer(onBuild)).toBe(starts)
})
