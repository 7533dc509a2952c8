import type { BuildArgs } from './scope.js'
import { baseOf, globalScope, type StageSource } from './source.js'
import { splitWords } from './split-words.js'

/** `repository` and `tag` of `repository:tag`; the host may have a port. */
const splitTag = (image: string): readonly [repository: string, tag: string] => {
  const [, repository = '', tag = ''] = /^(.*?)(?::([^/:]*))?$/.exec(image) ?? []
  return [repository, tag]
}

/**
 * Whether a build argument is a part of the tag of an image that a stage up to the target starts from. A whole reference
 * is not.
 *
 * @throws DockerfileError for a FROM that cannot be read
 */
export const isInTag = (source: StageSource, args: BuildArgs, name: string): boolean => {
  const { stages, dialect } = source
  const { [name]: _, ...others } = args
  const [without, filled] = [globalScope(source, others), globalScope(source, { ...others, [name]: 'probe' })]
  return stages.some(stage => {
    const [repository, tag] = splitTag(baseOf(stage, without, dialect).image)
    const [otherRepository, otherTag] = splitTag(baseOf(stage, filled, dialect).image)
    return repository === otherRepository && tag !== otherTag
  })
}

/** Whether a build argument is declared anywhere up to the target. */
export const isDeclared = ({ globals, stages, dialect: { escape } }: StageSource, name: string): boolean => {
  const instructions = [...globals, ...stages.flatMap(({ body }) => body)]
  const lines = instructions.flatMap(({ keyword, rest }) => {
    if (keyword === 'ARG') return [rest]
    const [, triggered] = keyword === 'ONBUILD' ? (/^ARG\s+([^]*)$/i.exec(rest) ?? []) : []
    return triggered === undefined ? [] : [triggered]
  })
  return lines.some(line => splitWords(line, escape).some(word => word.split('=', 1)[0] === name))
}
