import type { BuildArgs } from '../dockerfile/scope.js'
import type { Release } from '../windows/releases.js'

/** The arguments that a Linux builder sets itself, and a FROM may use (docs.docker.com, "Automatic platform ARGs"). */
const automatic = (release: Release): BuildArgs => {
  if (release.os === 'windows') return {}
  const variant = release.variant ?? ''
  const platform = `linux/${release.architecture}${variant === '' ? '' : `/${variant}`}`
  const parts = { PLATFORM: platform, OS: 'linux', ARCH: release.architecture, VARIANT: variant }
  return Object.fromEntries(
    ['TARGET', 'BUILD'].flatMap(kind => Object.entries(parts).map(([part, value]) => [kind + part, value]))
  )
}

/**
 * The values of build arguments, as docker reads them.
 *
 * @param buildArgs `KEY=value`, or `KEY` alone for the variable of that name; the last one of a key counts
 * @param release that is built; undefined: without what the builder sets itself
 */
export const buildArgValues = (
  buildArgs: readonly string[],
  release?: Release,
  env: NodeJS.ProcessEnv = process.env
): BuildArgs => ({
  ...(release === undefined ? {} : automatic(release)),
  ...Object.fromEntries(
    buildArgs.flatMap(argument => {
      const equals = argument.indexOf('=')
      const value = equals < 0 ? env[argument] : argument.slice(equals + 1)
      return value === undefined ? [] : [[equals < 0 ? argument : argument.slice(0, equals), value]]
    })
  )
})
