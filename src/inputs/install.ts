import { defined } from '../common/defined.js'
import type { WantedDocker } from '../docker/install.js'
import { isLoopbackAddress } from '../oci/reference.js'
import { InputError } from './errors.js'
import type { InputReader } from './reader.js'

/** The inputs that need `docker-version`, in the order of the errors about them. */
const dependents = ['docker-sha256', 'docker-download-url'] as const

const readSha256 = (read: InputReader): string | undefined => {
  const value = read.string('docker-sha256')?.toLowerCase()
  if (value === undefined || /^[0-9a-f]{64}$/.test(value)) return value
  throw new InputError('docker-sha256', `'${value}' is not a SHA-256`, 'write its 64 hexadecimal digits')
}

/** @param isChecked whether a checksum guards what is downloaded */
const readMirror = (read: InputReader, isChecked: boolean): Pick<WantedDocker, 'mirror' | 'login'> => {
  const value = (read.string('docker-download-url') ?? 'https://download.docker.com').replace(/\/+$/, '')
  const url = URL.canParse(value) ? new URL(value) : undefined
  // A login in the address is not for the log.
  const mirror = value.replace(/^(\w+:\/\/)[^/]*@/, '$1')
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      'docker-download-url',
      `'${mirror}' is not an address`,
      "write it like 'https://mirror.example.com/docker'"
    )
  }
  if (url.protocol === 'http:' && !isLoopbackAddress(url.hostname) && !isChecked) {
    throw new InputError(
      'docker-download-url',
      `'${mirror}' is read without TLS, so that anybody on the network can change what is installed`,
      "use https, or give 'docker-sha256'"
    )
  }
  const [username, password] = [url.username, url.password].map(decodeURIComponent)
  const hasLogin = username !== '' || password !== ''
  return {
    mirror,
    ...defined({ login: hasLogin ? { username: username ?? '', password: password ?? '' } : undefined })
  }
}

/**
 * Reads which Docker to install; undefined where none is asked for.
 *
 * @throws InputError that names the input
 */
export const readInstall = (read: InputReader): WantedDocker | undefined => {
  const version = read.string('docker-version')
  if (version === undefined) {
    const name = dependents.find(one => read.string(one) !== undefined)
    if (name === undefined) return undefined
    throw new InputError(
      name,
      `Input '${name}' has no effect without 'docker-version'`,
      "give 'docker-version' too, or remove it"
    )
  }
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?$/.test(version))
    throw new InputError('docker-version', `'${version}' is not a version of Docker`, "write all of it, like '29.1.5'")
  const sha256 = readSha256(read)
  return { version, ...readMirror(read, sha256 !== undefined), ...defined({ sha256 }) }
}
