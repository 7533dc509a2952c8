import { pushFixture } from '../__tests__/support/images.js'
import { startMemoryRegistry } from '../__tests__/support/memory-registry.js'
import { runAction } from '../__tests__/support/action.js'

/** Windows images in the shape in which `docker push` leaves them, built for these releases. */
const releases = ['ltsc2019', 'ltsc2022', 'ltsc2025']

const say = (text: string): void => {
  console.log(text)
}
const heading = (text: string): void => {
  say(`\n\u001b[1m${text}\u001b[0m\n`)
}

const registry = await startMemoryRegistry()
try {
  heading(`1. A registry on ${registry.host} holds what three Windows runners have built and pushed`)
  for (const release of releases) {
    const digest = await pushFixture(registry, 'org/app', `v2.7.0-${release}`, `app-classic-${release}`)
    say(`   org/app:v2.7.0-${release}  ${digest}`)
  }

  const inputs = {
    mode: 'manifest',
    image: `${registry.host}/org/app`,
    tags: 'v2.7.0, {{major}}.{{minor}}, latest',
    releases: releases.join(', ')
  }
  heading('2. The fan-in job runs the action, as a runner starts it, with')
  for (const [name, value] of Object.entries(inputs)) say(`   ${name}: ${value}`)
  say('')
  const before = registry.requests.length
  const result = await runAction({ inputs })
  say(result.log.trimEnd())
  if (result.exitCode !== 0) throw new Error(`the action ended with exit code ${result.exitCode}\n${result.stderr}`)

  heading('3. What the registry holds now')
  for (const [tag, digest] of registry.tags('org/app')) say(`   org/app:${tag.padEnd(16)}  ${digest}`)
  const requests = registry.requests.length - before
  say(`\n   ${requests} requests, ${Math.round(result.durationMs)} ms from start to end of the process`)

  heading('4. The step summary')
  say(result.summary)
} finally {
  await registry.close()
}
