/** Images cannot become what they are to become; the message holds every problem. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'

  constructor(
    readonly problems: readonly string[],
    heading = 'The list cannot be made'
  ) {
    super(problems.length === 1 ? problems[0] : `${heading}:\n${problems.map(problem => `- ${problem}`).join('\n')}`)
  }
}
