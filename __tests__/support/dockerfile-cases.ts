import fc from 'fast-check'
import {
  argument,
  broken,
  environment,
  filler,
  gap,
  globalArgument,
  heredoc,
  inCase,
  label,
  mixed,
  names,
  other,
  variable,
  weighted
} from './dockerfile-lines.js'

/** A Dockerfile, and what docker is given beside it. */
export type DockerfileCase = {
  readonly text: string
  readonly args: Readonly<Record<string, string>>
  /** undefined: the last stage */
  readonly target: string | undefined
}

const images = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map(made => made.join(''))

const image = mixed(
  [4, fc.constantFrom('a:1', 'b/c:1', 'b/d', 'docker.io/e:2', 'f/g-h/i:1.2')],
  [8, images(fc.constantFrom('a:x', 'b/c:x', 'b/c:1-'), variable)],
  [2, images(fc.constantFrom('i', 'j/k'), variable, fc.constant(':x'), variable)],
  [1, images(fc.constantFrom('a:', '', 'b/'), variable)],
  [2, fc.constantFrom('$IMAGE', '${IMAGE:-m/n:1}', '${IMAGE:-"m/n"}', 'o/${IMAGE}', 'o/p:x${IMAGE:+$A}')],
  [2, fc.constantFrom('"a:1"', "'b/c:1'", '"b/c:x$A"', "b'/'c:1", 'a:^1', 'a:"x$B"', 'scratch', '${A:-a}:1')]
)

/** The parts of a stage: of its FROM, and what follows. */
type Stage = {
  readonly keyword: string
  readonly platform: string
  readonly image: string
  /** the stage before this one that it starts from, counted from here; more than there are: none */
  readonly from: number
  readonly upper: boolean
  readonly as: string
  readonly gaps: readonly string[]
  readonly end: string
  readonly filler: string
  readonly body: readonly string[]
}

/** @param instructions what may follow its FROM */
const stageOf = (instructions: fc.Arbitrary<string>): fc.Arbitrary<Stage> =>
  fc.record({
    keyword: inCase('FROM'),
    platform: weighted(
      [12, ''],
      [1, '--platform=linux/amd64', '--platform="linux/amd64"', '--platform=linux/${NONE:-amd64}']
    ),
    image: broken(image),
    from: weighted([3, 99], [1, 1, 2]),
    upper: fc.boolean(),
    as: weighted([3, 'as', 'AS'], [2, '']),
    gaps: fc.array(gap, { minLength: 4, maxLength: 4 }),
    end: weighted([60, ''], [3, ' ', '\t'], [1, '^^', ' ^^', '^', '~']),
    filler,
    body: fc.array(instructions, { maxLength: 2 })
  })

const writeStage = ({ keyword, platform, as, gaps, body, ...stage }: Stage, index: number): string => {
  const parent = index - stage.from
  const words = [
    ...(platform === '' ? [] : [platform]),
    parent < 0 ? stage.image : `${stage.upper ? 'S' : 's'}${parent}`,
    ...(as === '' ? [] : [as, `s${index}`])
  ]
  const from = `${keyword}${words.map((word, at) => `${gaps[at] ?? ' '}${word}`).join('')}${stage.end}\n`
  return `${stage.filler}${from}${body.join(stage.filler)}`
}

/** The first lines, and the escape character that the rest is written with, whether they set it or not. */
type Header = readonly [directives: string, escape: string]

const header = weighted<Header>(
  [30, ['', '\\']],
  [8, ['# escape=`\n', '`'], ['#escape=`\n', '`'], ['  # Escape = ` \n', '`']],
  [4, ['# syntax=docker/dockerfile:1\n# escape=`\n', '`'], ['# escape=\\\n', '\\']],
  [1, ['\n# escape=`\n', '`'], ['# why\n# escape=`\n', '`'], ['# escape=`\n# escape=\\\n', '`']],
  [1, ['# other=1\n# escape=`\n', '\\'], ['# escape=x\n', '\\'], ['# escape=`\n', '\\']]
)

type Parts = {
  readonly mark: string
  readonly header: Header
  readonly globals: readonly string[]
  readonly filler: string
  readonly stages: readonly Stage[]
  readonly last: string
}

const write = ({ mark, header: [directives, escape], globals, filler: between, stages, last }: Parts): string => {
  const body = `${globals.join(between)}${stages.map(writeStage).join('')}`
  const characters: Readonly<Record<string, string>> = { '^': escape, '~': escape === '\\' ? '`' : '\\' }
  return mark + directives + body.replace(/[\^~]/g, char => characters[char] ?? char).replace(/\n$/, last)
}

const parts = {
  mark: weighted([9, ''], [1, '\uFEFF']),
  globals: fc.array(globalArgument, { maxLength: 3 }),
  filler,
  last: weighted([4, '\n'], [1, '']),
  args: fc.dictionary(names, fc.constantFrom('g1', 'g2', '', 'g:3'), { maxKeys: 3 })
}

/** Dockerfiles as people and generators write them, and as nobody should. */
export const classicCases: fc.Arbitrary<DockerfileCase> = fc
  .record({
    ...parts,
    header,
    stages: fc.array(stageOf(mixed([2, label], [1, environment], [1, argument], [2, other])), {
      minLength: 1,
      maxLength: 3
    }),
    lineEnd: weighted([3, '\n'], [1, '\r\n']),
    target: weighted([20, undefined], [1, 's0', 'S1', '0', 'none'])
  })
  .map(({ lineEnd, args, target, ...given }) => ({ text: write(given).replaceAll(/\r?\n/g, lineEnd), args, target }))

/** Dockerfiles with here-documents, whose last stage needs all others: BuildKit builds no more than it needs. */
export const heredocCases: fc.Arbitrary<DockerfileCase> = fc
  .record({
    ...parts,
    header: weighted<Header>([2, ['', '\\']], [1, ['# escape=`\n', '`'], ['# check=skip=all\n# escape=`\n', '`']]),
    stages: fc.array(stageOf(mixed([1, label], [1, environment], [1, argument], [5, heredoc])), {
      minLength: 1,
      maxLength: 3
    })
  })
  .map(({ args, ...given }) => {
    const copies = given.stages.slice(1).map((_, index) => `COPY --from=${index} / /c${index}/\n`)
    return { text: `${write({ ...given, last: '\n' })}${copies.join('')}`, args, target: undefined }
  })
