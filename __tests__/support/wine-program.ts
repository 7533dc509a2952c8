import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './folder.js'
import { type WinePrefix } from './wine-prefix.js'

/**
 * Makes a Windows program out of a script: a copy of node.exe that has the script inside ("single executable
 * application") and leaves every argument to it. A mere copy of node.exe with `NODE_OPTIONS=--require` would take
 * arguments that come first, such as `--version` and `--config`, for its own.
 *
 * @param node the node.exe of Windows
 * @param script CommonJS; its `require` knows Node's own modules only
 * @param prefix where node.exe can run
 * @returns the program, to be linked to under any name. It needs `NODE_SKIP_PLATFORM_CHECK=1`: the resource that makes
 *   Windows tell programs its true version is not kept
 */
export const makeProgram = async (node: string, script: string, prefix: WinePrefix): Promise<string> => {
  const folder = makeFolder('wine-program').path
  const config = { main: 'main.cjs', output: 'main.blob', disableExperimentalSEAWarning: true }
  await writeFile(join(folder, 'main.cjs'), script)
  await writeFile(join(folder, 'sea.json'), JSON.stringify(config))
  const { exitCode, stderr } = await prefix.run(node, ['--experimental-sea-config', 'sea.json'], { cwd: folder })
  if (exitCode !== 0) throw new Error(`${node} packed no script (${exitCode}):\n${stderr}`)

  const program = join(folder, 'program.exe')
  const withResource = addResource(await readFile(node), 'NODE_SEA_BLOB', await readFile(join(folder, 'main.blob')))
  await writeFile(program, switchOn(withResource))
  return program
}

const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:'

/** Node looks for a script inside only where this mark is followed by a 1. */
const switchOn = (program: Buffer): Buffer => {
  const position = program.indexOf(fuse)
  if (position === -1) throw new Error('this node.exe cannot have a script inside')
  program.write('1', position + fuse.length, 'latin1')
  return program
}

const roundUp = (size: number, unit: number): number => Math.ceil(size / unit) * unit

/** A program file (PE32+) with one more section, which holds this resource as its only one. */
const addResource = (program: Buffer, name: string, data: Buffer): Buffer => {
  // The offsets are those of the file and optional headers and of the section table in the PE format.
  const file = program.readUInt32LE(0x3c) + 4
  const optional = file + 20
  const sections = program.readUInt16LE(file + 2)
  const sectionHeader = optional + program.readUInt16LE(file + 16) + 40 * sections
  const alignment = { memory: program.readUInt32LE(optional + 32), file: program.readUInt32LE(optional + 36) }
  if (sectionHeader + 40 > program.readUInt32LE(optional + 60)) throw new Error('no room for a section')

  const address = roundUp(program.readUInt32LE(optional + 56), alignment.memory)
  const content = resourceSection(name, data, address)
  const start = roundUp(program.length, alignment.file)
  const added = Buffer.alloc(start + roundUp(content.length, alignment.file))
  program.copy(added)
  content.copy(added, start)

  added.writeUInt16LE(sections + 1, file + 2)
  added.writeUInt32LE(address + roundUp(content.length, alignment.memory), optional + 56)
  const resourceDirectory = optional + 112 + 2 * 8
  added.writeUInt32LE(address, resourceDirectory)
  added.writeUInt32LE(content.length, resourceDirectory + 4)

  added.fill(0, sectionHeader, sectionHeader + 40)
  added.write('.sea', sectionHeader, 'latin1')
  const readableData = 0x40000040
  const values = [content.length, address, added.length - start, start]
  values.forEach((value, index) => added.writeUInt32LE(value, sectionHeader + 8 + 4 * index))
  added.writeUInt32LE(readableData, sectionHeader + 36)
  return added
}

/** Three directories (type, name, language) of one entry each, the data's address and size, the name, the data. */
const resourceSection = (name: string, data: Buffer, address: number): Buffer => {
  const isDirectory = 0x80000000
  const rawData = 10
  const at = { type: 0, name: 24, language: 48, entry: 72, text: 88, data: roundUp(90 + 2 * name.length, 16) }
  const section = Buffer.alloc(at.data + data.length)
  section.writeUInt16LE(1, at.type + 14)
  section.writeUInt32LE(rawData, at.type + 16)
  section.writeUInt32LE(isDirectory + at.name, at.type + 20)
  section.writeUInt16LE(1, at.name + 12)
  section.writeUInt32LE(isDirectory + at.text, at.name + 16)
  section.writeUInt32LE(isDirectory + at.language, at.name + 20)
  section.writeUInt16LE(1, at.language + 14)
  section.writeUInt32LE(at.entry, at.language + 20)
  section.writeUInt32LE(address + at.data, at.entry)
  section.writeUInt32LE(data.length, at.entry + 4)
  section.writeUInt16LE(name.length, at.text)
  section.write(name, at.text + 2, 'utf16le')
  data.copy(section, at.data)
  return section
}
