import type { HistoryEntry } from './types.js'

/** Instructions of a Dockerfile that run nothing in a container of the base. */
const harmless =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR'

/** BuildKit writes the instruction itself (dockerfile2llb convert.go, commitToHistory). */
const buildkit = new RegExp(`^(?:${harmless})(?:\\s|$)`)

/** The classic builder writes the shell that was set, a mark, and the instruction (moby dispatchers.go). */
const classic = new RegExp(`^(.*?)\\s?#\\(nop\\)\\s+(${harmless})\\b\\s*(.*)$`, 's')

/** The shells that stand before the mark unless SHELL sets another: Windows, Linux. */
const usualShells: readonly string[] = ['', 'cmd /S /C', '/bin/sh -c']

/**
 * The steps from a position on that ran something in a container, as they are written. What is not understood counts as
 * one: it may have changed anything. A RUN cannot pass for another step by what it says itself: the mark counts behind
 * the shell of that time alone.
 *
 * @param history of the whole image: a shell may have been set by its base
 */
export const runSteps = (history: readonly HistoryEntry[], from: number): readonly string[] => {
  const shells = new Set(usualShells)
  const ran = history.filter(({ createdBy }, position) => {
    const [, shell = '', instruction, rest = ''] = classic.exec(createdBy) ?? []
    // SHELL is written behind the shell that it sets: powershell -Command #(nop)  SHELL [powershell -Command].
    if (instruction === 'SHELL' && rest.trim() === `[${shell}]`) shells.add(shell)
    if (position < from) return false
    return !buildkit.test(createdBy) && (instruction === undefined || !shells.has(shell))
  })
  return ran.map(({ createdBy }) => (createdBy === '' ? '(a step that does not say what it did)' : createdBy))
}
