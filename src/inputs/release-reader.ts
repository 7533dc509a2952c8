import { fillForRelease, variesByRelease, type PlaceholderRelease } from '../windows/release-placeholder.js'
import { inputReader, type InputReader } from './reader.js'

/**
 * Reads inputs for one release: `{{release}}` and `{{year}}` are filled in all of them.
 *
 * @throws UserError that names the input, once one is read that has `{{year}}` and the release has none
 */
export const readerFor = (read: InputReader, release: PlaceholderRelease): InputReader =>
  inputReader(name => fillForRelease(name, read.string(name) ?? '', release))

/** Stands for any release where none is known yet, so that what can be refused is refused at once. */
export const someRelease: PlaceholderRelease = { name: 'ltsc2022', year: 2022 }

/** Whether one of these inputs has another value for every release. */
export const anyVaries = (read: InputReader, names: readonly string[]): boolean =>
  names.some(name => variesByRelease(read.string(name) ?? ''))
