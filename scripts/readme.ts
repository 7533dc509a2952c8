import { realpathSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'

type Entry = {
  name: string
  description: string
  required: boolean
  /** Markdown; '' without one. */
  default: string
  /** The comment lines above it. */
  comment: string | undefined
}

type Group = { title: string; introduction: string; entries: Entry[] }

const readmePath = fileURLToPath(new URL('../README.md', import.meta.url))
const actionPath = fileURLToPath(new URL('../action.yml', import.meta.url))

/** Text of a field, whatever type YAML gives to how it is written. */
const field = (entry: YAMLMap, key: string): string => {
  const value = entry.get(key, true)
  return isScalar(value) ? (value.source ?? '') : ''
}

/** A sentence `Default: ….` of a description, with the blanks before it. Only a full stop before a blank ends it. */
const defaultSentence = /(?:^|\s+)Default: ((?:`[^`]*`|[^`.]|\.(?!\s|$))+)\.(?=\s|$)/

/** GitHub passes a `default:` to every mode, so most inputs state theirs in the description alone. */
const readDefault = (name: string, description: string, value: string): Pick<Entry, 'description' | 'default'> => {
  const [sentence = '', stated] = defaultSentence.exec(description) ?? []
  if (stated === undefined) return { description, default: value === '' ? '' : `\`${value}\`` }
  if (value !== '') throw new Error(`${name} of action.yml has a default, and another one in its description`)
  return { description: description.replace(sentence, '').trim(), default: stated }
}

/** The inputs or the outputs of an action.yml, in its order. */
const readEntries = (actionYml: string, section: 'inputs' | 'outputs'): Entry[] => {
  const document = parseDocument(actionYml)
  const [broken] = document.errors
  if (broken !== undefined) throw new Error(`action.yml cannot be read: ${broken.message}`, { cause: broken })

  const map: unknown = document.get(section, true)
  if (!isMap(map)) throw new Error(`action.yml has no ${section}`)

  return map.items.map(({ key, value }, index) => {
    if (!isScalar(key) || !isMap(value)) throw new Error(`${section} of action.yml has an entry that is no mapping`)
    const name = String(key.value)
    const description = field(value, 'description').trim()
    if (description === '') throw new Error(`${name} in ${section} of action.yml has no description`)
    // What stands above the first key belongs to the mapping.
    const comment = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined)
    return {
      name,
      ...readDefault(name, description, field(value, 'default')),
      required: field(value, 'required') === 'true',
      comment: comment ?? undefined
    }
  })
}

/** A comment starts a group: its first line is the title, what follows introduces the group. */
const groupEntries = (entries: readonly Entry[]): Group[] => {
  const groups: Group[] = []
  for (const entry of entries) {
    if (entry.comment !== undefined) {
      const [title = '', ...introduction] = entry.comment.split('\n').map(line => line.trim())
      groups.push({ title, introduction: introduction.join('\n').trim(), entries: [] })
    }
    const group = groups.at(-1)
    if (group === undefined) {
      throw new Error(`input ${entry.name} of action.yml belongs to no group: write a comment with its title above it`)
    }
    group.entries.push(entry)
  }
  return groups
}

/** Outside of code GitHub would take `<name>` for an HTML tag and drop it. */
const escapeTags = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
    .join('')

/** Text as one cell of a table. GitHub reads `\|` as a pipe even in code. */
const cell = (text: string): string => escapeTags(text).replaceAll('|', '\\|').replace(/\n+/g, '<br>')

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n')

const defaultCell = (entry: Entry): string => (entry.required ? '**required**' : cell(entry.default))

/** The inputs as Markdown: a heading and a table for each group. */
export const renderInputs = (actionYml: string): string =>
  groupEntries(readEntries(actionYml, 'inputs'))
    .map(({ title, introduction, entries }) =>
      [
        `### ${title}`,
        introduction,
        table(
          ['Name', 'Default', 'Description'],
          entries.map(entry => [`\`${entry.name}\``, defaultCell(entry), cell(entry.description)])
        )
      ]
        .filter(block => block !== '')
        .join('\n\n')
    )
    .join('\n\n')

/** The outputs as one Markdown table. */
export const renderOutputs = (actionYml: string): string =>
  table(
    ['Name', 'Description'],
    readEntries(actionYml, 'outputs').map(entry => [`\`${entry.name}\``, cell(entry.description)])
  )

/** A page with other content between `<!-- name-start -->` and `<!-- name-end -->`. */
export const replaceBetween = (readme: string, name: string, content: string): string => {
  const start = `<!-- ${name}-start -->`
  const end = `<!-- ${name}-end -->`
  const from = readme.indexOf(start)
  const to = readme.indexOf(end, from)
  if (from === -1 || to === -1) throw new Error(`the page has no ${start} that is followed by ${end}`)
  return `${readme.slice(0, from + start.length)}\n\n${content.trim()}\n\n${readme.slice(to)}`
}

/** The README with the tables that an action.yml gives, set as `npm run format` sets them. */
export const updateReadme = async (readme: string, actionYml: string): Promise<string> => {
  const options = { ...(await resolveConfig(readmePath)), parser: 'markdown' }
  const inputs = await format(renderInputs(actionYml), options)
  const outputs = await format(renderOutputs(actionYml), options)
  return replaceBetween(replaceBetween(readme, 'inputs', inputs), 'outputs', outputs)
}

const main = async (args: readonly string[]): Promise<void> => {
  const readme = await readFile(readmePath, 'utf8')
  const updated = await updateReadme(readme, await readFile(actionPath, 'utf8'))
  if (updated === readme) return
  if (args.includes('--check')) {
    console.error('README.md does not say what action.yml says. Run `npm run readme` and commit README.md.')
    process.exitCode = 1
    return
  }
  await writeFile(readmePath, updated)
}

// Tests import this file; only the command line runs it.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2))
}
