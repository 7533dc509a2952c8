import type { RunContext } from '../../src/inputs/context.js'
import { readPublishInputs, type PublishInputs } from '../../src/inputs/shared.js'
import { pushed, reading, refusalOf, type Refusal } from './samples.js'

type Given = Readonly<Record<string, string>>

const minimal = { image: 'ghcr.io/org/app', tags: 'v2.7.0' }

/** The inputs of every mode that publishes, as they are read; what a test says comes on top of the least of them. */
export const read = (given: Given = {}, context: Partial<RunContext> = {}): PublishInputs =>
  readPublishInputs(reading({ ...minimal, ...given }), pushed(context))

/** What is said of them where they are refused. */
export const refused = (given: Given, context: Partial<RunContext> = {}): Refusal | undefined =>
  refusalOf(() => read(given, context))
