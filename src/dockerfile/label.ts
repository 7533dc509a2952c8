/** In double quotes these three are not themselves (moby builder/dockerfile/shell, processDoubleQuote). */
const quoted = (text: string): string => `"${text.replaceAll(/["$\\]/g, char => `\\${char}`)}"`

/**
 * Labels as one LABEL of a Dockerfile, each on a line of its own, since docker reads no line of more than 64 KiB.
 *
 * @param labels names and values without line breaks, which no quotes can hold
 */
export const labelInstruction = (labels: Readonly<Record<string, string>>): string =>
  `LABEL ${Object.entries(labels)
    .map(([name, value]) => `${quoted(name)}=${quoted(value)}`)
    .join(' \\\n  ')}\n`
