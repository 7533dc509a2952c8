import { expect, test } from 'vitest'
import { exec, getExecOutput } from '../../src/runner/exec.js'

test.each([0, 3])('what stands in for @actions/exec runs programs as it does: exit code %d', async code => {
  const chunks: Buffer[] = []
  const options = {
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: (chunk: Buffer) => chunks.push(chunk) }
  }
  const script = `process.stdout.write('out'); process.exitCode = ${code}`
  expect(await exec(process.execPath, ['-e', script], options)).toBe(code)
  expect(Buffer.concat(chunks).toString()).toBe('out')
  const output = await getExecOutput(process.execPath, ['-e', script], { silent: true, ignoreReturnCode: true })
  expect(output).toEqual({ exitCode: code, stdout: 'out', stderr: '' })
})
