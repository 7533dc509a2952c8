import { InputError } from './errors.js'
import type { InputReader } from './reader.js'

export const modes = ['build', 'manifest', 'rebase', 'assemble', 'check', 'plan'] as const

export type Mode = (typeof modes)[number]

/** GitHub passes an input with a default to every mode, so those that do not use it take it too. */
const everywhere = ['github-token', 'show-summary']
/** What it takes to reach the registry of an image. */
const reaching = [...everywhere, 'image', 'tags', 'username', 'password', 'retries', 'insecure-registries']
/** What it takes to publish images of releases. */
const publishing = [...reaching, 'suffix', 'releases', 'push', 'version', 'allow-downgrade']

/** What each mode takes, besides `mode` itself. */
export const inputsOf: Readonly<Record<Mode, readonly string[]>> = {
  build: [
    ...publishing,
    'revision',
    'labels',
    'context',
    'file',
    'build-args',
    'target',
    'pull',
    'no-cache',
    'network',
    'isolation',
    'memory',
    'base-image',
    'cache-from',
    'pin-base',
    'test',
    'test-healthy',
    'test-timeout',
    'docker-version',
    'docker-download-url',
    'docker-sha256'
  ],
  manifest: [
    ...publishing,
    'revision',
    'sources',
    'spec',
    'annotations',
    'media-type',
    'keep-existing',
    'allow-stale',
    'allow-removal',
    'allow-missing-os-version'
  ],
  rebase: [
    ...publishing,
    'labels',
    'base-image',
    'source',
    'new-base',
    'old-base',
    'allow-run-layers',
    'allow-removal'
  ],
  assemble: [
    ...publishing,
    'revision',
    'labels',
    'base-image',
    'files',
    'entrypoint',
    'cmd',
    'env',
    'workdir',
    'user',
    'expose'
  ],
  check: [...reaching, 'base-image', 'source', 'fail-on'],
  plan: [...everywhere, 'releases', 'runners']
}

/** The inputs of action.yml. */
export const inputNames: readonly string[] = ['mode', ...new Set(modes.flatMap(mode => inputsOf[mode]))]

/**
 * Reads the mode, and refuses inputs that the mode does not take: an input without effect is a mistake.
 *
 * @throws InputError that names the input
 */
export const readMode = (read: InputReader): Mode => {
  const mode = read.choice('mode', modes, 'build')
  for (const name of inputNames) {
    if (name === 'mode' || inputsOf[mode].includes(name) || read.string(name) === undefined) continue
    const takers = modes.filter(one => inputsOf[one].includes(name)).map(one => `'${one}'`)
    throw new InputError(
      name,
      `Input '${name}' does not apply to mode '${mode}'`,
      `remove it, or use mode ${takers.join(' or ')}`
    )
  }
  return mode
}
