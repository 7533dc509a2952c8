import { describe, expect, it } from 'vitest'
import { parseDockerfile } from '../../src/dockerfile/dockerfile.js'

/** What a Windows engine cannot do, as `<line> <problem>`. */
const obstaclesOf = (text: string, args: Readonly<Record<string, string>> = {}): readonly string[] =>
  parseDockerfile(text, { isClassic: true, os: 'windows' })
    .obstacles(args)
    .map(({ line, problem }) => `${line} ${problem}`)

describe('what a Windows engine cannot build', () => {
  const outside = 'do that step outside of the image, before docker build, and COPY its result; never pass a secret as'
  it.each([
    ['--mount=type=cache,target=C:\\\\cache', 'leave the option out'],
    ['--mount=type=tmpfs,target=C:\\\\tmp', 'leave the option out'],
    ['--mount=target=C:\\\\src', 'COPY what it needs'],
    ['--mount=target=C:\\\\src,type=bind', 'COPY what it needs'],
    ['--mount=type=secret,id=token', outside],
    ['--mount=id=token,TYPE=Secret', outside],
    ['--mount=type=ssh', outside],
    ['--network=none', "set the input 'network'"],
    ['--security=insecure', 'leave the option out']
  ])('has a way out for each option of RUN: %s', (flag, remedy) => {
    const [obstacle = '', ...more] = obstaclesOf(`FROM a\nRUN ${flag} cmd\n`)
    expect(more).toEqual([])
    const name = flag.replace(/=.*$/, '')
    expect(obstacle.startsWith(`2 RUN ${name} needs BuildKit: ${remedy}`)).toBe(true)
  })

  it('is said for every option of an instruction, and once for options alike', () => {
    const mount = '--mount=type=cache,target=a'
    expect(obstaclesOf(`FROM a\nRUN ${mount} --mount=type=secret,id=b ${mount} cmd\n`)).toHaveLength(2)
  })

  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['Linux', 'Linux'],
    ['${BUILDPLATFORM:-linux/amd64}', 'linux/amd64'],
    ['darwin/arm64', 'darwin/arm64']
  ])('is a stage on an image for another system: %s', (written, platform) => {
    const [obstacle, ...more] = obstaclesOf(`FROM --platform=${written} golang AS go\nFROM a\n`)
    expect(obstacle).toContain(`1 FROM --platform=${platform} is not for Windows`)
    expect(more).toEqual([])
  })

  it.each(['windows', 'windows/amd64', 'Windows(10.0.20348)/amd64', 'amd64', '${BUILDPLATFORM:-windows/amd64}'])(
    'is not a stage for Windows: %s',
    platform => {
      expect(obstaclesOf(`FROM --platform=${platform} a\n`)).toEqual([])
    }
  )

  it('is no platform of a stage that starts from another one, which docker does not look at', () => {
    expect(obstaclesOf('FROM a AS one\nFROM --platform=linux/amd64 one\n')).toEqual([])
  })

  it.each([
    ['COPY --exclude=*.md a b', 'list the files in .dockerignore'],
    ['COPY --parents a b', 'COPY each folder to its own place'],
    ['ADD --checksum=sha256:1 https://example.com/a b', 'check the sum in a RUN'],
    ['COPY --link a b', 'leave the option out']
  ])('has a way out that keeps what an option does: %s', (line, remedy) => {
    expect(obstaclesOf(`FROM a\n${line}\n`)).toEqual([expect.stringMatching(new RegExp(`needs BuildKit: ${remedy}$`))])
  })

  it('is in an ONBUILD where a later stage starts from its own, and not elsewhere', () => {
    const onbuild = 'FROM a AS one\nONBUILD RUN --mount=type=cache,target=x y\n'
    expect(obstaclesOf(`${onbuild}FROM one\n`)).toEqual(['2 RUN --mount needs BuildKit: leave the option out'])
    expect(obstaclesOf(`${onbuild}FROM a\nCOPY --from=one b c\n`)).toEqual([])
  })

  it('is said even where a FROM cannot be expanded', () => {
    const obstacles = obstaclesOf('ARG BASE\nFROM a:${BASE#x}\nRUN --mount=type=cache,target=x y\nCOPY --link a b\n')
    expect(obstacles.map(text => text.split(' needs')[0])).toEqual(['3 RUN --mount', '4 COPY --link'])
  })
})
