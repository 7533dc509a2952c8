import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPlanInputs } from '../../src/inputs/plan.js'
import { planResult } from '../../src/report/plan.js'
import { planReleases, runnerProblem, type Plan } from '../../src/windows/plan.js'
import { windowsReleases } from '../../src/windows/releases.js'
import { reading, refusalOf, releaseNamed } from '../support/samples.js'

const today = '2026-11-25'

const planOf = (given: Readonly<Record<string, string>>, day = today): Plan => {
  const { releases, runners } = readPlanInputs(reading(given))
  return planReleases(releases, runners, day)
}

const matrixOf = (given: Readonly<Record<string, string>>): unknown => {
  const { matrix = '' } = planResult(planOf(given)).outputs
  return matrix === '' ? '' : (JSON.parse(matrix) as { include: unknown }).include
}

describe('a plan', () => {
  test('builds each release on the runner of its own Windows, and Linux beside it', () => {
    expect(matrixOf({ releases: 'ltsc2022, ltsc2025, linux-amd64, linux-arm64' })).toEqual([
      { release: 'ltsc2022', runner: 'windows-2022', isolation: 'process' },
      { release: 'ltsc2025', runner: 'windows-2025', isolation: 'process' },
      { release: 'linux-amd64', runner: 'ubuntu-24.04', isolation: 'auto' },
      { release: 'linux-arm64', runner: 'ubuntu-24.04-arm', isolation: 'auto' }
    ])
  })

  test('names runners that its workflows may use, those that this project tests on', () => {
    const ci = readFileSync(new URL('../../.github/workflows/ci.yml', import.meta.url), 'utf8')
    for (const { runner } of windowsReleases) if (runner !== undefined) expect(ci).toContain(runner)
  })

  test('leaves it to the build whether an older release needs Hyper-V on the runner that is named for it', () => {
    const given = { releases: 'ltsc2019', runners: 'ltsc2019=windows-2022' }
    expect(matrixOf(given)).toEqual([{ release: 'ltsc2019', runner: 'windows-2022', isolation: 'auto' }])
    expect(planOf(given).warnings).toEqual([])
  })

  test.each([
    ['ltsc2019=[self-hosted, windows-2019]', ['self-hosted', 'windows-2019'], 'process'],
    ['1809=["self-hosted", "windows-2022"]', ['self-hosted', 'windows-2022'], 'auto'],
    // Nobody knows which Windows that one has: its host tells.
    ['ltsc2019=[self-hosted, big]', ['self-hosted', 'big'], 'auto'],
    ['ltsc2019=our-runner', 'our-runner', 'auto']
  ])('takes the runner of %s', (runners, runner, isolation) => {
    const given = { releases: 'ltsc2019', runners }
    expect(matrixOf(given)).toEqual([{ release: 'ltsc2019', runner, isolation }])
    expect(planOf(given).warnings).toEqual([])
  })

  test('keeps the name of a release, and takes the runner for it under its other name', () => {
    expect(matrixOf({ releases: '1809', runners: 'ltsc2019=windows-2019' })).toEqual([
      { release: '1809', runner: 'windows-2019', isolation: 'process' }
    ])
    expect(planOf({ releases: '1809' }).rebase).toMatchObject([{ release: { name: '1809' } }])
    expect(readPlanInputs(reading({ releases: '1809', runners: 'ltsc2019=windows-2019' })).notices).toEqual([])
  })

  test('tells that a job for a runner that GitHub had once waits for ever', () => {
    expect(planOf({ releases: 'ltsc2019', runners: 'ltsc2019=windows-2019' }).warnings).toEqual([
      expect.stringMatching(/no longer has runners with the label 'windows-2019'/)
    ])
  })

  test('hands what no runner builds to rebase, with the reason', () => {
    const result = planResult(planOf({ releases: 'ltsc2016, ltsc2019, ltsc2025, ltsc2025-arm64' }))
    expect(result.outputs).toMatchObject({
      'rebase-releases': 'ltsc2016,ltsc2019,ltsc2025-arm64',
      releases: 'ltsc2025,ltsc2016,ltsc2019,ltsc2025-arm64'
    })
    expect(result.summary).toMatch(/ltsc2019 .*GitHub has no runner with its Windows build \(17763\)/)
    expect(result.summary).toMatch(/ltsc2025-arm64 .*on Arm have no Docker/)
  })

  test('has no matrix where nothing is to be built: a job over an empty one would fail', () => {
    const { outputs } = planResult(planOf({ releases: 'ltsc2019' }))
    expect(outputs.matrix).toBe('')
    expect(outputs['rebase-releases']).toBe('ltsc2019')
  })

  test('leaves out a Linux that GitHub has no runner of, since no Windows image becomes one', () => {
    const plan = planOf({ releases: 'ltsc2022, linux-arm-v7' })
    expect(plan.leftOut).toEqual([{ release: releaseNamed('linux-arm-v7'), reason: expect.any(String) as string }])
    expect(plan.leftOut[0]?.reason).not.toContain('Windows')
    expect(planResult(plan).outputs).toMatchObject({ 'rebase-releases': '', releases: 'ltsc2022' })
    expect(planOf({ releases: 'ltsc2022, ltsc2019' }).leftOut).toEqual([])
  })

  test('leaves the isolation of a Linux to its engine, whatever its runner is called', () => {
    const release = releaseNamed('linux-amd64')
    const { legs } = planReleases([release], new Map([[release, ['windows-2022']]]), today)
    expect(legs).toEqual([{ release, runner: ['windows-2022'], isolation: 'auto' }])
  })

  test('tells from which day on a release has ended', () => {
    const warnings = (day: string): readonly string[] => planOf({ releases: 'ltsc2019' }, day).warnings
    expect(warnings('2029-01-09')).toEqual([])
    expect(warnings('2029-01-10')).toEqual([expect.stringMatching(/ltsc2019 .*ended on 2029-01-09/)])
    expect(planOf({ releases: '20H2, 1809' }).warnings).toEqual([expect.stringContaining('20H2')])
  })
})

describe('the inputs of a plan', () => {
  test.each([
    [{}, 'releases', 'is required'],
    [
      { releases: 'ltsc2022, ltsc2023' },
      'releases',
      "unknown release 'ltsc2023'. Did you mean 'ltsc2025'? Use one of: ltsc2025"
    ],
    [{ releases: 'ltsc2022', runners: 'ltsc2021=x' }, 'runners', "unknown release 'ltsc2021'"],
    [{ releases: 'ltsc2019, 1809' }, 'releases', 'ltsc2019 and 1809 are the same release'],
    [{ releases: 'ltsc2019', runners: 'ltsc2019=a\n1809=b' }, 'runners', '1809 and ltsc2019 are the same release'],
    [{ releases: 'ltsc2022', runners: 'ltsc2022' }, 'runners', 'key=value'],
    [{ releases: 'ltsc2022', runners: 'ltsc2022=' }, 'runners', 'does not name a runner'],
    [{ releases: 'ltsc2022', runners: 'ltsc2022=[a,,b]' }, 'runners', 'does not name a runner'],
    [{ releases: 'ltsc2022', runners: 'ltsc2022=[a, b' }, 'runners', 'does not name a runner'],
    [{ releases: 'ltsc2025', runners: 'ltsc2025=windows-2022' }, 'runners', 'older than ltsc2025'],
    [{ releases: 'ltsc2022', runners: 'ltsc2022=ubuntu-24.04' }, 'runners', 'not a Windows runner'],
    [{ releases: 'linux-amd64', runners: 'linux-amd64=windows-2022' }, 'runners', 'Windows runner'],
    [{ releases: 'ltsc2025-arm64', runners: 'ltsc2025-arm64=windows-2025' }, 'runners', 'amd64 runner'],
    [{ releases: 'ltsc2025-arm64', runners: 'ltsc2025-arm64=windows-11-arm' }, 'runners', 'no Docker']
  ])('are refused: %j', (given, input, why) => {
    const refusal = refusalOf(() => readPlanInputs(reading(given)))
    expect(refusal?.input).toBe(input)
    expect(refusal?.message).toContain(why)
  })

  test('may name more runners than are needed, which is told', () => {
    const { notices } = readPlanInputs(reading({ releases: 'ltsc2022', runners: 'ltsc2019=windows-2022' }))
    expect(notices).toEqual([expect.stringContaining('ltsc2019')])
  })

  test('agree with what the hosts of the labels can run', () => {
    expect(runnerProblem(releaseNamed('ltsc2016'), ['windows-2016'])).toBeUndefined()
    expect(runnerProblem(releaseNamed('ltsc2019'), ['self-hosted', 'windows-2016'])).toContain('older')
    expect(runnerProblem(releaseNamed('ltsc2022'), ['Windows-Latest'])).toBeUndefined()
    expect(runnerProblem(releaseNamed('ltsc2025-arm64'), ['self-hosted', 'our-own'])).toBeUndefined()
  })

  test.each([
    ['linux-amd64', 'windows-2022', 'Windows runner'],
    ['ltsc2022', 'ubuntu-24.04', 'Windows runner'],
    ['ltsc2025-arm64', 'windows-11-arm', 'Docker']
  ])('are refused for %s by one label of several: %s', (name, label, why) => {
    expect(runnerProblem(releaseNamed(name), ['self-hosted', label])).toContain(why)
  })
})
