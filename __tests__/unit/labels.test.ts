import { describe, expect, it } from 'vitest'
import { emptiedLabels, imageLabels, inheritedLabels, labelNames } from '../../src/oci/labels.js'
import { parseReference } from '../../src/oci/reference.js'

const digest = `sha256:${'a'.repeat(64)}` as const
const reference = parseReference('golang:1.26')

describe('the labels of an image', () => {
  const all = Object.fromEntries(Object.values(labelNames).map(name => [name, 'of the user']))

  it('are facts first: neither the user nor the Dockerfile overrides the commit and the base', () => {
    const labels = imageLabels({
      revision: 'abc',
      base: { reference, digest },
      fromUser: all,
      fromDockerfile: new Set(Object.values(labelNames)),
      defaults: { version: 'v1', title: 'app' }
    })
    expect(labels).toEqual({
      ...all,
      [labelNames.revision]: 'abc',
      [labelNames.baseName]: 'docker.io/library/golang:1.26',
      [labelNames.baseDigest]: digest
    })
  })

  it("are the Dockerfile's own in place of our defaults", () => {
    const labels = imageLabels({
      revision: 'abc',
      fromUser: {},
      fromDockerfile: new Set([labelNames.title]),
      defaults: { version: 'v1', title: 'app' }
    })
    expect(labels).toEqual({ [labelNames.version]: 'v1', [labelNames.revision]: 'abc' })
  })

  it.each([
    ['golang:1.26', 'docker.io/library/golang:1.26'],
    [`golang:1.26@${digest}`, 'docker.io/library/golang:1.26'],
    [`golang@${digest}`, `docker.io/library/golang@${digest}`]
  ])('name the base %s as %s', (text, name) => {
    const base = { reference: parseReference(text) }
    expect(imageLabels({ revision: '', base, fromUser: {}, defaults: {} })).toMatchObject({
      [labelNames.baseName]: name,
      [labelNames.baseDigest]: ''
    })
  })
})

describe('of the labels of a base', () => {
  const base = Object.fromEntries([...Object.values(labelNames), 'vendor'].map(name => [name, 'of the base']))
  const alone = [
    labelNames.version,
    labelNames.revision,
    labelNames.created,
    labelNames.baseName,
    labelNames.baseDigest
  ]

  it('those of the base alone are not inherited', () => {
    const kept = Object.keys(inheritedLabels(base))
    expect(kept).toEqual(Object.keys(base).filter(name => !alone.some(other => other === name)))
  })

  it('a build empties those, unless the Dockerfile sets them', () => {
    expect(emptiedLabels(base, new Set())).toEqual(Object.fromEntries(alone.map(name => [name, ''])))
    expect(Object.keys(emptiedLabels(base, new Set([labelNames.version])))).toEqual(alone.slice(1))
    expect(emptiedLabels({ vendor: 'of the base' }, new Set())).toEqual({})
  })
})
