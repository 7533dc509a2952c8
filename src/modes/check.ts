import type { CheckInputs } from '../inputs/check.js'
import { baseOfRelease, commonBases, familyOf, type BaseTemplate, type ReleaseBase } from '../oci/base-reference.js'
import { describeEntry, releaseOf, type Entry } from '../oci/entries.js'
import { listedEntries } from '../oci/listed.js'
import { formatReference, repositoryOf } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import { requireImages, type Images } from '../registry/images.js'
import {
  builtImage,
  findOldBase,
  newestBase,
  readNewBase,
  sameBase,
  withConfig,
  type BaseWithConfig
} from '../registry/old-base.js'
import type { RepositoryClient } from '../registry/repository.js'
import { awaitAllOrRefuse } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { checkResult, checkWarnings, describeFinding, type Finding } from '../report/check.js'
import type { Journal } from '../report/journal.js'
import { logPulls } from '../report/pulls.js'
import type { Log } from '../runner/log.js'
import type { Result } from '../report/result.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import type { WindowsRelease } from '../windows/releases.js'

/** What the mode works with. */
export type CheckTools = { readonly registry: RegistryClient; readonly log: Log; readonly journal: Journal }

/**
 * Compares the Windows of published images with the newest of their releases, and what their list says with what the
 * images are. Nothing is written.
 */
export const check = async (inputs: CheckInputs, { registry, log, journal }: CheckTools): Promise<Result> => {
  const name = formatReference(inputs.source)
  journal.plan([name])
  const reading = requireImages(registry, inputs.source, "the inputs 'source', 'image' and 'tags'")
  const source = await journal.follow(name, 'found', reading)
  const findings = await awaitAllOrRefuse(
    releasedImages(source, log).map(({ entry, release }) =>
      journal.follow(
        entry.reference,
        'checked',
        inspect(entry, release, { client: source.client, registry, inputs, log })
      )
    ),
    'the newest bases could not be determined'
  )
  const listed = listedEntries(source.root, source.entries)
  const outcome = { source: inputs.source, root: source.root, listed, findings, now: Date.now() }
  for (const finding of findings) log.info(describeFinding(finding))
  await logPulls(listed, log)
  for (const { problem, text } of checkWarnings(outcome)) {
    // What makes the step fail is in its error.
    if (problem === undefined || !inputs.failOn.includes(problem)) log.warning(text)
  }
  return checkResult(outcome, inputs)
}

type Released = { readonly entry: Entry; readonly release: WindowsRelease }

/** The Windows images whose release is known; what else is there has no base that could be newer. */
const releasedImages = ({ entries, client }: Images, log: Log): readonly Released[] => {
  const windows = entries.filter(({ platform }) => platform.os === 'windows')
  if (windows.length === 0) log.warning(`There is no Windows image in ${formatReference(client.repository)} to check.`)
  return windows.flatMap(entry => {
    const release = releaseOf(entry)
    if (release === undefined)
      log.warning(`${describeEntry(entry)}: its Windows build belongs to no known release, so it is not checked.`)
    return release === undefined ? [] : [{ entry, release }]
  })
}

type InspectTools = Omit<CheckTools, 'journal'> & { readonly client: RepositoryClient; readonly inputs: CheckInputs }

/** Finds the base of an image and the newest one of the same release. */
const inspect = async (
  entry: Entry,
  release: WindowsRelease,
  { client, registry, inputs, log }: InspectTools
): Promise<Finding> => {
  const image = await builtImage(entry, client, release)
  const read = async (reference: ReleaseBase): Promise<BaseWithConfig> =>
    withConfig(await readNewBase(registry, reference, release))
  const wanted = newestBase(image, inputs, release)
  const [found, early] = await Promise.all([
    findOldBase(registry, image, inputs),
    wanted === undefined ? undefined : read(wanted)
  ])
  const base = 'manifest' in found ? found : undefined
  // Windows itself is updated on the same day, whatever is built on it.
  const [fallback] = commonBases as [BaseTemplate]
  const newest =
    early ?? (await read(baseOfRelease(base === undefined ? fallback : repositoryOf(base.reference), release)))
  if (!('manifest' in found)) {
    log.notice(
      `The base of ${entry.reference} was not found, so only its Windows version is compared. Tried: ${found.join('; ')}. Set 'base-image' to the repository of its base.`
    )
  }
  const known = base ?? early
  const family = known === undefined ? undefined : familyOf(known.reference)
  return { entry, release, ...defined({ base, family }), newest, outdated: isOutdated(entry, base, newest) }
}

/** Whether a rebase would do something: another base of the same or a newer Windows. */
const isOutdated = ({ platform }: Entry, base: BaseWithConfig | undefined, newest: BaseWithConfig): boolean => {
  const [current, offered] = [platform.osVersion, newest.config.platform.osVersion].map(text =>
    parseOsVersion(text ?? '')
  )
  if (current === undefined || offered === undefined) return false
  const order = compareOsVersions(offered, current)
  return order > 0 || (order === 0 && base !== undefined && !sameBase(base, newest))
}
