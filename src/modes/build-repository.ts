import type { BuildInputs, LegInputs } from '../inputs/build.js'
import { labelNames, type LabelSources } from '../oci/labels.js'
import { printable } from '../runner/foreign-text.js'
import type { Log } from '../runner/log.js'
import { fetchRepositoryLabels, type RepositoryLabels } from '../runner/repository.js'

type DefaultLabels = LabelSources['defaults']

/** What only GitHub knows. */
const apiLabels = ['description', 'licenses'] as const

/** Never rejects: the labels are not worth a failed step. */
const fetchLabels = async (name: string, token: string): Promise<RepositoryLabels | Error> => {
  try {
    return await fetchRepositoryLabels(name, token)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/**
 * Starts to find out what labels say about the repository. GitHub is asked where the event does not carry it, and where
 * the user does not set the labels.
 *
 * @returns waits for the labels. Only then a failure is logged: the output of docker may be shown before
 */
export const startRepositoryLabels = (
  { repository }: Pick<BuildInputs, 'repository'>,
  fromUser: LegInputs['labels'],
  log: Log
): (() => Promise<DefaultLabels>) => {
  if (repository === undefined) return () => Promise.resolve({})
  const { name, url, fromEvent, token } = repository
  const known = { source: url, url, title: name.slice(name.indexOf('/') + 1), ...fromEvent }
  const isComplete = fromEvent !== undefined || apiLabels.every(label => fromUser[labelNames[label]] !== undefined)
  if (isComplete || token === undefined) return () => Promise.resolve(known)

  log.secret(token)
  const fetched = fetchLabels(name, token)
  let isLogged = false
  return async () => {
    const labels = await fetched
    if (!(labels instanceof Error)) return { ...known, ...labels }
    if (!isLogged) {
      log.notice(
        `Could not read the description and licence of ${name} from GitHub: ${printable(labels.message)}. The image gets no labels for them. Pass a 'github-token' that can read the repository, or set both in 'labels'.`
      )
      isLogged = true
    }
    return known
  }
}
