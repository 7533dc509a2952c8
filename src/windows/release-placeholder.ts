/** What a string holds in place of a release's name, which may have blanks inside its braces. */
export const releasePlaceholder = '{{release}}'

const pattern = /\{\{\s*release\s*\}\}/g

/** Writes the name of a release in place of every `{{release}}`. */
export const fillRelease = (value: string, name: string): string => value.replace(pattern, () => name)

/** Whether a string differs from release to release. */
export const namesRelease = (value: string): boolean => fillRelease(value, '') !== value
