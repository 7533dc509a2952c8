import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import { ESLint } from 'eslint'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'

import { importRules } from '../../eslint.imports.js'
import { makeFolder } from '../support/folder.js'

const root = join(import.meta.dirname, '../..')

/** The files of src/ with those that each imports, for its types too. */
const readImports = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    ts.sys.readDirectory(join(root, 'src'), ['.ts']).map(path => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true)
      const own = importedFiles.map(({ fileName }) => fileName).filter(name => name.startsWith('.'))
      return [
        relative(root, path),
        own.map(name => relative(root, join(dirname(path), name.replace(/\.js$/, '.ts'))))
      ] as const
    })
  )

/** Takes away, again and again, the files that import none of the others: what is left is in a cycle, or above one. */
const inCycles = (imports: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  let left = [...imports.keys()]
  for (let before = Infinity; left.length < before;) {
    before = left.length
    const remaining = new Set(left)
    left = left.filter(file => imports.get(file)?.some(imported => remaining.has(imported)))
  }
  return left
}

describe('the files of src', () => {
  test('import each other without a cycle, for their types too', () => {
    const imports = readImports()
    expect(imports.size).toBeGreaterThan(100)
    expect(imports.get('src/main.ts')).toContain('src/modes/build.ts')
    expect(imports.get('src/oci/types.ts')).toContain('src/oci/digest.ts')
    expect(inCycles(imports)).toEqual([])
  })

  test('are seen to have one where they had', () => {
    const cycle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b', 'd']],
      ['d', []]
    ])
    expect(inCycles(cycle)).toEqual(['a', 'b', 'c'])
  })
})

describe('the lint rules of imports', () => {
  const folder = makeFolder('imports')
  afterAll(folder.remove)
  let projects = 0

  /** What the rules report for a project of these files: `path: rule`. */
  const lint = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const cwd = join(folder.path, String(++projects))
    for (const [path, text] of Object.entries(files)) ts.sys.writeFile(join(cwd, path), text)
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: importRules(cwd) })
    const results = await eslint.lintFiles(['src'])
    return results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message }) => `${relative(cwd, filePath)}: ${ruleId ?? message}`)
    )
  }

  test('refuse a cycle', async () => {
    const problems = await lint({
      'src/oci/a.ts': "import { b } from './b.js'\nexport const a: number = b",
      'src/oci/b.ts': "import { c } from './c.js'\nexport const b: number = c",
      'src/oci/c.ts': "import { a } from './a.js'\nexport const c: number = a"
    })
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/^src\/oci\/\w\.ts: import-x\/no-cycle$/)
  })

  test('take imports of lower folders', async () => {
    const files = {
      'src/common/x.ts': 'export const x = 1',
      'src/runner/x.ts': "export { x } from '../common/x.js'",
      'src/windows/x.ts': "export { x } from '../common/x.js'",
      'src/oci/x.ts': "export { x } from '../windows/x.js'",
      'src/dockerfile/x.ts': "export { x } from '../oci/x.js'",
      'src/files/x.ts': "import { x } from '../runner/x.js'\nexport const y = x",
      'src/registry/transport/y.ts': 'export const y = 1',
      'src/registry/transport/x.ts': "import { y } from './y.js'\nexport const x = y",
      'src/registry/x.ts': "export { x } from './transport/x.js'",
      'src/registry/deeper/x.ts': "export { x } from '../transport/x.js'",
      'src/docker/x.ts': "export type { x } from '../registry/x.js'",
      'src/inputs/x.ts': "import type { x } from '../docker/x.js'\nexport type X = typeof x",
      'src/report/x.ts': "export type { X } from '../inputs/x.js'",
      'src/modes/x.ts': "export type { X } from '../report/x.js'",
      'src/main.ts': "export const run = () => import('./modes/x.js')"
    }
    expect(await lint(files)).toEqual([])
  })

  const up = 'import-x/no-restricted-paths'
  const pure = 'no-restricted-imports'
  test.each([
    ['common', '../runner/x.js', [up, pure]],
    ['runner', '../windows/x.js', [up]],
    ['oci', '../dockerfile/x.js', [up]],
    ['oci', '../runner/x.js', [pure]],
    ['windows', 'node:fs', [pure]],
    ['files', '../registry/transport/x.js', [up]],
    ['registry/transport', '../x.js', [up]],
    ['registry/transport', '../../files/x.js', [up]],
    ['registry/transport/deeper', '../../x.js', [up]],
    ['registry', '../files/x.js', [up]],
    ['registry/deeper', '../../docker/x.js', [up]],
    ['oci/deeper', '../../docker/deeper/x.js', [up]],
    ['oci/deeper', '../../runner/deeper/x.js', [pure]],
    ['inputs', '../docker/deeper/x.js', ['@typescript-eslint/no-restricted-imports']],
    ['docker', '../inputs/x.js', [up]],
    ['inputs', '../report/x.js', [up]],
    ['inputs', '../docker/x.js', ['@typescript-eslint/no-restricted-imports']],
    ['report', '../modes/x.js', [up]],
    ['modes', '../main.js', [up]]
  ])('refuse in %s an import of %s', async (importer, imported, rules) => {
    const folders = ['common', 'runner', 'windows', 'oci', 'dockerfile', 'files', 'registry', 'registry/transport']
    const targets = [...folders, 'runner/deeper', 'docker', 'docker/deeper', 'inputs', 'report', 'modes'].map(
      name => `src/${name}/x.ts`
    )
    const files = Object.fromEntries([...targets, 'src/main.ts'].map(path => [path, 'export const x = 1']))
    const problems = await lint({ ...files, [`src/${importer}/y.ts`]: `import { x } from '${imported}'\nx()` })
    expect([...problems].sort()).toEqual(rules.map(rule => `src/${importer}/y.ts: ${rule}`).sort())
  })

  test('refuse imports of higher folders that are for types only, or done later', async () => {
    const files = {
      'src/report/x.ts': 'export type X = 1',
      'src/inputs/type.ts': "import type { X } from '../report/x.js'\nexport type Y = X",
      'src/inputs/later.ts': "export const later = () => import('../report/x.js')"
    }
    expect([...(await lint(files))].sort()).toEqual([`src/inputs/later.ts: ${up}`, `src/inputs/type.ts: ${up}`])
  })
})
