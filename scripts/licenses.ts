import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A module as webpack's statistics have it; one that was joined from several holds these. */
type BundledModule = { nameForCondition?: string | null; modules?: BundledModule[] }

type Package = { name: string; version: string; license: string }

/** A package as the lock file knows it. */
type LockedPackage = { dev?: boolean }

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const filesOf = ({ nameForCondition, modules = [] }: BundledModule): readonly string[] => [
  ...(typeof nameForCondition === 'string' ? [nameForCondition] : []),
  ...modules.flatMap(filesOf)
]

/** The folder of the package that a file belongs to, as the lock file writes it; none for our own files. */
const packageFolderOf = (file: string): string | undefined => {
  const path = relative('.', file).split(sep).join('/')
  // ncc's stand-in for an optional module that is not installed.
  if (path.endsWith('/ncc/@@notfound.js')) return undefined
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
}

/** The text of a package's licence file; every package that we bundle has one. */
const licenceText = (folder: string): string => {
  const file = readdirSync(folder).find(name => /^licen[cs]e(?:\.|$)/i.test(name))
  if (file === undefined) throw new Error(`${folder} has no licence file: its terms cannot be kept`)
  return readFileSync(join(folder, file), 'utf8').trim()
}

// ncc's own --license leaves packages out whose modules it joins; its statistics have them all.
const statistics = 'dist/stats.json'
const { modules = [] } = readJson(statistics) as BundledModule
rmSync(statistics)
const folders = new Set(modules.flatMap(filesOf).flatMap(file => packageFolderOf(file) ?? []))

// Who looks for what runs in a job, an audit for instance, looks at these alone.
const lock = readJson('package-lock.json') as { packages: Record<string, LockedPackage> }
const misplaced = [...folders].filter(folder => lock.packages[folder]?.dev === true)
if (misplaced.length > 0) {
  throw new Error(`${misplaced.join(', ')}: in the bundle, so it belongs in "dependencies" of package.json`)
}
const sections = [...folders].sort().map(folder => {
  const { name, version, license } = readJson(join(folder, 'package.json')) as Package
  return `${name} ${version} (${license})\n\n${licenceText(folder)}\n`
})
writeFileSync('dist/licenses.txt', sections.join(`\n${'-'.repeat(80)}\n\n`))
