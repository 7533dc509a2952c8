import { describe, expect, it } from 'vitest'
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js'
import { type Dockerfile, parseDockerfile } from '../../src/dockerfile/dockerfile.js'

const core = 'mcr.microsoft.com/windows/servercore'
/** As the classic builder of a Windows engine reads it. */
const parse = (text: string, target?: string): Dockerfile =>
  parseDockerfile(text, { isClassic: true, os: 'windows' }, target)
/** As BuildKit on Linux reads it. */
const parseForBuildKit = (text: string): Dockerfile => parseDockerfile(text, { isClassic: false, os: 'linux' })
const base = (text: string, args: Record<string, string> = {}, target?: string): string | undefined =>
  parse(text, target).base(args)?.image
const labels = (text: string, args: Record<string, string> = {}): string[] => [...parse(text).labels(args)].sort()

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
    expect(parse(text).base({ BASE: 'ltsc2025' })).toEqual({
      image: `${core}:ltsc2025`,
      raw: `${core}:$BASE`,
      line: 4
    })
    const others = parse(text).otherBases({ BASE: 'ltsc2025' })
    expect(others.map(({ image, line }) => [image, line])).toEqual([['golang:1.26-windowsservercore-ltsc2025', 2]])
  })

  it('is that of the target, by name in any case', () => {
    const text = 'FROM a:1 AS one\nFROM b:1 AS two\nFROM c:1\n'
    expect([base(text, {}, 'ONE'), base(text, {}, 'two'), base(text)]).toEqual(['a:1', 'b:1', 'c:1'])
    expect(
      parse(text, 'two')
        .otherBases({})
        .map(({ image }) => image)
    ).toEqual(['a:1'])
    // Neither builder takes a number.
    for (const target of ['three', '1'])
      expect(() => parse(text, target)).toThrow(`Input 'target': the Dockerfile has no stage '${target}'.`)
  })

  it('is none where the image starts from nothing', () => {
    expect(base('FROM scratch\nCOPY a /\n')).toBeUndefined()
  })

  it('knows the platform that is asked for', () => {
    const text = 'ARG TARGETPLATFORM\nFROM --platform=$TARGETPLATFORM a:1\n'
    expect(parse(text).base({ TARGETPLATFORM: 'linux/amd64' })).toMatchObject({ platform: 'linux/amd64' })
  })

  it.each([
    ['RUN <<EOF\nFROM b:1\nEOF\n'],
    ['RUN <<EOF\nFROM b:1\n EOF\nFROM b:1\nEOF\n'],
    ['COPY <<-"EOF" /x\nFROM b:1\n\t\tEOF\n'],
    ['COPY <<A <<B /x/\nFROM b:1\nA\nFROM c:1\nB\n'],
    ['ONBUILD COPY <<EOF /x\nFROM b:1\nEOF\n']
  ])('does not take the lines of a here-document for instructions: %j', text => {
    expect(base(`FROM a:1\n${text}`)).toBe('a:1')
    expect(base(`FROM a:1\n${text}FROM d:1\n`)).toBe('d:1')
  })

  it.each([['RUN echo "<<EOF"\n'], ['CMD a <<EOF\n'], ['LABEL a=<<EOF\n'], ['RUN echo $((1<<2))\n']])(
    'takes no here-document to begin in %j',
    text => {
      expect(base(`FROM a:1\n${text}FROM b:1\n`)).toBe('b:1')
    }
  )

  it('is found behind a line that ends in two backslashes, which continue nothing', () => {
    expect(base('FROM a AS build\nWORKDIR C:\\\\\nFROM b\n')).toBe('b')
    expect(base('# escape=`\nFROM a AS build\nWORKDIR C:\\\nFROM b\n')).toBe('b')
  })

  it('is hidden by a line that ends in one', () => {
    expect(base('FROM a AS build\nWORKDIR C:\\\nFROM b\n')).toBe('a')
  })

  it('has the arguments that one line declares, with and without values', () => {
    expect(base('ARG A B=1 C\nFROM r/$A:$B-$C\n', { A: 'a', C: 'c' })).toBe('r/a:1-c')
    expect(base('ARG A=1 A\nFROM r:x$A\n')).toBe('r:x')
  })

  it('sees an argument of the same line in BuildKit alone', () => {
    const text = 'ARG A=1 B=$A\nFROM r:x$B\n'
    expect([base(text), parseForBuildKit(text).base({})?.image]).toEqual(['r:x', 'r:x1'])
  })

  it('is found by the name of an argument in any case on Windows alone', () => {
    const text = 'ARG Base=1\nFROM r:x$BASE\n'
    expect([base(text), parseForBuildKit(text).base({})?.image]).toEqual(['r:x1', 'r:x'])
  })

  it('is given by a build argument whose name has the case of the ARG', () => {
    const text = 'ARG Base\nFROM r:x$BASE\n'
    expect([base(text, { BASE: '1' }), base(text, { Base: '1' })]).toEqual(['r:x', 'r:x1'])
    // A stage takes over an ARG from before the first FROM by its exact name.
    expect(labels('ARG Tag=1\nFROM a\nARG TAG\nLABEL "l$TAG"=1\nARG Tag\nLABEL "m$TAG"=1\n')).toEqual(['l', 'm'])
    expect(labels('ARG Tag=1\nFROM a\nARG Tag\nLABEL "l$TAG"=1\n')).toEqual(['l1'])
  })

  it.each([
    ['FROM a:${B#x}\n', /^Line 1 of the Dockerfile cannot be read: 'a:\$\{B#x\}' uses the unsupported expression/],
    ['ARG A\nFROM a:${B:-x\n', /^Line 2 of the Dockerfile .* has an unterminated '\$\{'/],
    ['FROM a:${B:?no}\n', /requires 'B', which is not set/],
    [`FROM a:${'${A:-'.repeat(30)}${'}'.repeat(30)}\n`, /nests more than 20 expressions/]
  ])('is not guessed in %j', (text, message) => {
    expect(() => base(text)).toThrow(DockerfileError)
    expect(() => base(text)).toThrow(message)
  })

  it('has to be there', () => {
    expect(() => parse('# nothing\n')).toThrow('The Dockerfile has no FROM.')
  })

  it.each([
    ['# escape=x\nFROM a\n', 1],
    ['# escape=`\n# Escape=`\nFROM a\n', 2],
    ['ARG A\n\nFROM a b\n', 3],
    ['FROM a AS\n', 1],
    ['FROM a AS 1b\n', 1],
    ['FROM a\nCOPY <<EOF /x\nFROM b\n', 2]
  ])('is not looked for in what docker refuses: %j', (text, line) => {
    expect(() => parse(text)).toThrow(DockerfileError)
    expect(() => parse(text)).toThrow(`Line ${line} of the Dockerfile cannot be read: `)
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
    expect(labels(text)).toEqual(['of parent', 'of.continued', 'of.name.x'])
    expect(labels(text, { NAME: 'given' })).toContain('of.given.x')
  })

  it.each([
    ['behind a path that ends in two backslashes', 'FROM a\nENV APP=C:\\\\\nLABEL one=1\n', ['one']],
    ['in the old form', 'FROM a\nLABEL one two three\n', ['one']],
    ['with the value that ENV gave first, whatever ARG says', 'FROM a\nENV A=e\nARG A=a\nLABEL of.$A=1\n', ['of.e']],
    ['with what the stage before set by ENV', 'FROM a AS x\nENV A=e\nARG B=b\nFROM x\nLABEL of.$A.$B=1\n', ['of.e.']],
    ['of what the line set before it', 'FROM a\nENV A=e\nENV A=f B=$A\nLABEL of.$B=1\n', ['of.e']],
    ['without the triggers that no stage uses', 'FROM a\nLABEL one=1\nONBUILD COPY <<EOF /x\nFROM b\nEOF\n', ['one']],
    ['beside a trigger with a text', 'FROM a AS x\nONBUILD COPY <<EOF /x\nEOF\nFROM x\nLABEL one=1\n', ['one']],
    ['that wait for the next stage', 'FROM a AS x\nONBUILD LABEL one=1\nFROM x\nONBUILD LABEL two=1\n', ['one']],
    ['over several lines', 'FROM a\nLABEL one=1 \\\n\n# two=1 \\\n  thr\\\nee=1\n', ['one', 'three']]
  ])('are read %s', (_, text, names) => {
    expect(labels(text)).toEqual(names)
  })

  it('are not guessed where docker refuses the line', () => {
    expect(() => labels('FROM a\nLABEL one=1 two\n')).toThrow(
      "Line 2 of the Dockerfile cannot be read: 'LABEL one=1 two' is not of the form LABEL <name>=<value>."
    )
  })
})
