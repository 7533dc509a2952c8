import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package as the lock file knows it. */
type LockedPackage = { version?: string; license?: string; dev?: boolean }

/** The text of a package's licence file; every package that we bundle has one. */
const licenceText = (folder: string): string => {
  const file = readdirSync(folder).find(name => /^licen[cs]e(?:\.|$)/i.test(name))
  if (file === undefined) throw new Error(`${folder} has no licence file: its terms cannot be kept`)
  return readFileSync(join(folder, file), 'utf8').trim()
}

// ncc's own --license leaves packages out whose modules it joins; their licences ask to be named all the same.
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> }
const bundled = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== '' && dev !== true)
const sections = bundled.map(([folder, { version = '', license = '' }]) => {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return `${name} ${version} (${license})\n\n${licenceText(folder)}\n`
})
writeFileSync('dist/licenses.txt', sections.join(`\n${'-'.repeat(80)}\n\n`))
