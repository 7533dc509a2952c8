/** An option of docker and its value, as two arguments; none where there is no value. */
export const option = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [name, value]
