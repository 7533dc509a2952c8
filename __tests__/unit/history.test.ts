import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../src/oci/document.js'
import { runSteps } from '../../src/oci/history.js'
import type { HistoryEntry } from '../../src/oci/types.js'
import { configOf, readFixture } from '../support/images.js'

const steps = (...commands: readonly string[]): readonly HistoryEntry[] =>
  commands.map(createdBy => ({ createdBy, hasLayer: true }))

/** The same as BuildKit writes it. */
const ofBuildkit = (...commands: readonly string[]): readonly HistoryEntry[] =>
  steps(...commands).map(step => ({ ...step, comment: 'buildkit.dockerfile.v0' }))

const powershell = "powershell -Command $ErrorActionPreference = 'Stop';"

describe('runSteps', () => {
  it.each([
    'COPY app/ /app/ # buildkit',
    'ADD https://example.com/a.zip /a.zip # buildkit',
    'WORKDIR /app',
    'ENV A=b',
    'EXPOSE map[80/tcp:{}]',
    'ENTRYPOINT ["C:\\\\app\\\\hello.exe"]',
    'CMD ["a"]'
  ])('finds none in BuildKit’s %s, and one in the same of anybody else', command => {
    expect(runSteps(ofBuildkit(command), 0)).toEqual([])
    expect(runSteps([{ createdBy: command, comment: 'win-multiarch', hasLayer: true }], 0)).toEqual([])
    // The classic builder writes RUN ["ADD", "x"] as ADD x.
    expect(runSteps(steps(command), 0)).toEqual([command])
  })

  it.each([
    'cmd /S /C #(nop)  ARG VERSION',
    'cmd /S /C #(nop) COPY file:1234 in /app.exe ',
    'cmd /S /C #(nop)  ENTRYPOINT ["/app.exe"]',
    '/bin/sh -c #(nop)  CMD ["a"]'
  ])('finds none in %s', command => {
    expect(runSteps(steps(command), 0)).toEqual([])
  })

  it.each([
    'RUN cmd /S /C build.cmd # buildkit',
    'RUN |1 VERSION=v2.7.0 cmd /S /C build.cmd # buildkit',
    'cmd /S /C build.cmd',
    `${powershell} Invoke-WebRequest -Uri $env:URL -OutFile /app.zip`,
    // What a RUN says itself is no mark.
    'cmd /S /C echo #(nop) COPY file:1234 in /app.exe',
    'cmd /S /C build.cmd #(nop)  ENV A=b',
    'RUN echo COPY',
    'crane append',
    'COPYRIGHT',
    'cmd /S /C #(nop)  RUN x'
  ])('finds the one that %s is', command => {
    expect(runSteps(steps(command), 0)).toEqual([command])
    expect(runSteps(ofBuildkit(command), 0)).toEqual([command])
  })

  it.each([
    ['app-buildkit-ltsc2019', 2, 0],
    ['app-buildkit-ltsc2022', 2, 0],
    ['app-buildkit-ltsc2025', 2, 0],
    ['app-buildkit-provenance-ltsc2022', 1, 0],
    ['app-classic-ltsc2019', 2, 0],
    ['app-classic-ltsc2022', 2, 0],
    ['app-classic-ltsc2025', 2, 0],
    ['app-classic-run-ltsc2022', 2, 1]
  ])('finds in %s, behind the %i steps of its base, as many as it has: %i', (name, from, count) => {
    const fixture = readFixture(name)
    const { history } = parseConfig(Buffer.from(JSON.stringify(configOf(fixture.children[0] ?? fixture))))
    expect(runSteps(history, from)).toHaveLength(count)
  })

  it('counts a step that does not say what it did', () => {
    expect(runSteps(steps(''), 0)).toEqual(['(a step without a command)'])
  })

  it('knows the shell that SHELL has set, and no other', () => {
    const shell = `${powershell} #(nop)  SHELL [${powershell}]`
    const copy = `${powershell} #(nop) COPY file:1234 in /app.exe `

    expect(runSteps(steps(copy), 0)).toEqual([copy])
    expect(runSteps(steps(shell, copy), 0)).toEqual([])
    expect(runSteps(steps(`${shell}  `, copy), 0)).toEqual([])
    expect(runSteps(steps(shell, `${powershell} Get-Item`), 0)).toEqual([`${powershell} Get-Item`])
    // A RUN that only looks like a SHELL: the shell that stands before is not the one in brackets.
    const forged = 'cmd /S /C evil #(nop)  SHELL [cmd /S /C]'
    expect(runSteps(steps(forged), 0)).toEqual([forged])
    // Nor does another instruction set one.
    const other = 'evil #(nop)  ENV [evil]'
    expect(runSteps(steps(other), 0)).toEqual([other])
  })

  it('looks at the steps behind those of the base alone, and at the shells of all', () => {
    const history = steps('RUN base', `${powershell} #(nop)  SHELL [${powershell}]`, `${powershell} #(nop)  ENV A=b`)

    expect(runSteps(history, 1)).toEqual([])
    expect(runSteps(history, 2)).toEqual([])
    expect(runSteps(history, 0)).toEqual(['RUN base'])
  })
})
