import { UserError } from '../common/user-error.js'
import type { Release } from './releases.js'

/** What a string holds in place of a release's name, which may have blanks inside its braces. */
export const releasePlaceholder = '{{release}}'

const pattern = /\{\{\s*release\s*\}\}/g

/** Writes the name of a release in place of every `{{release}}`. */
export const fillRelease = (value: string, name: string): string => value.replace(pattern, () => name)

/** Whether a string differs from release to release. */
export const namesRelease = (value: string): boolean => fillRelease(value, '') !== value

const anyPlaceholder = /\{\{\s*(release|year)\s*\}\}/g

/**
 * Writes something in place of every `{{release}}` and `{{year}}`.
 *
 * @param write makes it from the placeholder as it is usually written
 */
export const replacePlaceholders = (value: string, write: (placeholder: string) => string): string =>
  value.replace(anyPlaceholder, (_, name: string) => write(`{{${name}}}`))

/** Whether a string holds `{{release}}` or `{{year}}`. */
export const variesByRelease = (value: string): boolean => replacePlaceholders(value, () => '') !== value

/** What the placeholders are filled from. */
export type PlaceholderRelease = Pick<Release, 'name'> & { readonly year?: number }

/**
 * Fills `{{release}}` and `{{year}}`. Other placeholders stay.
 *
 * @param input the input that the string is of
 * @throws UserError that names the input where the release has no year
 */
export const fillForRelease = (input: string, value: string, { name, year }: PlaceholderRelease): string =>
  replacePlaceholders(value, placeholder => {
    if (placeholder === releasePlaceholder) return name
    if (year !== undefined) return String(year)
    throw new UserError({
      input,
      what: `${name} is not a Windows Server of a year, so '${value}' cannot be filled`,
      remedy: `use ${releasePlaceholder}, or leave ${name} to a step of its own`
    })
  })
