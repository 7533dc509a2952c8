import { describe, expect, it } from 'vitest'
import { proxyFor } from '../../src/registry/transport/proxy.js'

const proxy = 'http://proxy.test:3128'
const goesThrough = (url: string, noProxy: string): boolean =>
  proxyFor(new URL(url), { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: noProxy }) !== undefined

describe('the proxy for an address', () => {
  it.each([
    [{ HTTPS_PROXY: 'proxy.test:3128' }, `${proxy}/`],
    [{ HTTPS_PROXY: '127.0.0.1:3128' }, 'http://127.0.0.1:3128/'],
    [{ HTTPS_PROXY: 'https://proxy.test' }, 'https://proxy.test/'],
    [{ https_proxy: proxy }, `${proxy}/`],
    [{ HTTPS_PROXY: '', https_proxy: proxy }, `${proxy}/`],
    [{ HTTPS_PROXY: proxy, https_proxy: 'http://other.test' }, `${proxy}/`],
    [{ ALL_PROXY: proxy }, `${proxy}/`],
    [{ HTTP_PROXY: proxy }, undefined],
    [{}, undefined]
  ])('of https is by %j', (env, expected) => {
    expect(proxyFor(new URL('https://registry.test/'), env)?.href).toBe(expected)
  })

  it('of http is that of HTTP_PROXY', () => {
    const env = { HTTP_PROXY: 'one.test', HTTPS_PROXY: 'two.test' }
    expect(proxyFor(new URL('http://registry.test/'), env)?.host).toBe('one.test')
  })

  it.each([
    'http://localhost/',
    'https://127.0.0.1:5000/',
    'http://[::1]/',
    'http://127.9.9.9/',
    'http://a.localhost/'
  ])('is none for loopback: %s', url => {
    expect(goesThrough(url, '')).toBe(false)
  })
})

// The table of golang.org/x/net/http/httpproxy, which docker uses.
describe('NO_PROXY', () => {
  it.each([
    ['*', 'https://registry.test/'],
    ['other.test, registry.test', 'https://registry.test/'],
    ['registry.test', 'https://registry.test:5000/'],
    ['registry.test:443', 'https://registry.test/'],
    ['registry.test:80', 'http://registry.test/'],
    ['REGISTRY.TEST', 'https://registry.test/'],
    ['example.com', 'https://example.com/'],
    ['example.com', 'https://sub.example.com/'],
    ['.example.com', 'https://sub.example.com/'],
    ['*.example.com', 'https://sub.example.com/'],
    ['.example.com:5000', 'https://sub.example.com:5000/'],
    ['10.0.0.0/8', 'https://10.1.2.3:5000/'],
    ['192.0.2.7', 'https://192.0.2.7/'],
    ['192.0.2.7:5000', 'https://192.0.2.7:5000/'],
    ['fd00::/8', 'https://[fd00::1]/'],
    ['fd00::1', 'https://[fd00::1]:5000/'],
    ['[fd00::1]:5000', 'https://[fd00::1]:5000/']
  ])('%s covers %s', (noProxy, url) => {
    expect(goesThrough(url, noProxy)).toBe(false)
  })

  it.each([
    ['', 'https://registry.test/'],
    [' , ,', 'https://registry.test/'],
    [':443', 'https://registry.test/'],
    ['registry.test:5000', 'https://registry.test/'],
    ['registry', 'https://registry.test/'],
    ['.example.com', 'https://example.com/'],
    ['*.example.com', 'https://example.com/'],
    ['example.com', 'https://notexample.com/'],
    ['ex*.com', 'https://example.com/'],
    ['10.0.0.0/8', 'https://11.1.2.3/'],
    ['10.0.0.0/99', 'https://10.1.2.3/'],
    ['10.0.0.0/8', 'https://ten.test/'],
    ['192.0.2.7:5000', 'https://192.0.2.7/'],
    ['fd00::1', 'https://[fd00::2]/'],
    // Only commas separate.
    ['registry.test other.test', 'https://registry.test/']
  ])('%s does not cover %s', (noProxy, url) => {
    expect(goesThrough(url, noProxy)).toBe(true)
  })
})
