import { DefaultReporter, type SerializedError, type TestCase, type TestModule } from 'vitest/node'

/**
 * Why a test was skipped: the parentheses at the end of its own name or of that of a suite around it. Without any it is
 * `skipIf` or `runIf` of the system.
 */
const reasonOf = (test: TestCase): string => {
  for (let task: TestCase | TestCase['parent'] = test; task.type !== 'module'; task = task.parent) {
    const [, reason] = / \(([^()]*)\)$/.exec(task.name) ?? []
    if (reason !== undefined) return reason
  }
  const file = test.module.relativeModuleId
  return test.options.mode === 'skip' ? `not for ${process.platform}, in ${file}` : `a hook failed in ${file}`
}

const countBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const key of items.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Failures that are not a test's own: files that could not be loaded, and hooks. */
const brokenIn = (module: TestModule): number =>
  [module, ...module.children.allSuites()].filter(suite => suite.errors().length > 0).length

/**
 * One line per file, every failure with its error, and at the end why tests were skipped and how many passed, failed and
 * were skipped. Scripts read the very last line.
 */
export class FileReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: Parameters<DefaultReporter['onTestRunEnd']>[2]
  ): void {
    super.onTestRunEnd(modules, unhandled, reason)
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const inState = (state: string): readonly TestCase[] => tests.filter(test => test.result().state === state)
    const [passed, failed, skipped] = [inState('passed'), inState('failed'), inState('skipped')]
    // Each counts as a failed test, so that a run that failed never ends with "0 failed".
    const broken = modules.reduce((sum, module) => sum + brokenIn(module), unhandled.length)

    this.log()
    if (skipped.length > 0) this.log('Skipped:')
    for (const [why, count] of countBy(skipped, reasonOf)) this.log(`  ${count}: ${why}`)
    this.log(`Finished in ${Math.round((this.end - this.start) / 1000)} s.`)
    const more = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
    this.log(`${passed.length} passed, ${failed.length + broken} failed${more}`)
  }

  protected override printTestCase(): void {
    // A file is one line.
  }

  protected override printTestSuite(): void {
    // A file is one line.
  }

  override reportTestSummary(): void {
    // The lines above replace it.
  }
}
