import { describe, expect, test } from 'vitest'
import { readAssembleInputs, type AssembleLegInputs } from '../../src/inputs/assemble.js'
import { mergeEnv } from '../../src/oci/assemble.js'
import { isOfWindows } from '../../src/windows/path.js'
import { pushed, reading, refusalOf } from '../support/samples.js'

describe('the variables of an image', () => {
  test.each([
    [['PATH=C:\\base'], [['Path', '%PATH%;C:\\app']], ['PATH=C:\\base;C:\\app']],
    [['Path=C:\\base'], [['PATH', '${path};C:\\app']], ['Path=C:\\base;C:\\app']],
    // Microsoft's bases say nothing of PATH: an image that did would hide what Windows has.
    [[], [['PATH', 'C:\\app;%PATH%']], ['PATH=C:\\app;c:\\Windows\\System32;c:\\Windows']],
    [['A=1', 'B=2'], [['b', '3']], ['A=1', 'B=3']],
    [[], [['HOME', 'C:\\h'], ['BIN', '%home%\\bin']], ['HOME=C:\\h', 'BIN=C:\\h\\bin']], // prettier-ignore
    [[], [['A', '100% of %NOTHING% and ${NOTHING}']], ['A=100% of %NOTHING% and ${NOTHING}']],
    [['EMPTY='], [['A', '<%EMPTY%>']], ['EMPTY=', 'A=<>']],
    [['A=b=c'], [['D', '%A%']], ['A=b=c', 'D=b=c']]
  ] as const)('%j with %j are %j', (base, added, merged) => {
    expect(mergeEnv(base, added)).toEqual(merged)
  })
})

test('folders that Windows has are told from those that images make', () => {
  expect(isOfWindows(['users', 'ContainerUser'])).toBe(true)
  expect(isOfWindows(['Program Files'])).toBe(true)
  expect(isOfWindows(['app', 'Windows'])).toBe(false)
})

describe('the inputs of mode assemble', () => {
  const needed = { image: 'ghcr.io/org/app', releases: '1809', 'base-image': 'base', files: 'a => /b' }
  const read = (given: Readonly<Record<string, string>>): AssembleLegInputs => {
    const { releases, legInputs } = readAssembleInputs(reading({ ...needed, ...given }), pushed())
    return legInputs(releases[0])
  }

  test('name ports as docker does, ranges too', () => {
    expect(read({ expose: '80, 53/UDP, 8000-8002' }).settings.expose).toEqual([
      '80/tcp',
      '53/udp',
      '8000/tcp',
      '8001/tcp',
      '8002/tcp'
    ])
  })

  test('name a working folder in any form, and it is written as Windows does', () => {
    for (const workdir of ['/data/x', 'C:\\data\\x', 'data/x/'])
      expect(read({ workdir }).settings.workdir).toBe('C:\\data\\x')
  })

  test.each([
    [{ expose: '65536' }, 'expose'],
    [{ expose: '90-80' }, 'expose'],
    [{ entrypoint: '{"a":1}' }, 'entrypoint'],
    [{ files: 'a => b => c' }, 'files'],
    [{ files: '=> C:/b' }, 'files'],
    [{ workdir: '..' }, 'workdir'],
    [{ 'base-image': 'https://mcr.microsoft.com/windows' }, 'base-image']
  ])('are refused: %j', (given, input) => {
    expect(refusalOf(() => read(given))?.input).toBe(input)
  })

  test('are refused where a release has no year to fill', () => {
    expect(() => read({ releases: '1809, 2004', cmd: '["{{year}}"]' })).toThrow(
      /^Input 'cmd': 2004 is not a Windows Server of a year/
    )
  })
})
