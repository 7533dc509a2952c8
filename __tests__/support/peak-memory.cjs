// Preloaded into a process, it writes down how much memory the process held at most. Only Linux tells.
const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs')

process.once('exit', () => {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  writeFileSync(process.env.PEAK_MEMORY_FILE, kib)
})
