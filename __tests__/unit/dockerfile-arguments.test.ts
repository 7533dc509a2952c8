import { describe, expect, test } from 'vitest'
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js'
import { type Dockerfile, parseDockerfile } from '../../src/dockerfile/dockerfile.js'

const parse = (text: string, target?: string): Dockerfile =>
  parseDockerfile(text, { isClassic: true, os: 'windows' }, target)

describe('A build argument', () => {
  test.each([
    ['the tag', 'ARG BASE\nFROM a/b:$BASE\n'],
    ['the tag with a default', 'ARG BASE=ltsc2022\nFROM a:5000/b:$BASE\n'],
    ['a part of the tag', 'ARG BASE\nFROM b:1.26-nanoserver-${BASE}-x\n'],
    ['the tag of another stage', 'ARG BASE\nFROM b:$BASE AS c\nFROM d@sha256:e\n'],
    ['the default of the argument that is the tag', 'ARG BASE\nARG TAG=x-$BASE\nFROM b:$TAG\n'],
    ['the tag in the default of a whole reference', 'ARG BASE\nARG IMAGE=a/b:$BASE\nFROM $IMAGE\n'],
    ['an alternative in the tag', 'ARG BASE\nFROM b:${BASE:-ltsc2022}\n'],
    ['what decides on a part of the tag', 'ARG BASE\nFROM b:ltsc${BASE:+2022}\n'],
    ['the tag, in another case', 'ARG BASE\nFROM b:${base}\n']
  ])('is in a tag where it is %s', (_, text) => {
    expect(parse(text).isInTag({}, 'BASE')).toBe(true)
  })

  test.each([
    ['the whole reference', 'ARG BASE=mcr.microsoft.com/windows/nanoserver:ltsc2022\nFROM $BASE\n'],
    ['the whole reference, without a default', 'ARG BASE\nFROM $BASE\n'],
    ['the repository', 'ARG BASE=nanoserver\nFROM mcr.microsoft.com/windows/$BASE:ltsc2022\n'],
    ['the port of the registry', 'ARG BASE=5000\nFROM a:$BASE/b\n'],
    ['the digest', 'ARG BASE\nFROM b@$BASE\n'],
    ['a part of the name of a stage', 'ARG BASE\nFROM a AS x-ltsc2022\nFROM x-$BASE\n'],
    ['used by a step alone', 'ARG BASE\nFROM b\nARG BASE\nCOPY $BASE /\n'],
    ['declared by a stage alone', 'FROM b:x$BASE\nARG BASE\n'],
    ['written in another case than in its ARG', 'ARG base\nFROM b:$base\n']
  ])('is not in a tag where it is %s', (_, text) => {
    expect(parse(text).isInTag({}, 'BASE')).toBe(false)
  })

  test('is looked for up to the target, whatever value it has now', () => {
    const text = 'ARG BASE\nFROM a AS one\nFROM b:$BASE AS two\n'
    expect(parse(text, 'one').isInTag({ BASE: 'x' }, 'BASE')).toBe(false)
    expect(parse(text, 'two').isInTag({ BASE: 'x' }, 'BASE')).toBe(true)
  })

  test('cannot be found in a FROM that only docker reads', () => {
    expect(() => parse('ARG BASE\nFROM b:${BASE#x}\n').isInTag({}, 'BASE')).toThrow(DockerfileError)
  })

  test.each([
    'ARG VERSION\nFROM a\n',
    'FROM a\nARG A=1 VERSION="2 3" B\n',
    'FROM a AS one\nARG VERSION\nFROM b\n',
    'FROM a AS one\nONBUILD ARG VERSION=1\nFROM one\n'
  ])('is declared in %j', text => {
    expect(parse(text).isDeclared('VERSION')).toBe(true)
  })

  test.each(['FROM a\n', 'ARG version\nFROM a\nENV VERSION=1\n', 'FROM a\nARG A=VERSION X_VERSION\n# ARG VERSION\n'])(
    'is not declared in %j',
    text => {
      expect(parse(text).isDeclared('VERSION')).toBe(false)
    }
  )
})

describe('Other images in FROMs', () => {
  const replaced = (text: string, images: Readonly<Record<number, string>>): string => {
    const byLine = new Map(Object.entries(images).map(([line, image]) => [Number(line), image]))
    const bytes = Buffer.from(text, 'latin1')
    return Buffer.from(parse(text).replaceBases(bytes, byLine)).toString('latin1')
  }

  test.each([
    ['a variable', 'ARG BASE\nFROM b:$BASE\nCOPY $BASE /\n', { 2: 'c:1' }, 'ARG BASE\nFROM c:1\nCOPY $BASE /\n'],
    ['the name of the stage', 'from  b  as  One\nFROM one\n', { 1: 'c:1' }, 'FROM c:1 AS one\nFROM one\n'],
    ['a platform', 'FROM --platform=$P b\n', { 1: 'c:1' }, 'FROM --platform=$P c:1\n'],
    ['lines of Windows', '# a\r\nFROM b\r\nRUN c\r\n', { 2: 'c:1' }, '# a\r\nFROM c:1\r\nRUN c\r\n'],
    ['no line end', 'FROM b', { 1: 'c:1' }, 'FROM c:1'],
    [
      'several lines',
      '# escape=`\nFROM `\n  # why\n  b `\n  AS x\nRUN c `\n  d\n',
      { 2: 'c:1' },
      '# escape=`\nFROM c:1 AS x\n\n\n\nRUN c `\n  d\n'
    ],
    ['one of two', 'FROM b AS x\nFROM b AS y\n', { 2: 'c:1' }, 'FROM b AS x\nFROM c:1 AS y\n'],
    ['other bytes', '# \xe9\x00\xff\nFROM b\n', { 2: 'c:1' }, '# \xe9\x00\xff\nFROM c:1\n']
  ])('are written in place of %s', (_, text, images, expected) => {
    expect(replaced(text, images)).toBe(expected)
  })
})
