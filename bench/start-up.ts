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

/** What a mode is given, with the server that it asks. */
type Given = (host: string) => Readonly<Record<string, string>>

const tags = 'v2.7.0'
const release = { tags, releases: 'ltsc2022' }

/** Modes that begin with a request to a registry. */
const asking: Readonly<Record<string, Given>> = {
  manifest: host => ({ image: `${host}/org/app`, ...release }),
  rebase: host => ({ source: `${host}/org/app:${tags}-ltsc2022` }),
  assemble: host => ({
    image: `${host}/org/app`,
    'base-image': `${host}/base`,
    files: 'Dockerfile => C:/app/Dockerfile',
    ...release
  }),
  check: host => ({ source: `${host}/org/app:${tags}` })
}

/**
 * The bundle until its first connection, which is when its first request is on the way. A build asks docker first: what
 * stands in for docker connects, too.
 */
const runToFirstWord = async (mode: string, given: Given): Promise<number> => {
  const enough = new AbortController()
  let connected: number | undefined
  const server = createServer(socket => {
    connected ??= performance.now()
    enough.abort()
    socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const step = makeStep({ mode, ...given(`127.0.0.1:${port}`) })
  writeFileSync(join(step.cwd, 'Dockerfile'), 'FROM scratch\n')
  writeFileSync(join(step.cwd, 'docker'), `#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/${port}\nread -u 3\n`, {
    mode: 0o755
  })
  const env = { ...step.env, PATH: `${step.cwd}:/usr/bin:/bin` }
  try {
    const { started } = await runProcess(node, [bundle], { ...step, env, enough: enough.signal })
    if (connected === undefined) throw new Error(`The bundle ended its mode ${mode} without a request.`)
    return connected - started
  } finally {
    step.remove()
    await new Promise(resolve => server.close(resolve))
  }
}

/** A whole run that needs nobody else. */
const runWhole = async (inputs: Readonly<Record<string, string>>, expected = 0): Promise<number> => {
  const step = makeStep(inputs)
  try {
    const { started, ended } = await runProcess(node, [bundle], { ...step, expected })
    return ended - started
  } finally {
    step.remove()
  }
}

const empty = 'an empty script, whole'

/** What the bundle spends before its work begins, beside a Node that does nothing. */
export const startUpBench: Bench = async ({ runs = 15 }) => {
  const contestants = [
    { name: empty, run: runEmpty },
    ...Object.entries(asking).map(([mode, given]) => ({
      name: `mode: ${mode}, to the first request`,
      run: () => runToFirstWord(mode, given)
    })),
    {
      name: 'mode: build, to the first docker command',
      run: () => runToFirstWord('build', host => ({ image: `${host}/org/app`, tags }))
    },
    { name: 'mode: plan, whole', run: () => runWhole({ mode: 'plan', releases: 'ltsc2022' }) },
    { name: 'a bad input, whole', run: () => runWhole({ mode: 'nonsense' }, 1) }
  ].map(contestant => ({ ...contestant, times: [] as number[] }))
  for (let round = 0; round < runs; round++) {
    for (const { run, times } of contestants) times.push(await run())
  }
  const rows = contestants.map(({ name, times }) => ({ name, ms: median(times) }))
  const added = (rows[1]?.ms ?? 0) - (rows[0]?.ms ?? 0)
  return [
    {
      title: 'start-up: the bundle before its work begins',
      runs,
      peers: [empty],
      measurements: [{ rows }],
      notes: [`Up to its first request the fan-in takes ${added.toFixed(0)} ms more than an empty script in all.`]
    }
  ]
}
