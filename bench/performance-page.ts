import { format, resolveConfig } from 'prettier'
import type { BenchRecord } from './record.js'
import type { BenchReport } from './report.js'
import { runsOf, type Table, tablesOf } from './table.js'

const introduction = `# Performance

<!-- Written by the bench: change bench/, not this page. -->

What win-multiarch takes beside the programs that people use for the same work by hand. Whole processes are measured, from
their start to their end, and ours reads back what it has written. The lists, the rebased images and the copies that a run
leaves in a registry are compared with what they had to be: one that is not right ends the bench without figures.

The network is made for it: Debian's registry behind TLS, on the same machine, and in front of it a relay that takes half
a round trip for each direction and a whole one for each connection. The figures show latency, not bandwidth, and
not the response time of other registries.`

const glossary = `- **median ms** is the time of a run; all figures are medians, but for the peak of the memory, which is the greatest.
- **ratio** is the time beside that of the row with 1.00, the fastest peer at that latency: 0.50 is half as long.
- **fault** says what is wrong with a result. Such a row is shown, but not compared with.
- **round trips** are sequential: concurrent requests count once. **rest ms** is the time without them.
- **bytes** are those on the network, with TLS and in both directions.`

const reasons = `- **Without latency**, a program in Go has its answers before Node has started: Node takes 40 ms for itself, as long again for
  TLS, HTTP and the code of this action, and what is read back costs a round trip. From some 20 ms a round trip on, fewer round
  trips outweigh that.
- **Copies** take more of a processor than those of Go. Node makes a new buffer of every 16 KiB that TLS hands over, its HTTP
  parser copies each once more, and all of them have to be collected. oras is faster than all others because it does not hash
  what it carries.`

const cell = (text: string): string => text.replaceAll('|', '\\|')

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

const formatTable = ({ caption, header, rows }: Table): string => {
  const alignment = header.map((_, column) => (column === 0 ? '---' : '---:'))
  const table = [header, alignment, ...rows].map(line).join('\n')
  return caption === undefined ? table : `_${caption}_\n\n${table}`
}

/** Lines that belong together, such as a list of requests, stay as they are. */
const formatNote = (note: string): string => (note.includes('\n') ? `\`\`\`text\n${note}\n\`\`\`` : note)

const formatReport = (report: BenchReport): string =>
  [
    `### ${report.title}`,
    `${runsOf(report)} of each.`,
    ...tablesOf(report).map(formatTable),
    ...report.notes.map(formatNote)
  ].join('\n\n')

const formatValues = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n')

/** The page that shows a record: Markdown as prettier sets it in this repository. */
export const performancePage = async (record: BenchRecord): Promise<string> => {
  const { command, date, commit, machine, programs, reports } = record
  const page = [
    introduction,
    '## How it was measured',
    `\`\`\`console\n${command}\n\`\`\``,
    formatValues({ date: date.slice(0, 10), commit, ...machine }),
    'With these programs:',
    formatValues(programs),
    '## Where other programs are faster',
    reasons,
    '## Figures',
    glossary,
    ...reports.map(formatReport)
  ].join('\n\n')
  return format(page, { ...(await resolveConfig(new URL(import.meta.url))), parser: 'markdown' })
}
