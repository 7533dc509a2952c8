/**
 * A program that writes down how it was called and answers from a table. It runs
 * - as a script, under whatever name it is linked to or copied as (`#!/…/node` in front),
 * - inside a single executable application,
 * - preloaded (`NODE_OPTIONS=--require`) into a copy of node that has another name; a node of its own name that gets
 *   to see the option goes on as if nothing were. A first argument with a dash is out of reach then: node takes it.
 *
 * RECORDER_RULES  a JSON file: a list of rules, of which the first that fits answers:
 *                 program, args (the first arguments), pattern {source, flags} (on all arguments, joined by blanks),
 *                 times (after so many it fits no more), key (counts them across tables), delay (milliseconds), stdout, stderr, exitCode,
 *                 writes [{option, text}] (into the file whose path follows the option), stdin (read it),
 *                 unpacks {pattern {source, flags}, from} (copies the folder to the path that is the pattern's group)
 * RECORDER_LOG    a file that gets a line of JSON for every call
 */
'use strict'
// Node preloads CommonJS, and its own modules are all that a script inside an application can have.
/* eslint-disable @typescript-eslint/no-require-imports */
const fs = require('node:fs')
const path = require('node:path')

const nameOf = file => path.basename(file).replace(/\.(exe|cjs|js)$/i, '')

/** How it was called; undefined where this is a node that is about something else. */
const readCall = () => {
  if (require.main !== undefined)
    return { program: nameOf(process.argv[1]), path: process.argv[1], argv: process.argv.slice(2) }
  const program = nameOf(process.execPath)
  if (program.toLowerCase() === 'node') return undefined
  // Node took the first argument for a script and made its path absolute.
  const [, first, ...rest] = process.argv
  const argv = first === undefined ? [] : [path.relative(process.cwd(), first), ...rest]
  return { program, path: process.execPath, argv }
}

const fits = (rule, { program, argv }) =>
  (rule.program === undefined || rule.program === program) &&
  (rule.args === undefined || rule.args.every((argument, index) => argument === argv[index])) &&
  (rule.pattern === undefined || new RegExp(rule.pattern.source, rule.pattern.flags).test(argv.join(' ')))

/** Takes one of a rule's times. A folder is made by one process only, however many ask at once. */
const take = (rule, index) => {
  if (rule.times === undefined) return true
  for (let time = 0; time < rule.times; time++) {
    try {
      fs.mkdirSync(
        `${rule.key === undefined ? `${process.env.RECORDER_LOG}.${index}` : path.join(path.dirname(process.env.RECORDER_LOG), rule.key)}.${time}`
      )
      return true
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
  return false
}

const readText = file => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

const write = (descriptor, text) => {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest))
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
  }
}

/** The path of the Dockerfile of a build. */
const dockerfileOf = argv => {
  const option = argv.indexOf('--file')
  return option === -1 ? path.join(argv.at(-1), 'Dockerfile') : argv[option + 1]
}

const answer = call => {
  const { env } = process
  const rules = JSON.parse(fs.readFileSync(env.RECORDER_RULES, 'utf8'))
  const found = rules.findIndex((rule, index) => fits(rule, call) && take(rule, index))
  const missing = { exitCode: 97, stderr: `no rule for: ${call.program} ${call.argv.join(' ')}\n` }
  const rule = found === -1 ? missing : rules[found]

  // Whoever does not mean to write to it may leave it open for good, so it is not read on suspicion.
  const readsInput =
    rule.stdin === true || call.argv.some(argument => argument === '-' || argument === '--password-stdin')
  const record = {
    ...call,
    rule: found,
    cwd: process.cwd(),
    env: Object.fromEntries(Object.entries(env).filter(([name]) => /^(DOCKER|BUILDKIT|BUILDX|COMPOSE)_/i.test(name))),
    dockerConfig: env.DOCKER_CONFIG === undefined ? null : readText(path.join(env.DOCKER_CONFIG, 'config.json')),
    stdin: readsInput ? readText(0) : null,
    dockerfile: call.argv[0] === 'build' ? readText(dockerfileOf(call.argv)) : null,
    time: Date.now()
  }
  fs.appendFileSync(env.RECORDER_LOG, `${JSON.stringify(record)}\n`)

  if (rule.delay !== undefined) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, rule.delay)
  for (const { option, text } of rule.writes ?? []) {
    const position = call.argv.indexOf(option)
    if (position !== -1) fs.writeFileSync(call.argv[position + 1], text)
  }
  if (rule.unpacks !== undefined) {
    const { pattern, from } = rule.unpacks
    const [, to] = new RegExp(pattern.source, pattern.flags).exec(call.argv.join(' ')) ?? []
    fs.cpSync(from, to, { recursive: true })
  }
  write(1, rule.stdout ?? '')
  write(2, rule.stderr ?? '')
  process.exit(rule.exitCode ?? 0)
}

const call = readCall()
if (call !== undefined) answer(call)
