import { vi } from 'vitest'

/** What is written to the standard output while a body runs. */
export const printedBy = async (body: () => unknown): Promise<string> => {
  const written: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    written.push(String(text))
    return true
  })
  try {
    await body()
    return written.join('')
  } finally {
    write.mockRestore()
  }
}
