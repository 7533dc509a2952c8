import { parseInstructions, type Instruction } from './instructions.js'
import type { BuildArgs } from './scope.js'
import { baseOf, globalScope, type StageSource } from './source.js'
import { findStage } from './stages.js'
import { triggersOf } from './triggers.js'

/** Accounts that a Windows engine knows by itself (moby builder/dockerfile/internals_windows.go, getAccountIdentity). */
const knownAccount = /^(?:ContainerAdministrator|ContainerUser|S-\d[\d-]*)$/i

/** A Windows engine looks up the owner that `--chown` names in a container, and runs RUN in one; nothing else. */
const startsContainer = ({ keyword, flags }: Instruction): boolean =>
  keyword === 'RUN' ||
  flags.some(flag => flag.startsWith('--chown=') && !knownAccount.test(flag.slice('--chown='.length)))

/** Whether what the ONBUILDs of an image add to a build starts a container. */
export const triggersStartContainer = (onBuild: readonly string[]): boolean =>
  onBuild.some(trigger => parseInstructions(trigger).instructions.some(startsContainer))

/**
 * The first line for which a Windows engine starts a container when it builds the stages up to the target: it builds
 * them all. Undefined where it starts none.
 *
 * @throws DockerfileError for a FROM that cannot be read
 */
export const containerLine = (source: StageSource, args: BuildArgs): number | undefined => {
  const { stages, dialect } = source
  const scope = globalScope(source, args)
  return stages.flatMap((stage, index) => {
    const parent = stages[findStage(stages.slice(0, index), baseOf(stage, scope, dialect).image)]
    const inherited = (parent?.body ?? []).filter(({ keyword }) => keyword === 'ONBUILD').flatMap(triggersOf)
    return [...inherited.map(trigger => ({ ...trigger, line: stage.line })), ...stage.body]
      .filter(startsContainer)
      .map(({ line }) => line)
  })[0]
}
