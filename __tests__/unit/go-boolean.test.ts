import { expect, test } from 'vitest'
import { parseGoBoolean } from '../../src/docker/go-boolean.js'

test.each<[boolean | undefined, string[]]>([
  [true, ['1', 't', 'T', 'true', 'True', 'TRUE']],
  [false, ['0', 'f', 'F', 'false', 'False', 'FALSE']],
  [undefined, ['', 'yes', 'tRUE', '01', ' 1']]
])('a boolean of Go is %s for these: %s', (value, texts) => {
  expect(texts.map(parseGoBoolean)).toEqual(texts.map(() => value))
})
