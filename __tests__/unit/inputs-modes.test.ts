import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readBuildInputs, type BuildInputs } from '../../src/inputs/build.js'
import { readManifestInputs, type ManifestInputs } from '../../src/inputs/manifest.js'
import { readCheckInputs, type CheckInputs } from '../../src/inputs/check.js'
import { readRebaseInputs, type RebaseInputs } from '../../src/inputs/rebase.js'
import { formatReference } from '../../src/oci/reference.js'
import { inputNames, inputsOf, modes, readMode, type Mode } from '../../src/inputs/modes.js'
import { pushed, reading, refusalOf, releaseNamed } from '../support/samples.js'

type Action = {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

type Package = { readonly scripts: Readonly<Record<string, string>> }

const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')
const action = parse(text) as Action

const all = [...new Set(modes.flatMap(mode => inputsOf[mode]))].sort()

/** The inputs of action.yml under the comments that group them: `# Shared`, `# build`. */
const groups = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  let current: string[] = []
  for (const line of text.slice(0, text.indexOf('\noutputs:')).split('\n')) {
    const group = /^ {2}# (\w+)$/.exec(line)?.[1]
    if (group !== undefined) found.set(group, (current = []))
    const input = /^ {2}([a-z][a-z0-9-]*):$/.exec(line)?.[1]
    if (input !== undefined) current.push(input)
  }
  return found
}

describe('action.yml', () => {
  it('has the inputs that some mode takes, mode, and no others', () => {
    expect(Object.keys(action.inputs).sort()).toEqual([...all, 'mode'].sort())
    expect([...inputNames].sort()).toEqual([...all, 'mode'].sort())
  })

  it('has a description of every input and output', () => {
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).toMatch(/^\S.*\.$/s)
    }
  })

  // A runner passes an input with a default to every mode, and a mode refuses what it does not take.
  it('has a default for inputs alone that every mode takes', () => {
    expect(
      Object.entries(action.inputs).flatMap(([name, input]) => ('default' in input ? [[name, input.default]] : []))
    ).toEqual([
      ['mode', 'build'],
      ['github-token', '${{ github.token }}']
    ])
    for (const mode of modes) expect(inputsOf[mode]).toContain('github-token')
  })

  it('names every mode in the description of mode', () => {
    for (const mode of modes) expect(action.inputs.mode?.description).toContain(`\`${mode}\`:`)
  })

  it('groups the inputs by the modes that take them', () => {
    const [found, takers] = [
      groups(),
      (name: string): readonly Mode[] => modes.filter(mode => inputsOf[mode].includes(name))
    ]

    expect([...found.keys()]).toEqual(['Shared', ...modes])
    for (const [group, names] of found) {
      for (const name of names.filter(one => one !== 'mode')) {
        expect([name, takers(name).length === 1 ? takers(name) : 'Shared']).toEqual([
          name,
          group === 'Shared' ? 'Shared' : [group]
        ])
      }
    }
  })
})

describe('a shared input', () => {
  const shared = (groups().get('Shared') ?? []).filter(name => name !== 'mode')
  const takersOf = (name: string): readonly Mode[] => modes.filter(mode => inputsOf[mode].includes(name))

  // What most modes take needs no list; 'releases' says what it means in each.
  it.each(shared.filter(name => takersOf(name).length < modes.length - 1))(
    'begins with the modes that take it: %s',
    name => {
      const takers = takersOf(name).map(mode => `\`${mode}\``)
      expect(action.inputs[name]?.description.startsWith(`${takers.join(', ')}: `)).toBe(true)
    }
  )
})

describe('the defaults that action.yml states', () => {
  type Default = {
    /** as it stands in the description, behind "Default:" */
    readonly stated: string
    readonly of: (build: BuildInputs, manifest: ManifestInputs, rebase: RebaseInputs, check: CheckInputs) => unknown
    readonly is: unknown
  }

  const publish =
    (of: (inputs: BuildInputs | ManifestInputs) => unknown) => (build: BuildInputs, manifest: ManifestInputs) => {
      expect(of(manifest)).toEqual(of(build))
      return of(build)
    }

  const context = pushed({ gitTag: 'v2.7.0' })

  const stated: Readonly<Record<string, Default>> = {
    tags: {
      stated: 'the git tag that started the run, else `sha-` and 7 digits of the commit.',
      of: publish(({ tags }) => tags),
      is: ['v2.7.0']
    },
    suffix: {
      stated: '`-{{release}}`.',
      of: publish(({ legTag }) => legTag(releaseNamed('ltsc2022'))),
      is: 'v2.7.0-ltsc2022'
    },
    // No release: the mode asks the engine.
    releases: { stated: 'the release of the runner.', of: build => build.releases, is: [] },
    revision: { stated: '`github.sha`.', of: publish(({ revision }) => revision), is: context.sha },
    push: {
      stated: '`true`, and `false` on `pull_request` and `merge_group`.',
      of: publish(({ push }) => push),
      is: true
    },
    username: {
      stated: '`github.actor` when `password` is given.',
      of: publish(({ registry }) => registry.login?.username),
      is: context.actor
    },
    retries: { stated: '`5`.', of: publish(({ registry }) => registry.tries), is: 5 },
    version: {
      stated:
        'in `rebase` the version label of the source; else the first of `tags` that is a version, else the git tag.',
      of: build => build.version,
      is: 'v2.7.0'
    },
    context: { stated: '`.`.', of: build => build.legInputs(releaseNamed('ltsc2022')).context, is: '.' },
    // Docker's own.
    file: {
      stated: '`Dockerfile` in the context.',
      of: build => build.legInputs(releaseNamed('ltsc2022')).file,
      is: undefined
    },
    pull: { stated: '`false`.', of: build => build.pull, is: false },
    'no-cache': { stated: '`false`.', of: build => build.noCache, is: false },
    isolation: { stated: '`auto`.', of: build => build.isolation, is: 'auto' },
    // The mode knows the isolation.
    memory: { stated: '`4g` under Hyper-V.', of: build => build.memory, is: undefined },
    'pin-base': { stated: '`auto`.', of: build => build.pinBase, is: 'auto' },
    'test-healthy': { stated: '`false`.', of: build => build.testHealthy, is: false },
    'test-timeout': { stated: '`10m`.', of: build => build.testTimeout, is: 600_000 },
    // Each mode finds it in what it works on.
    'base-image': {
      stated: '`build`: what the Dockerfile says;',
      of: (...inputs) => inputs[2].baseImage,
      is: undefined
    },
    source: {
      stated: '`image` with the first of `tags`.',
      of: (...inputs) => formatReference(inputs[3].source),
      is: 'ghcr.io/org/app:v2.7.0'
    },
    'old-base': {
      stated: 'the one that its labels or annotations name,',
      of: (...inputs) => inputs[2].oldBase,
      is: undefined
    },
    'allow-run-layers': { stated: '`false`.', of: (...inputs) => inputs[2].allowRunLayers, is: false },
    'docker-download-url': {
      stated: '`https://download.docker.com`.',
      of: build => build.install?.mirror,
      is: 'https://download.docker.com'
    },
    'fail-on': { stated: 'nothing; the step only reports.', of: (...inputs) => inputs[3].failOn, is: [] },
    'media-type': { stated: '`auto`.', of: (_, manifest) => manifest.mediaType, is: 'auto' },
    'keep-existing': { stated: '`false`.', of: (_, manifest) => manifest.keepExisting, is: false },
    'allow-stale': { stated: '`false`.', of: (_, manifest) => manifest.allowStale, is: false },
    'allow-removal': {
      stated: '`false`.',
      of: (...inputs) => [inputs[1].allowRemoval, inputs[2].allowRemoval],
      is: [false, false]
    },
    // The step reads it, whatever the mode.
    'show-summary': { stated: '`true`.', of: () => true, is: true },
    'allow-downgrade': { stated: '`false`.', of: (_, manifest) => manifest.allowDowngrade, is: false },
    'allow-missing-os-version': {
      stated: '`false`.',
      of: (_, manifest) => manifest.allowMissingOsVersion,
      is: false
    }
  }

  it('are all known here', () => {
    const described = Object.entries(action.inputs).flatMap(([name, { description }]) =>
      /default: /i.test(description) ? [name] : []
    )

    expect(described.sort()).toEqual(Object.keys(stated).sort())
  })

  it.each(Object.keys(stated))('are what the code does: %s', async name => {
    const { description = '' } = action.inputs[name] ?? {}
    const given = { image: 'ghcr.io/org/app', password: 'secret' }
    const build = readBuildInputs(reading({ ...given, 'docker-version': '29.1.5' }), context)
    const manifest = await readManifestInputs(reading({ ...given, releases: 'found' }), context)

    expect(description.replace(/^.*?default: /is, '')).toContain(stated[name]?.stated)
    const rebase = readRebaseInputs(reading({ ...given, source: 'ghcr.io/org/app:v2.7.0' }), context)
    const check = readCheckInputs(reading(given), context)
    expect(stated[name]?.of(build, manifest, rebase, check)).toEqual(stated[name]?.is)
  })
})

describe('readMode', () => {
  it('is build where nothing is given', () => {
    expect(readMode(reading({}))).toBe('build')
  })

  it.each(modes)('takes every input of mode %s', mode => {
    const given = Object.fromEntries(inputsOf[mode].map(name => [name, 'x']))

    expect(readMode(reading({ mode, ...given }))).toBe(mode)
  })

  it.each(modes)('refuses in mode %s every input of other modes alone, and says which modes take it', mode => {
    const others = all.filter(name => !inputsOf[mode].includes(name))
    expect(others).not.toEqual([])
    for (const name of others) {
      const takers = modes.filter(one => inputsOf[one].includes(name)).map(one => `'${one}'`)
      expect(refusalOf(() => readMode(reading({ mode, [name]: 'x' })))).toEqual({
        input: name,
        message: `Input '${name}' does not apply to mode '${mode}'. Remove it, or use mode ${takers.join(' or ')}.`
      })
    }
  })

  it('does not mind inputs that are given and empty', () => {
    expect(readMode(reading({ mode: 'manifest', labels: '', file: ' ' }))).toBe('manifest')
  })

  it.each([
    ['Build', " Did you mean 'build'?"],
    ['manifests', " Did you mean 'manifest'?"],
    ['push', ''],
    ['merge', ''],
    ['build,manifest', ''],
    ['constructor', '']
  ])('refuses the mode %s', (mode, hint) => {
    expect(refusalOf(() => readMode(reading({ mode })))).toEqual({
      input: 'mode',
      message: `Input 'mode': unknown value '${mode}'.${hint} Use one of: ${modes.join(', ')}.`
    })
  })
})

describe('base-image', () => {
  const pinned = { 'base-image': `a/nanoserver:ltsc2022@sha256:${'a'.repeat(64)}` }
  const source = 'ghcr.io/org/app:v1'

  it('refuses a digest, and names the input that takes one where the mode has it', () => {
    const why =
      /^Input 'base-image': '\S+' has a digest, which names the base of a single release\. Write it like '\S+'/
    const rebase = refusalOf(() => readRebaseInputs(reading({ source, ...pinned }), pushed()))
    expect(rebase?.message).toMatch(why)
    expect(rebase?.message).toMatch(/, or give the base itself as 'new-base'\.$/)
    const check = refusalOf(() => readCheckInputs(reading({ source, ...pinned }), pushed()))
    expect(check?.message).toMatch(why)
    expect(check?.message).not.toContain('new-base')
  })

  it('refuses a placeholder in the name of the registry', () => {
    const inputs = reading({ source, 'base-image': '{{ release }}.example/core' })
    expect(refusalOf(() => readCheckInputs(inputs, pushed()))?.message).toMatch(
      /^Input 'base-image': '\{\{ release \}\}.example\/core' has a placeholder in the name of the registry/
    )
  })

  it('lowers the repository as image does, and leaves the tag as it is', () => {
    const { baseImage } = readCheckInputs(
      reading({ source, 'base-image': 'ghcr.io/Org/Base:20H2-{{release}}' }),
      pushed()
    )
    expect(baseImage).toEqual({ registry: 'ghcr.io', path: 'org/base', tag: '20H2-{{release}}' })
  })
})

describe('inputsOf', () => {
  it.each(modes)('names no input of mode %s twice, and never mode itself', mode => {
    expect(new Set(inputsOf[mode]).size).toBe(inputsOf[mode].length)
    expect(inputsOf[mode]).not.toContain('mode')
  })
})

it.each(modes)('`npm test` runs mode %s as a runner starts it', mode => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Package
  expect(scripts.test).toMatch(new RegExp(` e2e/${mode}(?:-\\w+)?\\.test\\b`))
})
