import { runProgram } from '../runner/process.js'

/** The values of a key of the Windows registry; none where it cannot be read. */
export const registryValues = async (key: string): Promise<ReadonlyMap<string, string>> => {
  const output = await runProgram('reg', ['query', key], { timeoutMs: 30_000 }).catch(() => undefined)
  const lines = [...(output?.stdout ?? '').matchAll(/^ +(\w+) +REG_\w+ +(.*?)\r?$/gm)]
  return new Map(lines.map(([, name = '', value = '']) => [name, value]))
}
