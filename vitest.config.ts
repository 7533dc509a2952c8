import { defineConfig } from 'vitest/config'
import { FileReporter } from './__tests__/support/reporter.js'
import { SlowestFirst } from './__tests__/support/sequencer.js'

export default defineConfig({
  test: {
    dir: '__tests__',
    include: ['**/*.test.ts'],
    // Much of the time tests wait for registries, engines and pauses: two cores are enough for three files at once.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    clearMocks: true,
    reporters: [new FileReporter(), ...(process.env.GITHUB_ACTIONS === 'true' ? ['github-actions'] : [])],
    coverage: { include: ['src/**'], reporter: ['text', 'html'] }
  }
})
