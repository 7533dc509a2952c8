import type { HistoryEntry } from './types.js'

/** Instructions of a Dockerfile that do not run anything in a container of the base. */
const harmless =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR'

/** The comment of the steps that mode `assemble` makes. */
export const ownComment = 'win-multiarch'

/** Builders that write the bare instruction have one of these comments (BuildKit dockerfile2llb convert.go, commitToHistory). */
const commentsOfBare: readonly (string | undefined)[] = ['buildkit.dockerfile.v0', ownComment]
const bare = new RegExp(`^(?:${harmless})(?:\\s|$)`)

/** The classic builder writes the shell that was set, a mark, and the instruction (moby dispatchers.go). */
const classic = new RegExp(`^(.*?)\\s?#\\(nop\\)\\s+(${harmless})\\b\\s*(.*)$`, 's')

/** The shells that stand before the mark unless SHELL sets another: Windows, Linux. */
const defaultShells: readonly string[] = ['', 'cmd /S /C', '/bin/sh -c']

/**
 * The steps from a position on that ran something in a container, as they are written. A step that is not recognised
 * counts as one: it may have changed anything. A RUN cannot disguise itself as another step. The classic builder writes a
 * bare `ADD x` for `RUN ["ADD", "x"]`, so a bare instruction needs the comment that no RUN has, and the mark needs the
 * shell of that time before it.
 *
 * @param history of the whole image: a shell may have been set by its base
 */
export const runSteps = (history: readonly HistoryEntry[], from: number): readonly string[] => {
  const shells = new Set(defaultShells)
  const ran = history.filter(({ createdBy, comment }, position) => {
    const [, shell = '', instruction, rest = ''] = classic.exec(createdBy) ?? []
    // SHELL is written behind the shell that it sets: powershell -Command #(nop)  SHELL [powershell -Command].
    if (instruction === 'SHELL' && rest.trim() === `[${shell}]`) shells.add(shell)
    if (position < from) return false
    const isBare = commentsOfBare.includes(comment) && bare.test(createdBy)
    return !isBare && (instruction === undefined || !shells.has(shell))
  })
  return ran.map(({ createdBy }) => (createdBy === '' ? '(a step without a command)' : createdBy))
}
