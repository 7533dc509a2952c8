import { defineConfig } from 'vitest/config'
import { FileReporter } from './__tests__/support/reporter.js'

export default defineConfig({
  test: {
    dir: '__tests__',
    include: ['**/*.test.ts'],
    // Whole processes, registries and engines are started here; two cores are enough for two files at once.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    clearMocks: true,
    reporters: [new FileReporter(), ...(process.env.GITHUB_ACTIONS === 'true' ? ['github-actions'] : [])],
    coverage: { include: ['src/**'], reporter: ['text', 'html'] }
  }
})
