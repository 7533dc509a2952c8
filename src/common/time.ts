/** Milliseconds of a day. */
export const msPerDay = 86_400_000

/** The last second of the year 9999, which is as far as RFC 3339 goes. */
const lastSecond = 253_402_300_799

/** Whether RFC 3339 has a form for this many seconds since 1970. */
export const isTime = (seconds: number): boolean =>
  Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= lastSecond

/** Seconds since 1970 as RFC 3339, without fractions: `2026-08-01T12:00:00Z`. */
export const formatTime = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
