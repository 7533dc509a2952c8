import { EOL } from 'node:os'
import { describe, expect, it } from 'vitest'
import { printable } from '../../src/runner/foreign-text.js'
import { actionsLog } from '../../src/runner/log.js'
import { showOutput } from '../../src/runner/output.js'
import { printedBy } from '../support/printed.js'
import { readRunnerLog } from '../support/runner-log.js'

describe('printable', () => {
  it.each([
    ['Login Succeeded', 'Login Succeeded'],
    ['über 日本 🐳', 'über 日本 🐳'],
    ['  a  ', 'a'],
    ['a\n::error::b', 'a ::error::b'],
    ['a\r\n\r\n##[error]b', 'a ##[error]b'],
    ['a\rb', 'a b'],
    ['a\tb\vc\fd', 'a\tb c d'],
    ['a\u0085b\u009bc\u007fd', 'a b c d'],
    ['\u0000', ''],
    ['', ''],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b[1;38;5;196mred\u001b[m', 'red'],
    ['\u001b[2K\u001b[1Aup', 'up'],
    ['\u001b]0;title\u0007x', ']0;title x'],
    // What is left of a sequence once another one in its middle is gone must not be one.
    ['\u001b\u001b[0m[31mred', '[31mred']
  ])('makes %j harmless', (text, harmless) => {
    expect(printable(text)).toBe(harmless)
  })

  it('leaves nothing that controls a terminal or begins a line', () => {
    const everything = Array.from({ length: 0x100 }, (_, i) => String.fromCharCode(i)).join('')

    // \p{Cc} are the control characters of both sets, C0 and C1.
    expect(printable(everything)).not.toMatch(/\p{Cc}/u)
  })
})

describe('a line of the log', () => {
  const printed = (text: string): Promise<string> =>
    printedBy(() => {
      actionsLog.info(text)
    })

  it.each([
    ['::error::a', ': :error::a'],
    ['a ::error::b', 'a ::error::b'],
    ['a\n \t::error::b', 'a\n \t: :error::b'],
    ['a\r::error::b', 'a\r: :error::b'],
    ['##[error]a', '# #[error]a'],
    // .NET's Trim takes the first for white space, and comparing as a culture does passes over the others.
    ['\u0085::error::a', '\u0085: :error::a'],
    ['\u00ad::error::a', '\u00ad: :error::a'],
    ['\u200b\u2060\ufeff\0::error::a', '\u200b\u2060\ufeff\0: :error::a'],
    ['a\u2028::error::b', 'a\u2028: :error::b']
  ])('is no command, whatever stands in front of it: %j', async (text, line) => {
    expect((await printed(text)).trimEnd()).toBe(line)
  })

  it.each(['\n', '\r\n', '\u2028', '\u00ad', ' '])('is read in no time, however many of %j it has', async sign => {
    const started = performance.now()
    expect(await printed(`${sign.repeat(500_000)}::error::a`)).toContain(': :error')
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('an annotation', () => {
  it.each(['notice', 'warning'] as const)('is a %s with its place, on one line', async kind => {
    const text = await printedBy(() => {
      actionsLog[kind]('50%\n::error::a', { title: 'Base', file: 'Dockerfile', startLine: 2 })
    })
    expect(text).toBe(`::${kind} title=Base,file=Dockerfile,line=2::50%25%0A::error::a${EOL}`)
  })
})

describe('a secret', () => {
  it('is masked on one line, and an empty one is not', async () => {
    const text = await printedBy(() => {
      actionsLog.secret('')
      actionsLog.secret('a\nb')
    })
    expect([text, readRunnerLog(text).masks]).toEqual([`::add-mask::a%0Ab${EOL}`, ['a\nb']])
  })
})

describe('a group', () => {
  it('ends where its body fails', async () => {
    const failure = new Error('no')
    const text = await printedBy(async () => {
      await expect(actionsLog.group('Push', () => Promise.reject(failure))).rejects.toBe(failure)
    })
    expect(text).toBe(`::group::Push${EOL}::endgroup::${EOL}`)
  })
})

describe('the output of a program', () => {
  it('is shown as it is, with its command line, and nothing in it is a command', async () => {
    const output = '::error::a\n::endgroup::\n##[error]b\nno line end'
    const text = await printedBy(async () => {
      const run = (show: (text: string) => void): Promise<number> => {
        show(output)
        return Promise.resolve(3)
      }
      expect(await showOutput('docker build .', run)).toBe(3)
      actionsLog.notice('after')
    })
    expect(text).toContain(`[command]docker build .${EOL}${output}`)
    expect(readRunnerLog(text)).toMatchObject({ errors: [], notices: ['after'] })
  })

  it('ends where the program fails, behind a token that differs each time', async () => {
    const tokenOf = async (): Promise<string> => {
      const text = await printedBy(async () => {
        await expect(showOutput('docker', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
      })
      const [, token = ''] = /^::stop-commands::(\S+)/.exec(text) ?? []
      expect(text.endsWith(`${EOL}::${token}::${EOL}`)).toBe(true)
      return token
    }
    const tokens = [await tokenOf(), await tokenOf()]
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f-]{36}$/)
  })

  const say =
    (...chunks: readonly string[]) =>
    (show: (text: string) => void): Promise<void> => {
      for (const chunk of chunks) show(chunk)
      return Promise.resolve()
    }
  const tokens = (text: string): string[] =>
    [...text.matchAll(/^::stop-commands::(\S+)/gm)].map(([, token = '']) => token)

  it('shares one pair of tokens with the rest of its group, whatever is logged between', async () => {
    const text = await printedBy(() =>
      actionsLog.group('Build', async () => {
        await showOutput('docker build .', say('one\n'))
        actionsLog.info('trying again')
        await showOutput('docker build .', say('two\n'))
      })
    )
    const [token = '', ...more] = tokens(text)
    expect(more).toEqual([])
    expect(text.replaceAll(token, 'token').replaceAll(EOL, '\n')).toBe(
      '::group::Build\n::stop-commands::token\n[command]docker build .\none\ntrying again\n[command]docker build .\ntwo\n::token::\n::endgroup::\n'
    )
  })

  it('is interrupted at the end of a line for a command of ours, and goes on under a token that it cannot know', async () => {
    const text = await printedBy(() =>
      actionsLog.group('Pull', () =>
        showOutput('docker pull a', show => {
          show('half of a li')
          actionsLog.secret('pass word')
          show('ne\nnext\n::error::no\n')
          actionsLog.warning('careful')
          show('last')
          return Promise.resolve()
        })
      )
    )
    expect(new Set(tokens(text)).size).toBe(3)
    expect(text).toContain(`half of a line\nnext\n::error::no\n`)
    expect(text).toMatch(/^::add-mask::pass word$/m)
    expect(readRunnerLog(text)).toMatchObject({ errors: [], warnings: ['careful'] })
    expect(text.endsWith(`::endgroup::${EOL}`)).toBe(true)
  })

  it('is not held back for good where a line has no end', async () => {
    const text = await printedBy(() => showOutput('docker', say('x'.repeat(40_000), 'x'.repeat(40_000), 'y')))
    expect(text).toContain(`${'x'.repeat(80_000)}${EOL}y${EOL}`)
  })
})
