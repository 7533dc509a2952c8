// Text that others wrote: registries, programs, labels. The runner masks a secret where it stands whole, so text is changed
// only after the secrets that are known here were replaced, and no word is ever cut.

const secrets = new Set<string>()

/** Replaces the value in foreign text from now on. */
export const rememberSecret = (value: string): void => {
  secrets.add(value)
}

/** The longest first: one secret may be a part of another, as a password is of its login. */
const withoutSecrets = (text: string): string =>
  [...secrets].sort((a, b) => b.length - a.length).reduce((rest, secret) => rest.replaceAll(secret, '***'), text)

/** Sequences that colour text on a terminal (ECMA-48, CSI sequences). */
const colours = /\u001b\[[0-9;]*[A-Za-z]/g
/** Control characters but tabs. */
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]+/g

/**
 * Makes foreign text harmless: without line breaks and other control characters it can neither start a workflow command
 * nor colour the log. Known secrets are replaced.
 */
export const printable = (text: string): string =>
  withoutSecrets(text).replace(colours, '').replace(controls, ' ').trim()

/** The beginning of harmless text, as far as whole words fit. A longer word is left out. */
export const shortened = (text: string, maxChars: number): string => {
  const whole = printable(text)
  if (whole.length <= maxChars) return whole
  const words = /^[^]*(?=\s)/.exec(whole.slice(0, maxChars + 1))?.[0] ?? ''
  return `${words.trimEnd()} …`.trimStart()
}

/** The end of a text, from the first whole word on. */
export const endOf = (text: string, maxChars: number): string => {
  if (text.length <= maxChars) return text
  const end = withoutSecrets(text).slice(-maxChars)
  return end.slice(/\s|$/.exec(end)?.index)
}
