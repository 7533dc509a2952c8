/** What a runner makes of what a step writes to its standard output. */
export type RunnerLog = {
  errors: string[]
  warnings: string[]
  notices: string[]
  /** The values that the step asked to hide. */
  masks: string[]
  /** What a reader of the job's log sees: no commands that carry a mask, and `***` for what is hidden. */
  text: string
}

const unescape = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')

/** Reads the workflow commands (`::error::…`) in the output of a step. */
export const readRunnerLog = (output: string): RunnerLog => {
  const log: RunnerLog = { errors: [], warnings: [], notices: [], masks: [], text: '' }
  const annotations: Record<string, string[]> = { error: log.errors, warning: log.warnings, notice: log.notices }
  const visible: string[] = []
  let stopped: string | undefined
  for (const line of output.split(/\r?\n/)) {
    const [, command = '', message = ''] = /^\s*::([^ :]+)(?: [^:]*)?::(.*)$/.exec(line) ?? []
    if (stopped !== undefined) {
      if (command === stopped) stopped = undefined
    } else if (command === 'stop-commands') {
      stopped = message
    } else if (command === 'add-mask') {
      log.masks.push(unescape(message))
      continue
    } else {
      annotations[command]?.push(unescape(message))
    }
    visible.push(line)
  }
  // A runner hides a value of several lines line by line, too. The longest go first: one may hold another.
  const hidden = log.masks.flatMap(mask => [mask, ...mask.split(/\r?\n/)]).filter(mask => mask.trim() !== '')
  log.text = hidden
    .sort((a, b) => b.length - a.length)
    .reduce((text, mask) => text.replaceAll(mask, '***'), visible.join('\n'))
  return log
}

/** Reads the `name=value` lines and heredoc blocks of a file such as `GITHUB_OUTPUT`. */
export const readFileCommands = (text: string): Record<string, string> => {
  const values: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const [, block, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? []
    if (block !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, index + 1)
      if (end === -1) throw new Error(`${block} has no end: ${delimiter}`)
      values[block] = lines.slice(index + 1, end).join('\n')
      index = end
    } else if (line !== '') {
      const equals = line.indexOf('=')
      if (equals === -1) throw new Error(`neither a value nor a block: ${line}`)
      values[line.slice(0, equals)] = line.slice(equals + 1)
    }
  }
  return values
}
