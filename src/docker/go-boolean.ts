/** Reads a boolean as Go does (strconv.ParseBool); undefined for what is not one. */
export const parseGoBoolean = (text: string): boolean | undefined =>
  /^(?:1|t|T|true|True|TRUE)$/.test(text) ? true : /^(?:0|f|F|false|False|FALSE)$/.test(text) ? false : undefined
