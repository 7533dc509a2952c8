import { BlockList, isIP } from 'node:net'

import { UserError } from '../../common/user-error.js'
import { isLoopback } from '../../oci/reference.js'

// As docker finds its proxy: golang.org/x/net/http/httpproxy. Besides, ALL_PROXY stands in for the other two, as in curl.

type Variables = Readonly<Record<string, string | undefined>>

/** Upper case first; an empty variable is none. */
const read = (env: Variables, ...names: readonly string[]): string =>
  names.flatMap(name => [env[name], env[name.toLowerCase()]]).find(value => value !== undefined && value !== '') ?? ''

/** A destination of NO_PROXY: all of its conditions have to hold. */
type Exception = (host: string, port: string) => boolean

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** An address, or a range of addresses (`10.0.0.0/8`, `fd00::/8`). */
const addresses = (address: string, bits?: number): ((host: string) => boolean) => {
  const list = new BlockList()
  if (bits === undefined) list.addAddress(address, familyOf(address))
  else list.addSubnet(address, bits, familyOf(address))
  return host => isIP(host) !== 0 && list.check(host, familyOf(host))
}

/** `example.com` covers the host and its subdomains; `.example.com` and `*.example.com` the subdomains alone. */
const domain = (name: string): ((host: string) => boolean) => {
  const suffix = name.replace(/^\*?\./, '.')
  return suffix.startsWith('.') ? host => host.endsWith(suffix) : host => host === name || host.endsWith(`.${name}`)
}

const exceptionOf = (entry: string): Exception => {
  if (entry === '*') return () => true
  const [, network = '', bits = ''] = /^(.*)\/(\d{1,3})$/.exec(entry) ?? []
  if (isIP(network) !== 0 && Number(bits) <= (isIP(network) === 6 ? 128 : 32)) return addresses(network, Number(bits))
  const [, name = '', port = ''] = isIP(entry) === 6 ? [entry, entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? [])
  const bare = name.replace(/^\[(.*)\]$/, '$1')
  if (bare === '') return () => false
  const matches = isIP(bare) === 0 ? domain(bare) : addresses(bare)
  return (host, own) => (port === '' || port === own) && matches(host)
}

const isException = ({ protocol, hostname, port }: URL, noProxy: string): boolean => {
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  const own = port === '' ? (protocol === 'http:' ? '80' : '443') : port
  const entries = noProxy.toLowerCase().split(',')
  return entries.some(entry => entry.trim() !== '' && exceptionOf(entry.trim())(host, own))
}

/** Without a scheme it is http, whatever is asked of it. */
const parseProxy = (text: string): URL => {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(address)) throw new UserError({ what: 'the address of the proxy cannot be used' })
  const proxy = new URL(address)
  if (proxy.protocol === 'http:' || proxy.protocol === 'https:') return proxy
  throw new UserError({ what: `the proxy ${proxy.protocol}//${proxy.host} is not an http proxy` })
}

/**
 * The proxy for an address, by HTTPS_PROXY or HTTP_PROXY and NO_PROXY; undefined: none. Loopback has none.
 *
 * @throws UserError where it is not one of http
 */
export const proxyFor = (url: URL, env: Variables = process.env): URL | undefined => {
  if (isLoopback(url.hostname)) return undefined
  const text = read(env, url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY', 'ALL_PROXY')
  return text === '' || isException(url, read(env, 'NO_PROXY')) ? undefined : parseProxy(text)
}
