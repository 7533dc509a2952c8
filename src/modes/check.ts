import type { CheckInputs } from '../inputs/check.js'
import { baseOfRelease, commonBases, type BaseTemplate } from '../oci/base-reference.js'
import { describeEntry, releaseOf, type Entry } from '../oci/entries.js'
import { listedEntries } from '../oci/listed.js'
import { formatReference, repositoryOf } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import { requireImages, type Images } from '../registry/images.js'
import {
  baseTemplate,
  builtImage,
  findOldBase,
  readNewBase,
  sameBase,
  withConfig,
  type Base
} from '../registry/old-base.js'
import type { RepositoryClient } from '../registry/repository.js'
import { gathered } from '../common/await-all.js'
import { checkResult, type Finding } from '../report/check.js'
import type { Log } from '../runner/log.js'
import type { Result } from '../report/result.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import type { WindowsRelease } from '../windows/releases.js'

/** What the mode works with. */
export type CheckTools = { readonly registry: RegistryClient; readonly log: Log }

/** Compares the Windows of published images with the newest of their releases. Nothing is written. */
export const check = async (inputs: CheckInputs, { registry, log }: CheckTools): Promise<Result> => {
  const source = await requireImages(registry, inputs.source, "the inputs 'source', 'image' and 'tags'")
  const findings = await gathered(
    releasedImages(source, log).map(({ entry, release }) =>
      inspect(entry, release, { client: source.client, registry, inputs, log })
    ),
    'The newest bases cannot be told'
  )
  for (const { entry, newest, outdated } of findings) {
    const said = outdated
      ? `is outdated: the newest is ${newest.config.platform.osVersion ?? ''}`
      : 'has the newest base'
    log.info(`${describeEntry(entry)} ${said} (${formatReference(newest.reference)})`)
  }
  const listed = listedEntries(source.root, source.entries)
  return checkResult({ source: inputs.source, root: source.root, listed, findings }, inputs)
}

type Released = { readonly entry: Entry; readonly release: WindowsRelease }

/** The Windows images whose release is known; what else is there has no base that could be newer. */
const releasedImages = ({ entries, client }: Images, log: Log): readonly Released[] => {
  const windows = entries.filter(({ platform }) => platform.os === 'windows')
  if (windows.length === 0) log.warning(`There is no Windows image in ${formatReference(client.repository)} to check.`)
  return windows.flatMap(entry => {
    const release = releaseOf(entry)
    if (release === undefined)
      log.warning(`${describeEntry(entry)}: of no release known here, so nothing can be newer.`)
    return release === undefined ? [] : [{ entry, release }]
  })
}

type Surroundings = CheckTools & { readonly client: RepositoryClient; readonly inputs: CheckInputs }

/** Finds the base of an image and the newest one of the same release. */
const inspect = async (
  entry: Entry,
  release: WindowsRelease,
  { client, registry, inputs, log }: Surroundings
): Promise<Finding> => {
  const image = await builtImage(entry, client, release)
  const newestOf = async (template: BaseTemplate): Promise<Base> =>
    withConfig(await readNewBase(registry, baseOfRelease(template, release), release))
  const template = baseTemplate(image, inputs)
  const [found, early] = await Promise.all([
    findOldBase(registry, image, inputs),
    template === undefined ? undefined : newestOf(template)
  ])
  const base = 'manifest' in found ? found : undefined
  // Windows itself is updated on the same day, whatever is built on it.
  const [fallback] = commonBases as [BaseTemplate]
  const newest = early ?? (await newestOf(base === undefined ? fallback : repositoryOf(base.reference)))
  if (!('manifest' in found)) {
    log.notice(
      `The base of ${entry.reference} was not found, so only its Windows version is compared. Tried: ${found.join('; ')}. 'base-image' names its repository.`
    )
  }
  return { entry, release, ...(base === undefined ? {} : { base }), newest, outdated: isOutdated(entry, base, newest) }
}

/** Whether a rebase would do something: another base of the same or a newer Windows. */
const isOutdated = ({ platform }: Entry, base: Base | undefined, newest: Base): boolean => {
  const [held, offered] = [platform.osVersion, newest.config.platform.osVersion].map(text => parseOsVersion(text ?? ''))
  if (held === undefined || offered === undefined) return false
  const order = compareOsVersions(offered, held)
  return order > 0 || (order === 0 && base !== undefined && !sameBase(base, newest))
}
