import { describe, expect, it } from 'vitest'
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'

const core = 'mcr.microsoft.com/windows/servercore'
const base = (text: string, args: Record<string, string> = {}, target?: string): string | undefined =>
  parseDockerfile(text, target).base(args)?.image

describe('the base that a Dockerfile names', () => {
  it.each([
    ['an argument before FROM', `ARG BASE\nFROM ${core}:$BASE\n`, `${core}:ltsc2022`],
    ['lines of Windows', `ARG BASE\r\nFROM ${core}:$BASE\r\n`, `${core}:ltsc2022`],
    ['the mark of Windows editors', `\uFEFFARG BASE\nFROM ${core}:$BASE\n`, `${core}:ltsc2022`],
    ['any case', `arg BASE\nfrom ${core}:\${BASE} as app\n`, `${core}:ltsc2022`],
    [
      'a part of a tag',
      'ARG BASE\nFROM golang:1.26-windowsservercore-$BASE\n',
      'golang:1.26-windowsservercore-ltsc2022'
    ],
    [
      'an argument in the default of another',
      `ARG BASE=x\nARG TAG=\${BASE}-amd64\nFROM ${core}:$TAG\n`,
      `${core}:ltsc2022-amd64`
    ],
    ['a default in quotes', `ARG REPO="${core}"\nARG BASE\nFROM $REPO:$BASE\n`, `${core}:ltsc2022`],
    ['several arguments in one line', `ARG REPO=${core} BASE\nFROM $REPO:$BASE\n`, `${core}:ltsc2022`],
    ['the escape of Windows', `# escape=\`\nARG BASE\nFROM \`\n  ${core}:$BASE\n`, `${core}:ltsc2022`],
    ['a comment between the lines', `ARG BASE\nFROM \\\n# why\n  ${core}:$BASE\n`, `${core}:ltsc2022`],
    ['an alternative', `ARG BASE\nFROM ${core}:\${BASE:-ltsc2019}\n`, `${core}:ltsc2022`],
    ['an alternative that is needed', `ARG OTHER\nFROM ${core}:\${OTHER:-\${NONE:-ltsc2019}}\n`, `${core}:ltsc2019`],
    ['a part that stands only where it is set', `ARG BASE\nFROM ${core}:ltsc\${BASE:+2025}\n`, `${core}:ltsc2025`],
    ['no argument', `FROM ${core}:ltsc2019\n`, `${core}:ltsc2019`],
    ['an argument that only the stage has', `FROM ${core}:a$BASE\nARG BASE\n`, `${core}:a`]
  ])('takes %s', (_, text, image) => {
    expect(base(text, { BASE: 'ltsc2022' })).toBe(image)
  })

  it('is that of the last stage, through the stages that it starts from', () => {
    const text = `ARG BASE
FROM golang:1.26-windowsservercore-$BASE AS build
RUN go build
FROM ${core}:$BASE AS Runtime
FROM runtime AS app
COPY --from=build /app /
`
    expect(parseDockerfile(text).base({ BASE: 'ltsc2025' })).toEqual({
      image: `${core}:ltsc2025`,
      raw: `${core}:$BASE`,
      line: 4
    })
    const others = parseDockerfile(text).otherBases({ BASE: 'ltsc2025' })
    expect(others.map(({ image, line }) => [image, line])).toEqual([['golang:1.26-windowsservercore-ltsc2025', 2]])
  })

  it('is that of the target, by name in any case or by number', () => {
    const text = 'FROM a:1 AS one\nFROM b:1 AS two\nFROM c:1\n'
    expect([base(text, {}, 'ONE'), base(text, {}, '1'), base(text)]).toEqual(['a:1', 'b:1', 'c:1'])
    expect(
      parseDockerfile(text, 'two')
        .otherBases({})
        .map(({ image }) => image)
    ).toEqual(['a:1'])
    expect(() => parseDockerfile(text, 'three')).toThrow("The Dockerfile has no stage 'three'.")
  })

  it('is none where the image starts from nothing', () => {
    expect(base('FROM scratch\nCOPY a /\n')).toBeUndefined()
  })

  it('knows the platform that is asked for', () => {
    const text = 'ARG TARGETPLATFORM\nFROM --platform=$TARGETPLATFORM a:1\n'
    expect(parseDockerfile(text).base({ TARGETPLATFORM: 'linux/amd64' })).toMatchObject({ platform: 'linux/amd64' })
  })

  it('does not take the lines of a here-document for instructions', () => {
    expect(base('FROM a:1\nRUN <<EOF\nFROM b:1\nEOF\n')).toBe('a:1')
  })

  it.each([
    ['FROM a:${B#x}\n', /^Line 1 of the Dockerfile cannot be read: 'a:\$\{B#x\}' has the expression/],
    ['ARG A\nFROM a:${B:-x\n', /^Line 2 of the Dockerfile .* has '\$\{' without an end/],
    ['FROM a:${B:?no}\n', /requires 'B', which is not set/],
    [`FROM a:${'${A:-'.repeat(30)}${'}'.repeat(30)}\n`, /has more than 20 expressions inside each other/]
  ])('is not guessed in %j', (text, message) => {
    expect(() => base(text)).toThrow(DockerfileError)
    expect(() => base(text)).toThrow(message)
  })

  it('has to be there', () => {
    expect(() => parseDockerfile('# nothing\n')).toThrow('The Dockerfile has no FROM.')
  })
})

describe('the labels that a Dockerfile sets', () => {
  it('are those of all stages that make the image, and of no others', () => {
    const text = `# escape=\`
ARG NAME=name
FROM a:1 AS unrelated
LABEL unrelated=1
FROM b:1 AS parent
LABEL "of parent"=1 \`
  of.continued="a b"
FROM parent
ARG NAME
ENV KIND=x
LABEL of.$NAME.$KIND=$NAME
ONBUILD LABEL later=1
`
    expect([...parseDockerfile(text).labels({})]).toEqual(['of.name.x', 'of parent', 'of.continued'])
    expect(parseDockerfile(text).labels({ NAME: 'given' })).toContain('of.given.x')
  })
})
