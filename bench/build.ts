import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { busyboxFiles, makeContext } from '../__tests__/support/build-context.js'
import { type Distribution, startDistribution } from '../__tests__/support/distribution.js'
import { type Engine, startEngine } from '../__tests__/support/engine.js'
import { buildImage } from '../__tests__/support/image-builder.js'
import { pushImage } from '../__tests__/support/images.js'
import { hasService, requireService, type Service } from '../__tests__/support/services.js'
import { runProcess } from './process.js'
import { type Bench, median } from './report.js'
import { bundle, makeStep, node } from './step.js'

const services: readonly Service[] = ['docker', 'dockerd', 'docker-registry', 'busybox']
const title = 'build: one leg on a Linux engine'
const peer = 'docker build, docker push'
const labelled = `${peer}, with as many labels`

/** A context that builds on a base of the registry, which the engine has pulled. */
const dockerfileOn = (base: string): string => `FROM ${base}\nCOPY round /\nRUN busybox cat /round >/built\n`

type Site = { readonly engine: Engine; readonly registry: Distribution; readonly base: string }

/** Runs in a context whose content no run before had, so that every run builds and pushes the same. */
type Contestant = { readonly name: string; readonly run: (site: Site, round: string) => Promise<number> }

const inContext = async (
  { engine, base }: Site,
  round: string,
  inputs: Readonly<Record<string, string>>,
  work: (step: ReturnType<typeof makeStep>) => Promise<number>
): Promise<number> => {
  const step = makeStep(inputs, engine.env)
  try {
    makeContext(step.cwd, { dockerfile: dockerfileOn(base) })
    writeFileSync(join(step.cwd, 'round'), round)
    return await work(step)
  } finally {
    step.remove()
  }
}

const byHand = (name: string, labels: readonly string[]): Contestant => ({
  name,
  run: (site, round) =>
    inContext(site, round, {}, async step => {
      const tag = `${site.registry.host}/org/by-hand:${round}`
      const docker = requireService('docker')
      const given = labels.flatMap(label => ['--label', `org.opencontainers.image.${label}=${round}`])
      const { started } = await runProcess(docker, ['build', '--network', 'none', ...given, '--tag', tag, '.'], step)
      const { ended } = await runProcess(docker, ['push', tag], step)
      return ended - started
    })
})

/** Those that the step gives this image. */
const labels = ['base.digest', 'base.name', 'revision', 'source', 'title', 'url']

const ours: Contestant = {
  name: 'mode: build',
  run: (site, round) =>
    inContext(site, round, { image: `${site.registry.host}/org/ours`, tags: round, network: 'none' }, async step => {
      const { started, ended } = await runProcess(node, [bundle], step)
      return ended - started
    })
}

/** What the step adds to the two commands that it runs: it reads the Dockerfile, its base and what was pushed. */
export const buildBench: Bench = async ({ runs = 7 }) => {
  const missing = services.filter(service => !hasService(service))
  if (missing.length > 0)
    return [
      { title, runs, peers: [], measurements: [], notes: [`Not measured: ${missing.join(', ')} cannot be used here.`] }
    ]
  const [engine, registry] = [await startEngine(), await startDistribution()]
  try {
    const base = `${registry.host}/org/base:a`
    const image = buildImage({ os: 'linux', architecture: 'amd64', layers: [{ files: busyboxFiles() }] })
    await pushImage(registry.target('org/base'), 'org/base', 'a', image)
    await engine.docker(['pull', base])
    const contestants = [byHand(peer, []), byHand(labelled, labels), ours].map(contestant => ({
      ...contestant,
      times: [] as number[]
    }))
    for (let round = 0; round < runs; round++) {
      for (const [index, { run, times }] of contestants.entries())
        times.push(await run({ engine, registry, base }, `round-${round}-${index}`))
    }
    const rows = contestants.map(({ name, times }) => ({ name, ms: median(times) }))
    const added = (rows[2]?.ms ?? 0) - (rows[0]?.ms ?? 0)
    return [
      {
        title,
        runs,
        peers: [peer],
        measurements: [{ rows }],
        notes: [
          `The step adds ${added.toFixed(0)} ms to docker build and docker push, which give no labels.`,
          'The classic builder takes every label for a step; ours adds all of them in one.'
        ]
      }
    ]
  } finally {
    await registry.close()
    await engine.close()
  }
}
