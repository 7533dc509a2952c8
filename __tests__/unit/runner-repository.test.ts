import { expect, test } from 'vitest'
import { repositoryLabels } from '../../src/runner/repository.js'

test('the labels of a repository are those of docker/metadata-action', () => {
  const repository = {
    name: 'app',
    full_name: 'org/app',
    html_url: 'https://github.com/org/app',
    description: 'An app',
    license: { key: 'apache-2.0', spdx_id: 'Apache-2.0' }
  }
  expect(repositoryLabels(repository)).toEqual({
    title: 'app',
    url: 'https://github.com/org/app',
    description: 'An app',
    licenses: 'Apache-2.0'
  })
})

test.each([
  [{ name: 'app', description: null, license: null }],
  [{ name: 'app', description: '', license: { spdx_id: 'NOASSERTION' } }],
  [{ name: 'app', description: 7, license: 'MIT', html_url: {} }]
])('a repository that says nothing else has no other labels: %j', repository => {
  expect(repositoryLabels(repository)).toEqual({ title: 'app' })
})

test.each([undefined, null, 'app', [], 7])('what is not a repository has none: %j', value => {
  expect(repositoryLabels(value)).toEqual({})
})
