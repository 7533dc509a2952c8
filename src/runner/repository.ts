import { defined } from '../common/defined.js'
import { asRecord, asString } from '../common/json.js'
import { loadHttpClient } from './http-client.js'

/** What labels say about the repository that an image is built from, each by the end of its label's name. */
export type RepositoryLabels = Readonly<Partial<Record<'title' | 'description' | 'url' | 'licenses', string>>>

/** Milliseconds. Labels must not delay a build. */
const timeoutMs = 10_000

/**
 * The labels that docker/metadata-action makes from a repository.
 *
 * @param repository as GitHub describes it in the payload of an event and in its API
 */
export const repositoryLabels = (repository: unknown): RepositoryLabels => {
  const { name, description, html_url: url, license } = asRecord(repository)
  const licence = asString(asRecord(license).spdx_id)
  return defined({
    title: asString(name),
    description: asString(description),
    url: asString(url),
    // GitHub writes NOASSERTION for a licence that it does not know.
    licenses: licence === 'NOASSERTION' ? undefined : licence
  })
}

/**
 * Asks GitHub for the labels of a repository.
 *
 * @param repository `owner/name`
 * @throws Error, mostly of Octokit, where GitHub refuses or does not respond in time
 */
export const fetchRepositoryLabels = async (repository: string, token: string): Promise<RepositoryLabels> => {
  // It uses the client while it is imported.
  await loadHttpClient()
  const { getOctokit } = await import('@actions/github')
  const [owner = '', repo = ''] = repository.split('/')
  const request = { signal: AbortSignal.timeout(timeoutMs) }
  const { data } = await getOctokit(token).rest.repos.get({ owner, repo, request })
  const labels = repositoryLabels(data)
  // Octokit passes on what it cannot read as JSON.
  if (labels.title === undefined) throw new Error('the response does not describe a repository')
  return labels
}
