import { InputError } from './errors.js'
import type { InputReader } from './reader.js'

/**
 * Reads the labels of an image.
 *
 * @throws InputError for a name that docker does not take (docker/cli opts/opts.go, ValidateLabel)
 */
export const readLabels = (read: InputReader): Readonly<Record<string, string>> => {
  const labels = read.keyValues('labels')
  const bad = Object.keys(labels).find(name => /\s/.test(name))
  if (bad !== undefined)
    throw new InputError('labels', `the name '${bad}' contains white space`, 'write it like com.example.name=a value')
  return labels
}
