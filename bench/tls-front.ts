import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { makeFolder } from '../__tests__/support/folder.js'
import { requireService } from '../__tests__/support/services.js'

/**
 * The name that clients call this host by; it leads to loopback. Both clients treat 127.0.0.0/8 and localhost in ways
 * that no real registry meets: ours asks one thing first to find out whether that speaks https, which costs three round
 * trips, and `docker manifest push` does not even try https.
 */
export const hostName = '0.0.0.0'

/** The token server's name: crane sends no login to an address that is not of the public Internet. */
export const tokenHostName = 'localhost'

/** A certificate for both names that is its own authority. */
export type Certificate = {
  readonly key: Buffer
  readonly cert: Buffer
  /** The file that clients are given. */
  readonly caFile: string
  readonly remove: () => void
}

/** Makes a certificate. */
export const makeCertificate = (): Certificate => {
  const folder = makeFolder('bench-tls')
  const keyFile = join(folder.path, 'key.pem')
  const caFile = join(folder.path, 'cert.pem')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile]
  const subject = [
    '-days',
    '2',
    '-subj',
    '/CN=win-multiarch bench',
    '-addext',
    `subjectAltName=IP:${hostName},DNS:${tokenHostName}`
  ]
  execFileSync(requireService('openssl'), ['req', '-x509', ...key, ...subject, '-out', caFile], { stdio: 'pipe' })
  return { key: readFileSync(keyFile), cert: readFileSync(caFile), caFile, remove: folder.remove }
}

/** What is done with a connection's clear text. */
export type Reader = {
  /** @param port where the connection comes from */
  readonly request: (port: number | undefined, method: string, path: string) => void
  readonly status: (port: number | undefined, status: number) => void
  /** Changes the head of an answer that refuses a request. */
  readonly refusal?: (head: string) => string
}

/** A server that takes TLS off connections and passes them on. */
export type TlsFront = { readonly port: number; readonly close: () => Promise<void> }

const requestLine = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n/
const statusLine = /^HTTP\/1\.1 (\d{3}) /

/** How a message of HTTP/1.1 begins: clients and the registry write a head at once, and one record of TLS holds it. */
const firstLine = (bytes: Buffer, pattern: RegExp): RegExpExecArray | null =>
  pattern.exec(bytes.subarray(0, 4096).toString('latin1'))

/**
 * Starts a server in front of a plain one on loopback, and reads along.
 *
 * @param target the port of the plain server
 */
export const startTlsFront = async (
  target: number,
  { key, cert }: Certificate,
  { request, status, refusal = head => head }: Reader
): Promise<TlsFront> => {
  const sockets = new Set<Socket>()
  const front = createServer({ key, cert, noDelay: true }, clear => {
    const plain = connect({ host: '127.0.0.1', port: target, noDelay: true })
    const { remotePort } = clear
    clear.on('data', (bytes: Buffer) => {
      const [, method, path] = firstLine(bytes, requestLine) ?? []
      if (method !== undefined && path !== undefined) request(remotePort, method, path)
    })
    // Answers here are small: none has to wait for its reader.
    plain.on('data', (bytes: Buffer) => {
      const [, code] = firstLine(bytes, statusLine) ?? []
      if (code !== undefined) status(remotePort, Number(code))
      clear.write(code === '401' ? Buffer.from(refusal(bytes.toString('latin1')), 'latin1') : bytes)
    })
    plain.on('end', () => clear.end())
    plain.on('error', () => clear.destroy())
    clear.on('error', () => plain.destroy())
    clear.pipe(plain)
  })
  front.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve))
  return {
    port: (front.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise(resolve => front.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}
