import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { startDaemon } from './daemon.js'
import { makeFolder } from './folder.js'
import { type HttpTarget, send } from './image-store.js'
import { requireService } from './services.js'
import { tls } from './tls.js'
import { startTokenServer, type TokenServer, type TokenServerOptions } from './token-server.js'

export type DistributionOptions = {
  /** By default `none`. */
  auth?: 'none' | 'basic' | 'token'
  /** Serves over https, with the certificate of {@link tls}; its token server then does so too. */
  tls?: boolean
  /** Whether manifests may be deleted. */
  delete?: boolean
  /** By default `inmemory`. */
  storage?: 'filesystem' | 'inmemory'
  /** Variables of its process, for Go's own settings. */
  env?: Readonly<Record<string, string>>
  /** `refused` leaves its default, under which it takes no foreign layers. */
  foreignUrls?: 'allowed' | 'refused'
  /** Makes it a pull-through cache of the registry with this base URL. */
  cacheOf?: string
  /** How its token server answers; by default it knows the one account. */
  tokens?: Partial<Omit<TokenServerOptions, 'tls'>>
}

/** Debian's registry, Distribution 2.8, in a process of its own. */
export type Distribution = {
  /** `127.0.0.1` with the port. */
  host: string
  url: string
  /** The authority behind its certificate; only with `tls`. */
  caFile?: string
  username: string
  password: string
  /** With `auth: token`. */
  tokens?: TokenServer
  /** With what a repository can be written to. */
  target: (repository: string) => HttpTarget
  /** Its log so far; a line for every request. */
  log: () => string
  close: () => Promise<void>
}

const username = 'builder'
const password = 'correct horse'
/** `htpasswd -B` of the above. */
const htpasswd = `${username}:$2y$05$9Dac2tlu/mTpL3PPhdOeT.65.MqJSTidwO93oxJtGGZuaI.zFKvSq\n`

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const withTls = (options: DistributionOptions): boolean => options.tls === true

/** What is different from one authentication to the other. */
const authConfig = (options: DistributionOptions, tokens: TokenServer | undefined, folder: string): object => {
  if (options.auth === 'basic') {
    const path = join(folder, 'htpasswd')
    writeFileSync(path, htpasswd)
    return { auth: { htpasswd: { realm: 'test', path } } }
  }
  if (tokens === undefined) return {}
  const { realm, service, issuer } = tokens
  return { auth: { token: { realm, service, issuer, rootcertbundle: tls().caFile } } }
}

/** Starts a registry on a free loopback port and waits until it answers. */
export const startDistribution = async (options: DistributionOptions = {}): Promise<Distribution> => {
  const folder = makeFolder('distribution')
  const tokens =
    options.auth === 'token'
      ? await startTokenServer({ accounts: { [username]: { password } }, ...options.tokens, tls: withTls(options) })
      : undefined
  const host = `127.0.0.1:${await freePort()}`
  const url = `${withTls(options) ? 'https' : 'http'}://${host}`
  const ca = withTls(options) ? { ca: tls().ca } : {}
  // Should another server get the port first, its answers are not taken for those of this one.
  const instance = randomUUID()
  const config = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: false } },
    storage: {
      ...(options.storage === 'filesystem' ? { filesystem: { rootdirectory: join(folder.path, 'data') } } : {}),
      ...(options.storage === 'filesystem' ? {} : { inmemory: {} }),
      delete: { enabled: options.delete === true },
      maintenance: { uploadpurging: { enabled: false } }
    },
    http: {
      addr: host,
      secret: instance,
      headers: { 'X-Instance': [instance] },
      ...(withTls(options) ? { tls: { certificate: tls().certFile, key: tls().keyFile } } : {})
    },
    // Without a rule it refuses every foreign layer.
    ...(options.foreignUrls === 'refused' ? {} : { validation: { manifests: { urls: { allow: ['^https?://'] } } } }),
    ...(options.cacheOf === undefined ? {} : { proxy: { remoteurl: options.cacheOf } }),
    ...authConfig(options, tokens, folder.path)
  }
  const configFile = join(folder.path, 'config.yml')
  writeFileSync(configFile, stringify(config))

  const isReady = async (): Promise<boolean> => {
    const answer = await send({ url, ...ca }, 'GET', '/v2/').catch(() => undefined)
    return answer?.headers['x-instance'] === instance
  }
  const command = requireService('docker-registry')
  // Its own OTEL and REGISTRY_ variables would change the config.
  const env = { PATH: process.env.PATH, ...options.env }
  const cleanUp = async (): Promise<void> => {
    await tokens?.close()
    folder.remove()
  }
  const daemon = await startDaemon({ command, args: ['serve', configFile], env, isReady }).catch(
    async (error: unknown) => {
      await cleanUp()
      throw error
    }
  )
  return {
    host,
    url,
    ...(withTls(options) ? { caFile: tls().caFile } : {}),
    username,
    password,
    ...(tokens === undefined ? {} : { tokens }),
    target: repository => ({
      url,
      ...ca,
      ...(options.auth === 'basic' ? { username, password } : {}),
      ...(tokens === undefined ? {} : { headers: { authorization: `Bearer ${tokens.mint(repository)}` } })
    }),
    log: daemon.log,
    close: async () => {
      await daemon.close()
      await cleanUp()
    }
  }
}
