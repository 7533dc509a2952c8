import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './folder.js'
import { requireService } from './services.js'

/** A private authority and a certificate of a server on this host that it signed, as PEM texts. */
export type Tls = { ca: string; caFile: string; key: string; keyFile: string; cert: string; certFile: string }

const authorityConfig = `[req]
distinguished_name = name
prompt = no
x509_extensions = extensions
[name]
CN = win-multiarch tests
[extensions]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
`

const serverExtensions = `basicConstraints = CA:FALSE
keyUsage = digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1, IP:0.0.0.0, IP:::1, DNS:localhost, DNS:*.behind-proxy.test
`

let made: Tls | undefined

/** The authority and the certificate for 127.0.0.1, 0.0.0.0, ::1, localhost and `*.behind-proxy.test`, made once in a process. */
export const tls = (): Tls => {
  made ??= makeTls()
  return made
}

const makeTls = (): Tls => {
  const openssl = requireService('openssl')
  const folder = makeFolder('tls').path
  const at = (name: string): string => join(folder, name)
  const run = (...args: string[]): void => {
    execFileSync(openssl, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

  writeFileSync(at('ca.cnf'), authorityConfig)
  writeFileSync(at('server.cnf'), serverExtensions)
  run('req', '-x509', ...newKey, '-config', 'ca.cnf', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2')
  run('req', ...newKey, '-config', 'ca.cnf', '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr')
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'server.cnf', '-days', '2']
  run('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...signing)

  const read = (name: string): string => readFileSync(at(name), 'utf8')
  return {
    ca: read('ca.pem'),
    caFile: at('ca.pem'),
    key: read('server.key'),
    keyFile: at('server.key'),
    cert: read('server.pem'),
    certFile: at('server.pem')
  }
}
