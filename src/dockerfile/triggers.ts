import { parseInstructions, type Instruction } from './instructions.js'

/**
 * The instructions that an ONBUILD adds to the stages that start from it. They are parsed anew, with the default escape
 * character (moby builder/dockerfile/dispatchers.go).
 */
export const triggersOf = ({ rest, line }: Pick<Instruction, 'rest' | 'line'>): readonly Instruction[] =>
  parseInstructions(rest).instructions.map(trigger => ({ ...trigger, line }))
