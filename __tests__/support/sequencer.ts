import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Beginnings of the names of test files, those that take longest first. */
const slowestFirst = ['e2e/wine', 'e2e/build-engine', 'e2e/rebase.', 'registry/fault-matrix', 'e2e/', 'registry/', '']

/** Begins with the files that take longest, so that no worker is left alone with one of them at the end. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      const name = relative(project.config.dir, moduleId).replaceAll('\\', '/')
      return slowestFirst.findIndex(beginning => name.startsWith(beginning))
    }
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}
