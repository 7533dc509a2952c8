import { awaitAllOrRefuse, awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { formatTime } from '../common/time.js'
import type { RebaseInputs } from '../inputs/rebase.js'
import type { PublishInputs } from '../inputs/shared.js'
import { listedDigests, type List } from '../oci/image-index.js'
import { formatReference, type Reference } from '../oci/reference.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import { prefetch } from '../registry/base.js'
import type { RegistryClient } from '../registry/client.js'
import { copyImages } from '../registry/copy-images.js'
import { refuseTags, tagProblems, type TagRules } from '../registry/guard.js'
import { requireImages, type Images } from '../registry/images.js'
import { isStale, publishAll, stage, type Looks } from '../registry/publish.js'
import type { RepositoryClient } from '../registry/repository.js'
import {
  pushRebasedParts,
  prepareRebase,
  type Rebase,
  type RebaseSettings,
  type RebaseTask
} from '../registry/prepare-rebase.js'
import { readTarget, versionOfImages, type Target } from '../registry/targets.js'
import type { RetryPolicy } from '../registry/transport/retry.js'
import type { Write } from '../registry/write-tag.js'
import { describeRebase, rebaseResult } from '../report/rebase.js'
import type { Journal } from '../report/journal.js'
import type { Result } from '../report/result.js'
import type { Log } from '../runner/log.js'
import { guard, guardLegs, namesOf, tagRulesOf, withKnown } from './leg-tags.js'
import { logNothingWritten } from './nothing-written.js'
import { findRemovals, refuseRemovals } from './removals.js'
import { logDropped, replaceImages } from './rebase-list.js'
import { checkLeg, chooseTasks, refusalHeading } from './rebase-tasks.js'

/** What the mode works with. */
export type RebaseTools = { readonly registry: RegistryClient; readonly log: Log; readonly journal: Journal }

/** Puts newer, or other, Windows bases under published images, with nothing but the registry. */
export const rebase = async (inputs: RebaseInputs, { registry, log, journal }: RebaseTools): Promise<Result> => {
  const prefetched = prefetch(registry, [inputs.oldBase?.fixed, inputs.newBase?.fixed])
  const readAt = performance.now()
  const reading = requireImages(registry, inputs.source, "the input 'source'")
  const source = { ...(await journal.follow(formatReference(inputs.source), 'found', reading)), readAt }
  checkLeg(inputs, source)
  const asList = source.root.kind === 'index' && !inputs.isLeg
  const tasks = chooseTasks(inputs, source, log)
  const where = inputs.publish(versionOfImages(source.entries, source.root.annotations))
  for (const notice of where.notices) log.notice(notice)
  const legTags = tasks.map(({ to }) => where.legTag(to))
  journal.plan(namesOf(where.images, [...(asList ? where.tags : []), ...legTags]))
  const rules = { ...tagRulesOf(where, where.version), own: sourceTag(inputs.source) }
  if (asList) refuseTags(tagProblems(foreignTags(where, rules.own), rules))

  const clients = where.images.map(image => registry.open(image, inputs.push ? 'pull,push' : 'pull'))
  const created = formatTime(inputs.sourceDateEpoch ?? Math.floor(Date.now() / 1000))
  const [rebases, legTargets, listTargets] = await awaitAll([
    awaitAllOrRefuse(
      tasks.map(task =>
        journal.follow(
          task.entry.reference,
          'can be rebased',
          prepareRebase(task, registry, { ...settingsOf(inputs, task), prefetched, created })
        )
      ),
      refusalHeading
    ),
    readTargets(clients, legTags, rules.own, source),
    asList ? readTargets(clients, where.tags, rules.own, source) : []
  ])
  for (const one of rebases) log.info(describeRebase(one))
  for (const warning of rebases.flatMap(({ warnings }) => warnings)) log.warning(warning)

  const list = asList ? replaceImages(source, rebases, where, log) : undefined
  if (list === undefined) noteSingleImage(inputs, source, rebases, where, log)
  const choose: Choose = async targets => {
    if (list === undefined) return []
    const chosen = await guard(targets, list.content, rules, log)
    if (!inputs.allowRemoval) refuseRemovals(await findRemovals(chosen, list), removalRemedy)
    return chosen
  }
  let moving = await choose(listTargets)
  await guardLegs(legTargets, rules)
  const listWrites = list === undefined ? [] : moving.map(target => ({ target, content: list.content }))
  const legs = legWrites(rebases, legTargets, { legTag: where.legTag, source, asList, listWrites })
  const writes: readonly Write[] = [...legs, ...listWrites]

  const unchanged = !writes.some(isStale)
  if (inputs.push && !unchanged) {
    await awaitAll([pushParts(rebases, clients, registry, asList), copyUnchanged(source, list, writes, registry)])
    const looks = list === undefined ? new Map() : await stage(list.content, moving, registry)
    const all = { legs, listWrites, listTargets, looks }
    const published = await publishRebases(all, choose, { rules, policy: registry.policy })
    moving = published.moving
    journal.published(published.written.map(({ name }) => name))
  }
  logNothingWritten(inputs.push, unchanged, log)
  const outcome = { rebases, legs, pushed: inputs.push, unchanged }
  return rebaseResult({ ...outcome, ...defined({ list: list && { ...list, targets: listTargets, moving } }) })
}

/** The full name of the tag that the source is read from; undefined where it is read by its digest. */
const sourceTag = ({ digest, tag = 'latest', ...repository }: Reference): string | undefined =>
  digest === undefined ? formatReference({ ...repository, tag }) : undefined

/** The tags that, in one repository at least, are not the source's own. */
const foreignTags = ({ images, tags }: PublishInputs, own: string | undefined): readonly string[] =>
  tags.filter(tag => images.some(image => formatReference({ ...image, tag }) !== own))

/** The tags that take the list. */
type Choose = (targets: readonly Target[]) => Promise<readonly Target[]>

/** What is to be written. */
type ToWrite = {
  readonly legs: readonly Write[]
  readonly listWrites: readonly Write[]
  /** all tags of the list, those that stay too */
  readonly listTargets: readonly Target[]
  readonly looks: Looks
}

/** Writes the tags; those that other jobs write meanwhile are judged again. */
const publishRebases = async (
  { legs, listWrites, listTargets, looks }: ToWrite,
  choose: Choose,
  { rules, policy }: { readonly rules: TagRules; readonly policy: RetryPolicy }
): Promise<{ readonly written: readonly Target[]; readonly moving: readonly Target[] }> => {
  let moving: readonly Target[] = listWrites.map(({ target }) => target)
  const [content] = listWrites.map(write => write.content)
  const written = await publishAll([...legs, ...listWrites], policy, {
    looks,
    // What another job has made of the source is not what was rebased.
    isOwn: ({ tag, name }) => !isFloatingTag(tag) || name === rules.own,
    reconsider: async known => {
      const left = withKnown(legs, known)
      await guardLegs(
        left.filter(isStale).map(({ target }) => target),
        rules
      )
      moving = await choose(listTargets.map(target => known.get(target.name) ?? target))
      return [...left, ...(content === undefined ? [] : moving.map(target => ({ target, content })))]
    }
  })
  return { written, moving }
}

const removalRemedy = "Rebase a list that has it too, remove the tag, or set 'allow-removal: true'"

/** What the inputs say for one image. */
const settingsOf = (
  { newBase, oldBase, baseImage, allowRunLayers, labels }: RebaseInputs,
  { from, to }: RebaseTask
): Pick<RebaseSettings, 'newBase' | 'oldBase' | 'baseImage' | 'allowRunLayers' | 'labels'> => ({
  allowRunLayers,
  labels: labels(to),
  ...defined({ newBase: newBase?.of(to), oldBase: oldBase?.of(from), baseImage })
})

/** What the tags name now; the source's own tag has been read already. */
const readTargets = (
  clients: readonly RepositoryClient[],
  tags: readonly string[],
  own: string | undefined,
  { readAt, ...found }: Images & Pick<Target, 'readAt'>
): Promise<readonly Target[]> =>
  awaitAll(
    clients.flatMap(client =>
      tags.map(tag => {
        const name = formatReference({ ...client.repository, tag })
        if (name !== own) return readTarget(client, tag, 'best-effort')
        const contents = Promise.resolve(found)
        return Promise.resolve({ client, tag, name, current: found.root.digest, contents, readAt })
      })
    )
  )

/** Logs where the result of a single image goes, unless it replaces the source's tag. */
const noteSingleImage = (
  { source: { tag = 'latest', ...rest }, isLeg }: RebaseInputs,
  { root, attachments }: Images,
  rebases: readonly Rebase[],
  { images, tags, legTag }: PublishInputs,
  log: Log
): void => {
  if (rebases.some(({ result }) => result !== undefined)) logDropped(attachments, log)
  if (root.kind === 'index' || isLeg || !tags.includes(tag)) return
  const legs = rebases.map(({ task: { to } }) => formatReference({ ...images[0], tag: legTag(to) })).join(', ')
  const releases = rebases.map(({ task: { to } }) => to.name).join(', ')
  log.notice(
    `${formatReference({ ...rest, tag })} is a single image, not a list, and is left unchanged: the result is ${legs}. To publish it as ${tag}, list it there with mode 'manifest' ('releases: ${releases}', 'tags: ${tag}'); that list can then be rebased in place.`
  )
}

type LegWriteOptions = Pick<PublishInputs, 'legTag'> & {
  readonly source: Images
  /** whether the result is a list too */
  readonly asList: boolean
  readonly listWrites: readonly Write[]
}

/** Which image each tag of a leg is to name. The legs of a list that is unchanged are left alone. */
const legWrites = (
  rebases: readonly Rebase[],
  targets: readonly Target[],
  { legTag, source, asList, listWrites }: LegWriteOptions
): readonly Write[] =>
  rebases.flatMap(({ result, image, task: { to } }) => {
    if (result === undefined && asList && !listWrites.some(isStale)) return []
    const content = result?.manifest ?? (asList ? image : source.root)
    return targets.filter(({ tag }) => tag === legTag(to)).map(target => ({ target, content }))
  })

/** Pushes what the new images consist of, and, for a list, the images under their digests. */
const pushParts = async (
  rebases: readonly Rebase[],
  clients: readonly RepositoryClient[],
  registry: RegistryClient,
  asList: boolean
): Promise<void> => {
  await awaitAll(
    clients.flatMap(client =>
      rebases.map(async one => {
        await pushRebasedParts(one, client, registry)
        if (asList && one.result !== undefined) await registry.putByDigest(client, one.result.manifest)
      })
    )
  )
}

/** Copies the images that are unchanged to the repositories that are not the source's. */
const copyUnchanged = async (
  source: Images,
  list: List | undefined,
  writes: readonly Write[],
  registry: RegistryClient
): Promise<void> => {
  await awaitAll(
    writes.map(({ target, content }) => {
      const wanted = content === list?.content ? listedDigests(list) : new Set([content.digest])
      return copyImages(source, wanted, [target.client], registry)
    })
  )
}
