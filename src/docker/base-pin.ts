import { formatReference, formatRepository, repositoryOf, type Reference } from '../oci/reference.js'
import { RegistryError } from '../registry/transport/errors.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import type { BaseTools } from './base.js'

/** A patch level of Windows. */
export type PatchLevel = { readonly build: number; readonly revision: number }

/**
 * The newest tag like `10.0.20348.5499` of a repository that is not newer than a host; undefined where there is none.
 */
export const tagForHost = (tags: readonly string[], host: PatchLevel): string | undefined =>
  tags
    .flatMap(tag => {
      const version = parseOsVersion(tag)
      const fits = version?.build === host.build && version.revision !== undefined && version.revision <= host.revision
      return fits ? [{ tag, version }] : []
    })
    .sort((a, b) => compareOsVersions(b.version, a.version))[0]?.tag

const listTags = (reference: Reference, { registry, retry }: BaseTools): Promise<readonly string[]> =>
  registry
    .open(repositoryOf(reference), 'pull')
    .tags()
    .catch((error: unknown) => {
      if (!(error instanceof RegistryError)) throw error
      retry.policy.log.info(error.message)
      return []
    })

/** A digest or a patch level is there on purpose. */
const isChosen = ({ digest, tag = '' }: Reference): boolean =>
  digest !== undefined || parseOsVersion(tag)?.revision !== undefined

const ways = "give 'isolation: hyperv', or take a runner with the newer Windows"

/**
 * Looks for the tag of a base that is not newer than the host.
 *
 * @returns the base by that tag, or why there is none and what to do, as sentences
 */
export const findPin = async (
  reference: Reference,
  host: PatchLevel,
  tools: BaseTools
): Promise<{ readonly reference: Reference } | { readonly problem: string }> => {
  if (isChosen(reference)) return { problem: `It is kept as it is written: name an older one, ${ways}.` }
  const tag = tagForHost(await listTags(reference, tools), host)
  if (tag !== undefined) return { reference: { ...repositoryOf(reference), tag } }
  return {
    problem: `${formatRepository(repositoryOf(reference))} has no tag of the host's patch level or an older one, like 10.0.${host.build}.${host.revision}: name an older tag with a date or a version in the Dockerfile, ${ways}.`
  }
}

/** `mcr.microsoft.com/windows/servercore:ltsc2022 (10.0.20348.5622) is newer than this host …` */
export const describeNewer = (reference: Reference, osVersion: string, { build, revision }: PatchLevel): string =>
  `The base ${formatReference(reference)} (${osVersion}) is newer than this host (10.0.${build}.${revision}), and may fail to start here (0xc0370106)`
