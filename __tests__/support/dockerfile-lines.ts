import fc from 'fast-check'

// In the texts ^ stands for the escape character of the Dockerfile, and ~ for the character that others have for it.

type Texts = fc.Arbitrary<string>

/** One of these values, by the weight that begins each row. */
export const weighted = <T>(...rows: readonly (readonly [weight: number, ...values: T[]])[]): fc.Arbitrary<T> =>
  fc.oneof(...rows.map(([weight, ...values]) => ({ weight, arbitrary: fc.constantFrom(...values) })))

/** What one of these makes, by their weights. */
export const mixed = (...rows: readonly (readonly [weight: number, texts: Texts])[]): Texts =>
  fc.oneof(...rows.map(([weight, arbitrary]) => ({ weight, arbitrary })))

const texts = (...values: readonly string[]): Texts => fc.constantFrom(...values)

/** What all of these make, one behind the other. */
const joined = (...parts: readonly Texts[]): Texts => fc.tuple(...parts).map(made => made.join(''))

/** What stands between two words. */
export const gap = weighted(
  [24, ' '],
  [2, '  ', '\t', ' \f'],
  [4, ' ^\n', ' ^\n  ', '^\n ', ' ^ \t\n '],
  [3, ' ^\n# why\n', ' ^\n  # why ^\n', ' ^\n#\n  # ^^\n\t'],
  [1, ' ^\n\n', ' ^\n^\n', ' ^\r\n \t\n ']
)

/** What stands behind an instruction that takes any text. */
const ending = weighted([16, ''], [2, ' ', '\t'], [4, '^^', 'C:^^'], [1, ' ^^', '~', '~~', '^^^', '^', ' ^^ '])

/** Now and then a line ends within the word. */
export const broken = (word: Texts): Texts =>
  fc
    .tuple(word, fc.nat({ max: 40 }))
    .map(([text, at]) => (at > 1 && at < 5 && at < text.length ? `${text.slice(0, at)}^\n${text.slice(at)}` : text))

export const inCase = (keyword: string): Texts =>
  weighted([6, keyword], [1, keyword.toLowerCase(), keyword.charAt(0) + keyword.slice(1).toLowerCase()])

/** Of variables. */
export const names = texts('A', 'B', 'C', 'D')

/** A variable in a text. */
export const variable = mixed(
  [4, names.map(name => `$${name}`)],
  [4, names.map(name => `\${${name}}`)],
  [2, joined(texts('${'), names, texts(':-', ':+'), texts('x', '', '$B', '${C:-y}', '"z"', '^z'), texts('}'))]
)

const value = mixed(
  [8, texts('1', 'v2', 'ltsc2022')],
  [4, variable],
  [2, texts('', '""', '"1"', "'1'", '"v"2', "a'b'", '"$A"', '"x$A"', "'x'$A")],
  [1, texts('a^b', '^"1^"', '"a^"b"', '"a^^"', "'a^'", 'C:^^', '~', 'x=y', '"x y"', 'x^ y', '#', '^$A')]
)

/** A value that can be a part of a tag whatever the variables hold. */
const tag = mixed(
  [4, texts('1', 'v2', 'ltsc2022', '"1"', "'1'", 'a^b', '"v"2')],
  [2, joined(texts('x', '"y"'), variable)]
)

const assignment = (name: Texts, of = value): Texts =>
  mixed(
    [60, joined(name, texts('='), of)],
    [1, name.map(key => `"${key}"=q`)],
    [1, name.map(key => `"${key}=q r"`)],
    [1, name.map(key => `'${key}=q r'`)]
  )

/** An instruction of these words. */
const line = (words: fc.Arbitrary<readonly string[]>, end: Texts): Texts =>
  fc.tuple(words, fc.array(gap, { minLength: 4, maxLength: 4 }), end).map(([given, gaps, last]) => {
    const [first = '', ...others] = given
    return `${first}${others.map((word, index) => `${gaps[index] ?? ' '}${word}`).join('')}${last}\n`
  })

/** An instruction of one to three of these words. */
const list = (keyword: string, word: Texts, end: Texts): Texts =>
  line(
    fc
      .tuple(inCase(keyword), fc.array(broken(word), { minLength: 1, maxLength: 3 }))
      .map(([first, words]) => [first, ...words]),
    end
  )

const argumentEnding = weighted([30, ''], [2, ' ', ' ^^', '^^', '~'], [1, '^', ' ^ '])

/** An ARG of a stage. */
export const argument = list('ARG', mixed([3, assignment(names)], [2, names]), argumentEnding)

/** An ARG before the first stage: what bases are made from. */
export const globalArgument = list(
  'ARG',
  mixed(
    [8, assignment(names, tag)],
    [1, assignment(names)],
    [3, names],
    [2, texts('IMAGE=k/l:1', 'IMAGE="k/l":2', 'IMAGE=k/l:x$A', "IMAGE='k/l'", 'DIR=C:^^', 'DIR="C:^^"')]
  ),
  argumentEnding
)

const labelNames = mixed(
  [4, texts('one', 'two', 'three', 'four')],
  [1, names.map(name => `of.$${name}`)],
  [1, names.map(name => `'of'.\${${name}:-none}`)]
)

/** An ENV or a LABEL, in the form of today or in the old one. */
const pairs = (keyword: string, name: Texts): Texts =>
  mixed(
    [4, list(keyword, assignment(name), ending)],
    [1, line(fc.tuple(inCase(keyword), name, texts('old form', '"a" b=c', "'a'  b", '$A ^$B', 'C:^^')), ending)]
  )

export const label = pairs('LABEL', labelNames)
export const environment = pairs('ENV', names)

/** Instructions whose text says nothing of bases and labels, so long as it ends where docker thinks that it does. */
export const other = line(
  fc.oneof(
    fc.tuple(inCase('CMD'), texts('echo', 'dir C:^^', '["a", "b^^"]', 'echo "', "it's", 'FROM x', 'a#b')),
    fc.tuple(inCase('WORKDIR'), texts('C:^^', '/a', '/a^ b')),
    fc.tuple(inCase('ONBUILD'), texts('RUN', 'CMD'), texts('echo', 'dir C:^^ &&', 'LABEL x=y')),
    fc.tuple(texts('ONBUILD'), texts('LABEL'), assignment(labelNames)),
    fc.tuple(texts('HEALTHCHECK'), texts('CMD'), texts('a', 'a ^\n b'))
  ),
  ending
)

/** Lines that are no instructions. */
export const filler = weighted(
  [12, ''],
  [2, '\n', '# why\n', '  # why ^\n'],
  [1, ' \t\n', '#\n', '# escape=~\n', '#FROM x\n', '\u00a0\n']
)

const heredocEnd = texts('EOF', 'E1', 'end')

/** Lines that look like instructions, and are the text of a here-document. */
const heredocText = fc
  .array(texts('FROM z:1', 'LABEL no=1', '# why', 'a ^', 'a ^^', '', ' EOF', 'EOF ', 'ARG A=z', '<<E1', '"', "it's"), {
    maxLength: 3
  })
  .map(lines => lines.map(text => `${text}\n`).join(''))

/** Instructions with here-documents, and some that only look so. */
export const heredoc = mixed(
  [
    3,
    fc
      .tuple(texts('COPY', 'ADD', 'copy'), texts('', "'", '"'), heredocEnd, gap, heredocText)
      .map(([keyword, quote, end, space, text]) => `${keyword} <<${quote}${end}${quote}${space}/f\n${text}${end}\n`)
  ],
  [
    2,
    fc
      .tuple(texts(':', ': a ^\n b'), heredocEnd, heredocText)
      .map(([command, end, text]) => `RUN ${command} <<${end}\n${text}${end}\n`)
  ],
  [1, heredocEnd.map(end => `RUN <<${end}\n: FROM y:1\n${end}\n`)],
  [2, heredocText.map(text => `COPY <<-EOF <<E1 /d/\n${text}\tEOF\nFROM y:1\nE1\n`)],
  [1, texts('LABEL one="<<EOF"\n', 'LABEL two=<<EOF\n', 'CMD a <<EOF\n', 'RUN : "<<EOF"\n', 'RUN : $((1<<2))\n')],
  [1, texts('RUN ["sh", "-c", ": <<EOF"]\n', 'ONBUILD COPY <<EOF /f\nFROM y:1\nEOF\n')]
)
