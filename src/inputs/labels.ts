import { InputError } from './errors.js'
import type { InputReader } from './reader.js'

/**
 * Reads the labels of an image.
 *
 * @throws InputError where a name is none that docker takes (docker/cli opts/opts.go, ValidateLabel)
 */
export const readLabels = (read: InputReader): Readonly<Record<string, string>> => {
  const labels = read.record('labels')
  const bad = Object.keys(labels).find(name => /\s/.test(name))
  if (bad !== undefined)
    throw new InputError('labels', `the name '${bad}' has a blank in it`, 'write for instance com.example.name=a value')
  return labels
}
