import { RefusedError } from '../common/refused-error.js'
import type { RebaseInputs } from '../inputs/rebase.js'
import { formatPlatform, releaseOf, type Entry } from '../oci/entries.js'
import { formatReference } from '../oci/reference.js'
import type { Images } from '../registry/images.js'
import type { RebaseTask } from '../registry/prepare-rebase.js'
import type { Log } from '../runner/log.js'
import { isSameRelease, type Release, type WindowsRelease } from '../windows/releases.js'

/** What stands above several reasons against a rebase. */
export const refusalHeading = 'the bases cannot be replaced'

/** An image, and the release that it is for. */
type Known = { readonly entry: Entry; readonly from: WindowsRelease }

/** The Windows images whose release is known. The others are logged. */
const knownImages = (entries: readonly Entry[], name: string, log: Log): readonly Known[] => {
  const windows = entries.filter(({ platform }) => platform.os === 'windows')
  const known = windows.flatMap((entry): Known[] => {
    const from = releaseOf(entry)
    return from === undefined ? [] : [{ entry, from }]
  })
  const unknown = windows.filter(entry => !known.some(other => other.entry === entry))
  if (windows.length === 0) {
    throw new RefusedError([
      { what: `${name} has no Windows image, so there is no base to replace`, remedy: "Check the input 'source'" }
    ])
  }
  if (known.length === 0) {
    throw new RefusedError(
      unknown.map(({ reference, platform }) => ({
        what: `${reference} is for ${formatPlatform(platform)}, which is not a known release, so its base is unknown`,
        remedy: 'Build it again'
      })),
      refusalHeading
    )
  }
  for (const { reference, platform } of unknown)
    log.warning(`${reference} is left unchanged: ${formatPlatform(platform)} is not a known release.`)
  return known
}

/** The image of the release itself, else that of the nearest build, the newer one of two. */
const nearestTo = ({ build, architecture }: WindowsRelease, known: readonly Known[]): Known | undefined =>
  known
    .filter(({ from }) => from.architecture === architecture)
    .sort((a, b) => Math.abs(a.from.build - build) - Math.abs(b.from.build - build) || b.from.build - a.from.build)[0]

/**
 * A tag with the suffix of a release names the image of that release, which buildx may have put into a list of its own.
 *
 * @throws RefusedError where such a tag names a list of several images: under which tag is the new list wanted?
 */
export const checkLeg = ({ isLeg, source }: RebaseInputs, { entries }: Images): void => {
  if (!isLeg || entries.length === 1) return
  throw new RefusedError([
    {
      input: 'source',
      what: `${formatReference(source)} is named like the image of one release, but is a list of ${entries.length} images`,
      remedy: "Name the list by its digest, and its tags in 'tags'"
    }
  ])
}

/** The release of a leg under the name that its tag has. */
const asNamed = (release: WindowsRelease, named: Release | undefined): WindowsRelease =>
  named?.os === 'windows' && isSameRelease(named, release) ? named : release

/** Which image becomes which: each its own release's newest, or the nearest one for the releases that were given. */
export const chooseTasks = (
  { source, releases, newBase, legRelease }: RebaseInputs,
  { entries, client }: Images,
  log: Log
): readonly RebaseTask[] => {
  const name = formatReference(source)
  const known = knownImages(entries, name, log)
  if (releases.length === 0) {
    const own = [...new Set(known.map(({ from }) => from.name))]
    if (newBase?.fixed !== undefined && own.length > 1) {
      throw new RefusedError([
        {
          input: 'new-base',
          what: `Input 'new-base' names the base of one release, but ${name} has images for ${own.join(', ')}`,
          remedy: "Name the release in 'releases'"
        }
      ])
    }
    return known.map(({ entry, from }) => {
      const named = asNamed(from, legRelease)
      return { entry, client, from: named, to: named }
    })
  }
  const tasks = releases.map(to => ({ to, nearest: nearestTo(to, known) }))
  const missing = tasks.filter(({ nearest }) => nearest === undefined)
  if (missing.length > 0) {
    throw new RefusedError(
      missing.map(({ to }) => ({
        input: 'releases',
        what: `${name} has no image for ${to.architecture}, which an image for ${to.name} could be made from`,
        remedy: `Remove ${to.name}, or build it`
      })),
      refusalHeading
    )
  }
  return tasks.flatMap(({ to, nearest }) => (nearest === undefined ? [] : [{ ...nearest, client, to }]))
}
