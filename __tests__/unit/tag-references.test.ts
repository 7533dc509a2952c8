import { describe, expect, it } from 'vitest'
import { release, resolve } from '../support/tags.js'
import { digestNo, refusalOf } from '../support/samples.js'

const hub = (path: string): { registry: string; path: string } => ({ registry: 'docker.io', path })
const ghcr = (path: string): { registry: string; path: string } => ({ registry: 'ghcr.io', path })

describe('full references', () => {
  it('are split into repositories and tags', () => {
    expect(
      resolve(['ghcr.io/org/app:2.7.0', 'ghcr.io/org/app:latest', 'org/app:latest', 'org/app:2.7.0'])
    ).toMatchObject({
      tags: ['2.7.0', 'latest'],
      repositories: [ghcr('org/app'), hub('org/app')],
      version: '2.7.0',
      notices: []
    })
  })

  it('may name a host with a port', () => {
    expect(resolve(['localhost:5000/app:v1', '[::1]:5000/app:v1']).repositories).toEqual([
      { registry: 'localhost:5000', path: 'app' },
      { registry: '[::1]:5000', path: 'app' }
    ])
  })

  it('of Docker Hub are one repository, however they are written', () => {
    expect(resolve(['app:a', 'docker.io/app:b', 'docker.io/library/app:c'])).toMatchObject({
      tags: ['a', 'b', 'c'],
      repositories: [hub('library/app')]
    })
  })

  it.each<[string, readonly string[], string]>([
    [
      'one that is none',
      ['ghcr.io/Org/app:v1'],
      "'ghcr.io/Org/app:v1' is not an image reference: a repository is written in lower case. Give tags without a repository, or full references as docker/metadata-action prints them."
    ],
    [
      'a pattern, which metadata-action fills',
      ['ghcr.io/org/app:{{version}}'],
      "'ghcr.io/org/app:{{version}}' is not an image reference: '{{version}}' is not a tag (letters, digits, '_', '.', '-'; 128 at most; no '.' or '-' at the start). Give tags without a repository, or full references as docker/metadata-action prints them."
    ],
    [
      'one without a tag',
      ['localhost:5000/app'],
      "'localhost:5000/app' is not a reference with a tag. Write name:tag."
    ],
    ['a bare tag among them', ['org/app:v1', 'latest'], "'latest' is not a reference with a tag. Write name:tag."],
    [
      'one with a digest',
      [`org/app:v1@${digestNo(1)}`],
      `'org/app:v1@${digestNo(1)}' is not a reference with a tag. Write name:tag.`
    ],
    [
      'different tags for two repositories',
      ['ghcr.io/org/app:v1', 'org/app:v2'],
      "ghcr.io/org/app and org/app get different tags. List every tag for every repository, or give tags without a repository and name the repositories in 'image'."
    ],
    [
      'fewer tags for the second of two repositories',
      ['ghcr.io/org/app:v1', 'ghcr.io/org/app:v2', 'org/app:v1'],
      "ghcr.io/org/app and org/app get different tags. List every tag for every repository, or give tags without a repository and name the repositories in 'image'."
    ]
  ])('are refused with %s', (_, items, message) => {
    expect(refusalOf(() => resolve(items))).toEqual({ input: 'tags', message: `Input 'tags': ${message}` })
  })

  it('are measured with the suffix', () => {
    expect(refusalOf(() => resolve([`org/app:${'t'.repeat(120)}`], {}, 9))?.message).toContain(
      'with the suffix it has 129 characters'
    )
  })

  // Named twice for one repository it is one tag, and so both repositories have the same.
  it('may be given twice', () => {
    expect(resolve(['ghcr.io/org/app:v1', 'ghcr.io/org/app:v1', 'org/app:v1']).tags).toEqual(['v1'])
  })
})

describe('rules of docker/metadata-action', () => {
  it.each([
    // The reader has split the rule at its comma.
    [['type=semver', 'pattern={{version}}'], 'type=semver'],
    [['latest', 'type=sha'], 'type=sha'],
    [['type=raw,value=ghcr.io/org/app:v1'], 'type=raw,value=ghcr.io/org/app:v1']
  ])('are refused with what to give instead: %j', (items, rule) => {
    expect(refusalOf(() => resolve(items, release))).toEqual({
      input: 'tags',
      message: `Input 'tags': '${rule}' is a rule of docker/metadata-action. Give the output of that action: tags: \${{ steps.meta.outputs.tags }}.`
    })
  })
})
