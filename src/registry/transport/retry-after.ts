const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const time = '\\d{2}:\\d{2}:\\d{2}'
const inGmt = new RegExp(
  `^(?:${day}, \\d{2} ${month} \\d{4} ${time} GMT|${day}[a-z]*, \\d{2}-${month}-\\d{2} ${time} GMT)$`
)
const asctime = new RegExp(`^${day} ${month} [ \\d]\\d ${time} \\d{4}$`)

/** One of the three forms of an HTTP date (RFC 9110, section 5.6.7), in milliseconds since 1970. */
const parseHttpDate = (text: string): number | undefined => {
  if (inGmt.test(text)) return Date.parse(text)
  // This form has no time zone, and means GMT.
  return asctime.test(text) ? Date.parse(`${text} GMT`) : undefined
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export const parseRetryAfter = (value: string | undefined, now: number): number | undefined => {
  const text = value?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = parseHttpDate(text)
  return date === undefined || Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
