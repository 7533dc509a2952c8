/** What a text holds in place of a release's name, which may have blanks inside its braces. */
export const releasePlaceholder = '{{release}}'

const pattern = /\{\{\s*release\s*\}\}/g

/** Writes the name of a release in place of every `{{release}}`. */
export const fillRelease = (text: string, name: string): string => text.replace(pattern, () => name)

/** Whether a text differs from release to release. */
export const namesRelease = (text: string): boolean => fillRelease(text, '') !== text
