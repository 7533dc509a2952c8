import { describe, expect, it } from 'vitest'
import { read, refused } from '../support/publish-inputs.js'
import { digestNo, pushed, releaseNamed } from '../support/samples.js'

const ghcr = { registry: 'ghcr.io', path: 'org/app' }

describe('image', () => {
  it.each([
    ['ghcr.io/org/app', ghcr],
    ['GHCR.io/Org/App', ghcr],
    ['Org/App', { registry: 'docker.io', path: 'org/app' }],
    ['App', { registry: 'docker.io', path: 'library/app' }],
    ['localhost:5000/app', { registry: 'localhost:5000', path: 'app' }],
    ['[2001:DB8::1]:5000/app', { registry: '[2001:db8::1]:5000', path: 'app' }]
  ])('is a repository, in lower case: %s', (image, repository) => {
    expect(read({ image }).images).toEqual([repository])
  })

  it.each(['ghcr.io/org/app\nregistry.example.com/app', 'ghcr.io/org/app, registry.example.com/app'])(
    'may be several repositories: %j',
    image => {
      expect(read({ image }).images).toEqual([ghcr, { registry: 'registry.example.com', path: 'app' }])
    }
  )

  it('is each repository once, however it is written', () => {
    expect(read({ image: 'org/app, docker.io/org/app, index.docker.io/Org/App' }).images).toEqual([
      { registry: 'docker.io', path: 'org/app' }
    ])
  })

  it('may be left out where tags are full references', () => {
    expect(read({ image: '', tags: 'ghcr.io/org/app:v1\norg/app:v1' }).images).toEqual([
      ghcr,
      { registry: 'docker.io', path: 'org/app' }
    ])
  })

  it('decides over the references in tags which repository comes first', () => {
    expect(read({ image: 'org/app, ghcr.io/org/app', tags: 'ghcr.io/org/app:v1, org/app:v1' }).images[0]).toEqual({
      registry: 'docker.io',
      path: 'org/app'
    })
  })

  it('may name more repositories than the references in tags', () => {
    expect(read({ image: 'org/app, ghcr.io/org/app', tags: 'ghcr.io/org/app:v1' }).images).toHaveLength(2)
  })

  it('is missed', () => {
    expect(refused({ image: '' })).toEqual({
      input: 'image',
      message: "Input 'image' is required. Write the repository, like 'ghcr.io/org/app'."
    })
  })

  it.each([
    ['ghcr.io/org/app:v1', "the name of a repository: it has the tag ':v1'"],
    [`ghcr.io/org/app@${digestNo(1)}`, 'the name of a repository: it has a digest'],
    ['https://ghcr.io/org/app', "an image reference: it has a scheme (write 'host/name', not 'https://host/name')"],
    ['ghcr.io/org//app', "an image reference: it has an empty part between two '/' or at an end"],
    ['ghcr.io/org app', 'an image reference: it contains white space'],
    ['ex_ample.com/app', "an image reference: 'ex_ample.com' is not a host name"]
  ])('is refused: %s', (image, why) => {
    expect(refused({ image })).toEqual({
      input: 'image',
      message: `Input 'image': '${image}' is not ${why}. Write a repository without a tag, like 'ghcr.io/org/app'.`
    })
  })

  it('and tags may not name different repositories', () => {
    expect(refused({ tags: 'ghcr.io/org/app:v1, ghcr.io/org/other:v1' })).toEqual({
      input: 'tags',
      message:
        "Input 'tags': the repository ghcr.io/org/other is not one of 'image'. Remove 'image', or give tags without a repository."
    })
  })
})

describe('suffix', () => {
  it.each([
    ['', 'ltsc2022', 'v2.7.0-ltsc2022'],
    ['-{{release}}', 'ltsc2025-arm64', 'v2.7.0-ltsc2025-arm64'],
    ['-windowsservercore-{{release}}', 'ltsc2019', 'v2.7.0-windowsservercore-ltsc2019'],
    ['-{{ release }}.x', '20h2', 'v2.7.0-20H2.x'],
    ['_{{release}}_{{release}}', 'linux-amd64', 'v2.7.0_linux-amd64_linux-amd64'],
    ['{{release}}', 'ltsc2022', 'v2.7.0ltsc2022']
  ])('%j makes the tag of a leg for %s: %s', (suffix, release, tag) => {
    expect(read({ suffix }).legTag(releaseNamed(release))).toBe(tag)
  })

  it('stands behind the first of tags alone', () => {
    const { tags, legTag } = read({ tags: 'edge, v2.7.0, latest' })

    expect([tags, legTag(releaseNamed('1809'))]).toEqual([['edge', 'v2.7.0', 'latest'], 'edge-1809'])
  })

  it.each(['-windows', '-{{version}}', '-{{Release}}', '-{release}', '-${{release}'])(
    'is refused where it is the same for every release: %s',
    suffix => {
      expect(refused({ suffix })).toEqual({
        input: 'suffix',
        message: `Input 'suffix': '${suffix}' is the same for every release, so their images would overwrite each other. Put {{release}} into it, as in '-windowsservercore-{{release}}'.`
      })
    }
  )

  it.each([
    '+{{release}}',
    '-{{release}}/x',
    ':{{release}}',
    '-{{release}}-{{version}}',
    '-{{release}} x',
    '-ä{{release}}'
  ])('is refused with characters that no tag can have: %s', suffix => {
    expect(refused({ suffix })).toEqual({
      input: 'suffix',
      message: `Input 'suffix': '${suffix}' contains characters that a tag cannot have. Use letters, digits, '_', '.' and '-'.`
    })
  })

  it('leaves room for the longest release', () => {
    const longest = '-ltsc2025-arm64'.length

    expect(read({ tags: 't'.repeat(128 - longest) }).tags[0]).toHaveLength(113)
    expect(refused({ tags: 't'.repeat(129 - longest) })?.message).toBe(
      `Input 'tags': '${'t'.repeat(114)}' is too long: with the suffix it has 129 characters, and a tag has at most 128. Shorten it.`
    )
  })

  it('leaves room for the longest of the releases that are named', () => {
    expect(read({ releases: 'ltsc2022, 20H2', tags: 't'.repeat(119) }).tags[0]).toHaveLength(119)
    expect(refused({ releases: 'ltsc2022, 20H2', tags: 't'.repeat(120) })?.message).toContain(
      'with the suffix it has 129 characters'
    )
    expect(read({ releases: '1809', tags: 't'.repeat(123) }).tags[0]).toHaveLength(123)
    expect(refused({ releases: 'found', tags: 't'.repeat(114) })?.message).toContain(
      'with the suffix it has 129 characters'
    )
  })

  it('counts once more for each time that it names the release', () => {
    expect(refused({ tags: 't'.repeat(100), suffix: '-{{release}}-{{release}}' })?.message).toContain(
      'with the suffix it has 130 characters'
    )
  })

  // The list would be written over the leg that it is made of, and the next run would find a list in its place.
  it('makes no leg that has a tag of the list', () => {
    expect(refused({ tags: 'v2.7.0, v2.7.0-ltsc2022' })).toBeDefined()
  })
})

describe('tags', () => {
  it('are the git tag by default', () => {
    expect(read({ tags: '' }, { gitTag: 'v2.7.0' }).tags).toEqual(['v2.7.0'])
  })

  it('are the commit by default where no tag started the run', () => {
    expect(read({ tags: '' }).tags).toEqual(['sha-0123456'])
  })

  it('are split at line ends and commas', () => {
    expect(read({ tags: 'a, b\nc\r\nd' }).tags).toEqual(['a', 'b', 'c', 'd'])
  })

  it('hand their notices on', () => {
    expect(read({ tags: 'edge, {{version}}' }).notices).toEqual([
      "The tag '{{version}}' is left out: the run was started by branch 'main' and not by a version tag."
    ])
  })

  it('tell the version and what patterns are filled from', () => {
    expect(read({ tags: '{{version}}' }, { gitTag: 'v2.7.0' })).toMatchObject({
      version: '2.7.0',
      placeholders: { subject: 'v2.7.0' }
    })
    const inputs = read({ tags: 'edge' })
    expect(inputs).not.toHaveProperty('version')
    expect(inputs.placeholders).not.toHaveProperty('subject')
  })
})

describe('tags of a pre-release', () => {
  const candidate = { gitTag: 'v2.8.0-rc.1' }
  const tags = '{{raw}}, latest, 2, 2.8-nanoserver, edge, 2-rc'

  it('are not those that users of versions follow', () => {
    expect(read({ tags }, candidate)).toMatchObject({
      tags: ['v2.8.0-rc.1', 'edge', '2-rc'],
      notices: ['latest', '2', '2.8-nanoserver'].map(
        tag => `The tag '${tag}' is left out: v2.8.0-rc.1 is a pre-release.`
      )
    })
  })

  it('are all of them where allow-downgrade says so', () => {
    expect(read({ tags, 'allow-downgrade': 'true' }, candidate)).toMatchObject({
      tags: ['v2.8.0-rc.1', 'latest', '2', '2.8-nanoserver', 'edge', '2-rc'],
      notices: []
    })
  })

  it.each(['-latest', '/latest', '.latest'])('are not latest by way of %s', item => {
    expect(read({ tags: `{{raw}}, ${item}` }, candidate).tags).toEqual(['v2.8.0-rc.1'])
  })

  it('keep the first one, which names the legs, for the mode to refuse', () => {
    expect(read({ tags: 'latest, {{raw}}' }, candidate).tags).toEqual(['latest', 'v2.8.0-rc.1'])
  })
})

describe('revision', () => {
  it('is the commit of the run by default', () => {
    expect(read().revision).toBe(pushed().sha)
  })

  it('is what is given', () => {
    expect(read({ revision: 'fedcba9' }).revision).toBe('fedcba9')
  })
})

describe('push', () => {
  it.each([
    ['push', true],
    ['workflow_dispatch', true],
    ['schedule', true],
    ['release', true],
    ['pull_request_target', true],
    ['merge_group', false],
    ['', true],
    ['pull_request', false]
  ])('is on %j by default %s', (eventName, push) => {
    expect(read({}, { eventName }).push).toBe(push)
  })

  it.each([
    ['push', 'false', false],
    ['pull_request', 'true', true]
  ])('on %s is what is given: %s', (eventName, push, is) => {
    expect(read({ push }, { eventName }).push).toBe(is)
  })

  it('is refused as anything else', () => {
    expect(refused({ push: 'yes' })?.message).toBe(
      "Input 'push': 'yes' is neither true nor false. Write 'true' or 'false'."
    )
  })
})
