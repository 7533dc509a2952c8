/** An option of docker and its value, which is an argument of its own; nothing where there is no value. */
export const option = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [name, value]
