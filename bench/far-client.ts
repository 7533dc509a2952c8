import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../__tests__/support/folder.js'
import type { FarRegistry } from './far-registry.js'
import { runProcess } from './process.js'
import { bundle, makeStep, node } from './step.js'

/** What other programs are started with: commands in a home of their own, one after the other. */
export type Script = {
  readonly commands: readonly (readonly [program: string, ...args: string[]])[]
  /** Texts by the name that the commands find them under. */
  readonly files?: Readonly<Record<string, string>>
}

const path = '/usr/bin:/bin'

/** Runs a step with the bundle, as a runner starts it; it resolves with the milliseconds it took. */
export const runStep = async (
  { caFile, login }: FarRegistry,
  inputs: Readonly<Record<string, string>>
): Promise<number> => {
  const step = makeStep({ retries: '1', ...login, ...inputs }, { NODE_EXTRA_CA_CERTS: caFile })
  try {
    const { started, ended } = await runProcess(node, [bundle], step)
    return ended - started
  } finally {
    step.remove()
  }
}

/**
 * Runs programs that read docker's config; it resolves with the milliseconds that the commands took. All of them are
 * written in Go, which takes its authorities from a variable.
 */
export const runScript = async (
  { host, caFile, login }: FarRegistry,
  { commands, files = {} }: Script
): Promise<number> => {
  const folder = makeFolder('bench-home')
  const config = join(folder.path, '.docker')
  mkdirSync(config)
  if (login !== undefined) {
    const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
    writeFileSync(join(config, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }))
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text)
  const env = { PATH: path, HOME: folder.path, DOCKER_CONFIG: config, SSL_CERT_FILE: caFile }
  try {
    let ms = 0
    for (const [program, ...args] of commands) {
      const { started, ended } = await runProcess(program, args, { env, cwd: folder.path })
      ms += ended - started
    }
    return ms
  } finally {
    folder.remove()
  }
}

/** Whether a command works in a home that is as empty as that of {@link runScript}. */
export const works = (program: string, ...args: readonly string[]): boolean => {
  const folder = makeFolder('bench-home')
  const env = { PATH: path, HOME: folder.path, DOCKER_CONFIG: folder.path }
  try {
    return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0
  } finally {
    folder.remove()
  }
}
