import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { runProcess } from './process.js'
import { type Bench, median } from './report.js'
import { bundle, makeStep, node } from './step.js'

/** An empty script: what any action on Node has to spend. */
const runEmpty = async (): Promise<number> => {
  const step = makeStep({})
  const script = join(step.cwd, 'empty.js')
  writeFileSync(script, '')
  try {
    const { started, ended } = await runProcess(node, [script], step)
    return ended - started
  } finally {
    step.remove()
  }
}

/** The bundle until it opens its first connection, which is when its first request is on the way. */
const runToFirstRequest = async (): Promise<number> => {
  const enough = new AbortController()
  let connected: number | undefined
  const server = createServer(socket => {
    connected ??= performance.now()
    enough.abort()
    socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const image = `127.0.0.1:${(server.address() as AddressInfo).port}/org/app`
  const step = makeStep({ mode: 'manifest', image, tags: 'v2.7.0', releases: 'ltsc2022' })
  try {
    const { started } = await runProcess(node, [bundle], { ...step, enough: enough.signal })
    if (connected === undefined) throw new Error('The bundle ended without a request.')
    return connected - started
  } finally {
    step.remove()
    await new Promise(resolve => server.close(resolve))
  }
}

/** The whole bundle where there is nothing to do for it: it refuses its first input. */
const runRefused = async (): Promise<number> => {
  const step = makeStep({ mode: 'nonsense' })
  try {
    const { started, ended } = await runProcess(node, [bundle], { ...step, expected: 1 })
    return ended - started
  } finally {
    step.remove()
  }
}

/** What the bundle spends before its work begins, beside a Node that does nothing. */
export const startUpBench: Bench = async ({ runs = 15 }) => {
  const contestants = [
    { name: 'an empty script, whole', run: runEmpty, times: [] as number[] },
    { name: 'mode: manifest, to the first request', run: runToFirstRequest, times: [] as number[] },
    { name: 'a bad input, whole', run: runRefused, times: [] as number[] }
  ]
  for (let round = 0; round < runs; round++) {
    for (const { run, times } of contestants) times.push(await run())
  }
  return [
    {
      title: 'start-up: the bundle before its work begins',
      runs,
      peer: 'an empty script, whole',
      measurements: [{ rows: contestants.map(({ name, times }) => ({ name, ms: median(times) })) }],
      notes: []
    }
  ]
}
