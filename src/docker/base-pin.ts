import { formatReference, repositoryOf } from '../oci/reference.js'
import { RegistryError } from '../registry/transport/errors.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import { isPlainTag, nameOtherBases, type BaseSource } from './base-source.js'
import { findUnusable, type BuildBase, type BaseTools } from './base.js'

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

const listTags = ({ reference }: BuildBase, { registry, retry }: BaseTools): Promise<readonly string[]> =>
  registry
    .open(repositoryOf(reference), 'pull')
    .tags()
    .catch((error: unknown) => {
      if (!(error instanceof RegistryError)) throw error
      retry.policy.log.info(error.message)
      return []
    })

/**
 * Looks for the tag of a base that is not newer than the host.
 *
 * @returns the value of the build argument, or why there is none, as a sentence
 */
export const findPin = async (
  source: BaseSource,
  base: BuildBase,
  host: PatchLevel,
  pull: boolean,
  tools: BaseTools
): Promise<{ readonly tag: string } | { readonly problem: string }> => {
  const { baseArg } = source
  if (!isPlainTag(source, base.reference))
    return { problem: `No older tag can be used: the base is not written exactly as <repository>:$${baseArg}.` }
  const tag = tagForHost(await listTags(base, tools), host)
  if (tag === undefined) return { problem: 'The repository has no tag for this patch level or an older one.' }
  // The argument is the same for all stages, and few other images have a tag for every patch level.
  const unusable = await findUnusable(nameOtherBases(source, tag), pull, tools)
  if (unusable === undefined) return { tag }
  const { reference, where } = unusable.base
  return {
    problem: `No older tag can be used: ${formatReference(reference)} ${where} also uses ${baseArg} and has no such tag.`
  }
}
