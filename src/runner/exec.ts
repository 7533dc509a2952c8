/** The real package, by its path: its name leads here. */
type Package = typeof import('../../node_modules/@actions/exec/lib/exec.js')

const load = (): Promise<Package> => import('../../node_modules/@actions/exec/lib/exec.js')

/**
 * Stands in for `@actions/exec` in the bundle (`paths` in tsconfig.json): `@actions/core` imports that package at its top,
 * for `platform` alone, and would load it and `node:child_process` in every run. It is loaded with the first program.
 */
export const exec: Package['exec'] = async (...args) => (await load()).exec(...args)

/** The same for the output of a program, which `@actions/core` and `@actions/tool-cache` may ask for. */
export const getExecOutput: Package['getExecOutput'] = async (...args) => (await load()).getExecOutput(...args)
