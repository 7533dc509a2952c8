import { describe, expect, test } from 'vitest'
import { furtherScopes, isPullOnly } from '../../src/registry/transport/scopes.js'

const own = ['repository:org/app:pull,push']

describe('the scopes of a challenge that are asked for besides ours', () => {
  test.each([
    ['none', '', []],
    ['none for the same repository', 'repository:org/app:pull', []],
    ['none for more rights to it', 'repository:org/app:pull,push,delete', []],
    ["Public ECR's", 'aws', ['aws']],
    ["Public ECR's with the repository's", 'repository:org/app:pull aws', ['aws']],
    ['that of the catalog', 'registry:catalog:*', ['registry:catalog:*']],
    ['a name with something before it', 'repository:tenant/org/app:pull', ['repository:tenant/org/app:pull,push']],
    ['a name without its beginning', 'repository:app:delete', ['repository:app:pull,push']],
    ['none for another repository', 'repository:org/other:pull,push', []],
    ['none for one whose name only ends alike', 'repository:my-org/app:pull', []],
    ['none for the repository of a nameless one', 'repository::pull', []],
    ['each once', 'aws aws', ['aws']],
    ['none that is not printable', 'a\u0000b', []],
    ['none without an end', 'x'.repeat(301), []],
    ['five of many', 'a b c d e f', ['a', 'b', 'c', 'd', 'e']]
  ])('are %s', (_, challenged, further) => {
    expect(furtherScopes(challenged, own)).toEqual(further)
  })

  test('are of both repositories of a mount, each with its own rights', () => {
    const mount = [...own, 'repository:org/base:pull']
    expect(furtherScopes('repository:t/org/app:pull,push repository:t/org/base:pull', mount)).toEqual([
      'repository:t/org/app:pull,push',
      'repository:t/org/base:pull'
    ])
  })

  test('are none of a mount where one repository ends like the other', () => {
    const mount = ['repository:app:pull,push', 'repository:org/app:pull']
    expect(furtherScopes(mount.join(' '), mount)).toEqual([])
    expect(furtherScopes('repository:t/app:pull,push repository:t/org/app:pull', mount)).toEqual([
      'repository:t/app:pull,push',
      'repository:t/org/app:pull'
    ])
  })
})

test.each([
  [['repository:a:pull'], true],
  [['repository:a:pull', 'repository:b/c:pull'], true],
  [['repository:a:pull,push'], false],
  [['repository:a:pull', 'repository:b:push'], false],
  [['aws'], false],
  [[], false]
])('scopes %j ask only to read: %s', (scopes, expected) => {
  expect(isPullOnly(scopes)).toBe(expected)
})
