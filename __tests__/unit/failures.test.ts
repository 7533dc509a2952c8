import { describe, expect, it } from 'vitest'
import type { FailedWork } from '../../src/windows/failure-row.js'
import { diagnoseFailure, diagnoseNoResponse } from '../../src/windows/failures.js'
import { failureRows } from '../support/failure-rows.js'

const work: FailedWork = { baseIsNewer: false, isolation: 'process' }

describe('diagnoseFailure', () => {
  it.each(failureRows)('knows what to make of "$text"', ({ text, maxAttempts, restart = [], reason }) => {
    expect(diagnoseFailure(text, work)).toMatchObject({
      maxAttempts,
      restart,
      reason: expect.stringContaining(reason) as string
    })
  })

  // A German Windows says it in German; the number is the same everywhere.
  it('tells Windows errors by their numbers', () => {
    const german =
      'hcsshim::PrepareLayer - failed failed in Win32: Zeitüberschreitung: Der Vorgang wurde abgebrochen. (0x5b4)'
    expect(diagnoseFailure(german, work)?.maxAttempts).toBe(Infinity)
    const full = 'hcsshim::ImportLayer - failed failed in Win32: Es steht nicht genug Speicherplatz bereit. (0x70)'
    expect(diagnoseFailure(full, work)).toMatchObject({ maxAttempts: 1, reason: 'the disk is full' })
  })

  it.each(['(0xc0370106)', 'hcsshim::ActivateLayer failed in Win32: used by another process. (0x20)'])(
    'does not try %s again where the base is newer than the host',
    text => {
      expect(diagnoseFailure(text, { baseIsNewer: true, isolation: 'process' })).toMatchObject({
        maxAttempts: 1,
        restart: [],
        remedy: expect.stringMatching(/newer patch level.*'pin-base'.*isolation: hyperv/) as string
      })
      expect(diagnoseFailure(text, { baseIsNewer: true, isolation: 'hyperv' })?.maxAttempts).toBe(2)
    }
  )

  it.each([
    ['hcsshim: timeout waiting for notification', 1],
    ['The virtual machine or container exited unexpectedly. (0xc0370106)', 2]
  ])('says what keeps a virtual machine from starting: %s', (text, maxAttempts) => {
    const diagnosis = diagnoseFailure(text, { baseIsNewer: false, isolation: 'hyperv' })
    expect(diagnosis).toMatchObject({
      maxAttempts,
      reason: expect.stringContaining('virtual machine') as string,
      remedy: expect.stringMatching(/'memory'.*nested virtualisation/) as string
    })
    expect(JSON.stringify(diagnosis)).not.toMatch(/isolation: hyperv|newer patch level/)
  })

  it('leaves what a RUN did to the Dockerfile, whatever it printed', () => {
    const text = "curl: connection reset\nThe command 'cmd /S /C curl https://example.com' returned a non-zero code: 56"
    expect(diagnoseFailure(text, work)).toMatchObject({ maxAttempts: 1, remedy: '' })
  })

  it.each([
    ['toomanyrequests: slow down', true],
    ['received unexpected HTTP status: 503', false]
  ])('says whether the registry asks to slow down: %s', (text, isRateLimit) => {
    expect(diagnoseFailure(text, work)).toMatchObject({ maxAttempts: Infinity, isRateLimit })
  })

  const german =
    'failed to register layer: re-exec error: exit status 1: output: Es steht nicht genug Speicherplatz bereit.'
  it.each([
    [german, 'Windows could not store a layer; '],
    ['something else went wrong', ''],
    ["The command 'cmd /S /C build.cmd' returned a non-zero code: 1", 'a RUN of the Dockerfile failed; ']
  ])(
    'names little space on the disk as a possible reason, and a full disk as the reason, beside the known one: %s',
    (text, known) => {
      const mebibytes = 1024 ** 2
      const full = diagnoseFailure(text, { ...work, freeBytes: 2 * mebibytes })
      expect(full?.reason).toBe(`${known}the disk is full: 2 MiB are left on the drive of Docker's data`)
      expect(diagnoseFailure(text, { ...work, freeBytes: 512 * mebibytes })).toEqual({
        reason: `${known}only 512 MiB are left on the drive of Docker's data, which may be the reason`,
        remedy: expect.stringContaining('docker system prune') as string,
        maxAttempts: 1,
        restart: [],
        isRateLimit: false
      })
      expect(diagnoseFailure(text, { ...work, freeBytes: 2 * 1024 ** 3 })).toEqual(diagnoseFailure(text, work))
    }
  )

  it.each([
    'unauthorized: authentication required',
    'hcs::CreateComputeSystem 1a2b: The request is not supported.',
    'invalid argument "a b" for "-t, --tag" flag: invalid reference format',
    'COPY failed: file not found in build context or excluded by .dockerignore: stat app: file does not exist',
    'ADD failed: no source files were specified',
    'unable to prepare context: path "app" not found',
    'context canceled'
  ])('takes no full disk for the reason of what needs no space: %s', text => {
    expect(diagnoseFailure(text, { ...work, freeBytes: 0 })).toEqual(diagnoseFailure(text, work))
  })

  it('says the usual reason of 0xc0370106, and what to do, whether the patch level is known or not', () => {
    const text = 'hcs::System::Start: The virtual machine or container exited unexpectedly. (0xc0370106)'
    for (const baseIsNewer of [false, true]) {
      const { reason = '', remedy = '' } = diagnoseFailure(text, { baseIsNewer, isolation: 'process' }) ?? {}
      expect(reason).toMatch(/0xc0370106.*newer patch level than the host/)
      expect(remedy).toMatch(/'pin-base' at 'auto'.*older tag.*isolation: hyperv.*update the runner/)
    }
  })

  it('retries a broken connection that ends in a cancellation', () => {
    expect(diagnoseFailure('read tcp: connection reset by peer: context canceled', work)?.maxAttempts).toBe(Infinity)
  })

  it.each(['error from registry: denied', 'open C:\\app\\key.pem: permission denied'])(
    'takes for a refusal of the registry only what it says: %s',
    text => {
      expect(diagnoseFailure(text, work)?.reason.includes('denies access') ?? false).toBe(text.includes('registry'))
    }
  )

  it('knows nothing of what it does not know', () => {
    expect(diagnoseFailure('something else went wrong', work)).toBeUndefined()
  })
})

describe('diagnoseNoResponse', () => {
  const variables = /DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH/
  it.each([
    [
      'Get "https://10.0.0.9:2376/v1.51/info": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      variables
    ],
    ['Get "https://10.0.0.9:2375/v1.51/info": http: server gave HTTP response to HTTPS client', variables],
    ['Error response from daemon: Client sent an HTTP request to an HTTPS server.', variables],
    ['Get "https://10.0.0.9:2376/v1.51/info": remote error: tls: certificate required', variables],
    ['Error response from daemon: authorization denied by plugin policy: denied: not allowed', /policy/]
  ])('says what keeps the CLI from an engine without a word of registries: %s', (text, remedy) => {
    const diagnosis = diagnoseNoResponse(text)
    expect(diagnosis).toMatchObject({ maxAttempts: 1, remedy: expect.stringMatching(remedy) as string })
    expect(JSON.stringify(diagnosis)).not.toMatch(/registry|daemon\.json|packages: write/)
  })

  it.each(['dial tcp 10.0.0.9:2376: i/o timeout', 'unauthorized: authentication required'])(
    'takes no failure of a registry for one of the engine: %s',
    text => {
      expect(diagnoseNoResponse(text)).toBeUndefined()
    }
  )
})
