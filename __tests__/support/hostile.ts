import { lexer, type Tokens, walkTokens } from 'marked'
import { expect } from 'vitest'
import { type ActionResult, type ActionOptions, runAction } from './action.js'
import { watchPeakMemory } from './peak-memory.js'

const mebibyte = 1024 * 1024

/** Longer than any run here takes that does not wait for what never ends. */
const longest = 45_000
/** A run that reads what it is sent has some 100 MiB, most of it Node's own. */
const mostMemory = 220 * mebibyte

/** What every text below says, so that it can be looked for; {@link numbered} tells them apart. */
const word = 'forged'

/** Gives each text a number of its own, with which {@link expectShown} finds it among others. */
const numbered = (texts: readonly string[], first: number): readonly string[] =>
  texts.map((text, index) => text.replaceAll(word, `${word}${first + index}`))

/** Texts that would be workflow commands where a runner read them at the start of a line. */
export const forgedCommands = numbered(
  [
    '::error::forged',
    '::set-output name=digest::forged',
    '%0A::add-mask::forged',
    '\r\n::error::forged',
    '\n::stop-commands::forged',
    ' \t::warning::forged',
    // .NET trims and ignores more than JavaScript does.
    '\u0085::error::forged',
    '\u00ad\u200b::error::forged',
    '##[error]forged',
    '\u001b[2K\u001b[1A::error::forged'
  ],
  10
)

/** Texts that would be something else than text in a step summary. */
export const forgedMarkup = numbered(
  [
    '![forged](https://forged.example/x.png)',
    '[forged](https://forged.example/)',
    '<img src="https://forged.example/x.png">',
    '<details open><summary>forged</summary>',
    'https://forged.example/',
    '\n\n# forged\n\n',
    '` | forged | `',
    '**forged**'
  ],
  20
)

/** All of them, in the groups that one run of the action is given: what is not harmless in one does not hide the other. */
export const forgedTexts: readonly (readonly [kind: string, texts: readonly string[]])[] = [
  ['commands', forgedCommands],
  ['markup', forgedMarkup]
]

/** Checks that every text was shown, however harmless it was made: what nobody sees proves nothing. */
export const expectShown = (where: string | undefined, texts: readonly string[]): void => {
  const shown = new Set(where?.match(/forged\d+/g))
  expect(texts.flatMap(text => /forged\d+/.exec(text)?.[0] ?? []).filter(mark => !shown.has(mark))).toEqual([])
}

/** What a runner takes for a command: it trims a line by .NET's rules, and compares as a culture does. */
const commandIn = (line: string): { name: string; message: string } | undefined => {
  const [, name = '', message = ''] = /^[^!-~]*::([^\s:]+)[^:]*::(.*)$/su.exec(line) ?? []
  return name === '' ? undefined : { name, message }
}

/** Commands of the action itself; what docker prints stands between two of them that name a random word. */
const ours = /^(?:debug|notice|warning|error|group|endgroup|add-mask|stop-commands|[0-9a-f-]{36})$/

/** Checks that nothing of what others wrote is a command in the output of a step. */
export const expectNoForgedCommand = ({ stdout }: Pick<ActionResult, 'stdout'>): void => {
  for (const line of stdout.split(/\r\n|\r|\n/)) {
    const command = commandIn(line)
    if (command === undefined) expect(line).not.toMatch(/##\[(?:error|add-mask)\]/)
    else {
      expect(command.name, line).toMatch(ours)
      expect(command.message, line).not.toMatch(/^forged/)
    }
  }
}

/** Checks that nothing of what others wrote is HTML, a link, a picture or a heading in a step summary. */
export const expectNoForgedMarkup = ({ summary }: Pick<ActionResult, 'summary'>): void => {
  const told: string[] = []
  void walkTokens(lexer(summary), token => {
    if (token.type === 'link' || token.type === 'image') told.push(token.raw)
    if (['heading', 'strong'].includes(token.type) && /^\W*forged/.test(token.raw)) told.push(token.raw)
    if (token.type === 'html' && !/^<\/?(?:details|summary|code|br)>/.test(token.raw.trim())) told.push(token.raw)
    if (token.type === 'html' && token.raw.includes('forged')) told.push(token.raw)
    if (token.type === 'table') {
      const { header, rows } = token as Tokens.Table
      if (rows.some(row => row.length !== header.length)) told.push(token.raw)
    }
  })
  expect(told).toEqual([])
}

/** Runs the action against a registry that means no good; whatever it does, time and memory have an end. */
export const runAgainst = async (options: ActionOptions): Promise<ActionResult> => {
  const memory = watchPeakMemory()
  try {
    const result = await runAction({ ...options, env: { ...options.env, ...memory.env } })
    expect(result.durationMs).toBeLessThan(longest)
    expect(memory.bytes() ?? 0).toBeLessThan(mostMemory)
    expectNoForgedCommand(result)
    expectNoForgedMarkup(result)
    return result
  } finally {
    memory.remove()
  }
}
