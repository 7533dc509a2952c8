import { describe, expect, it } from 'vitest'
import { read, refused } from '../support/publish-inputs.js'

describe('the login', () => {
  it('is none where nothing is given', () => {
    expect(read().registry).not.toHaveProperty('login')
  })

  it('is for the registry of image', () => {
    expect(read({ username: 'me', password: 'secret' }).registry.login).toEqual({
      registry: 'ghcr.io',
      username: 'me',
      password: 'secret'
    })
  })

  it('is for the registry of tags where these are full references', () => {
    const given = { image: '', tags: 'localhost:5000/app:v1', password: 'secret' }

    expect(read(given).registry.login?.registry).toBe('localhost:5000')
  })

  it('is of the actor where a password is given alone', () => {
    expect(read({ password: 'secret' }, { actor: 'octocat' }).registry.login?.username).toBe('octocat')
  })

  it('is for several repositories of one registry', () => {
    const given = { image: 'ghcr.io/org/app, ghcr.io/org/other', password: 'secret' }

    expect(read(given).registry.login?.registry).toBe('ghcr.io')
  })

  it('is refused without a password', () => {
    expect(refused({ username: 'me' })).toEqual({
      input: 'username',
      message:
        "Input 'username' is given without 'password'. Give both, or neither and log in with docker/login-action before this step; runs that a fork or Dependabot started get no secrets."
    })
  })

  it.each([
    ['push is false', { push: 'false' }, {}],
    ['the run is of a pull request', {}, { eventName: 'pull_request' }]
  ])('is left out without a password where %s, with a notice', (_, given, context) => {
    const { registry, notices } = read({ username: 'me', ...given }, context)
    expect(registry).not.toHaveProperty('login')
    expect(registry.notices).toEqual([
      "Input 'password' is empty, as in runs that a fork or Dependabot started. Nothing is pushed, so 'username' is ignored."
    ])
    expect(notices).toEqual([])
  })

  it('has nothing to say where it is complete', () => {
    expect(read({ username: 'me', password: 'secret' }).registry.notices).toEqual([])
    expect(read({ push: 'false' }).registry.notices).toEqual([])
  })

  it('is refused for several registries, and the password is not told', () => {
    expect(refused({ image: 'ghcr.io/org/app, org/app', username: 'me', password: 'secret' })).toEqual({
      input: 'password',
      message:
        "Input 'password': one login cannot serve ghcr.io and docker.io. Log in to each with docker/login-action before this step."
    })
  })
})

describe('retries', () => {
  it('are 5 tries in all by default', () => {
    expect(read().registry.tries).toBe(5)
  })

  it('may be 1: none', () => {
    expect(read({ retries: '1' }).registry.tries).toBe(1)
  })

  it('are refused as no number', () => {
    expect(refused({ retries: '0' })).toEqual({
      input: 'retries',
      message: "Input 'retries': '0' is not a whole number from 1 to 999. Write it like 5."
    })
  })
})

describe('insecure-registries', () => {
  it('are none by default', () => {
    expect([...read().registry.insecure]).toEqual([])
  })

  it('are hosts with their ports, in lower case', () => {
    expect([...read({ 'insecure-registries': 'Registry.local:5000, [::1]:5000\n10.0.0.1' }).registry.insecure]).toEqual(
      ['registry.local:5000', '[::1]:5000', '10.0.0.1']
    )
  })

  // They are compared with hosts: such an entry would do nothing.
  it.each(['http://registry.local:5000', 'registry.local:5000/app', 'registry.local:5000/'])(
    'are refused where they are no host: %s',
    host => {
      expect(refused({ 'insecure-registries': host })?.input).toBe('insecure-registries')
    }
  )
})
