import { temporaryConfig, type Login } from './config.js'
import { dockerCli, type Docker } from './docker.js'
import type { Engine } from './engine.js'

/** The classic builder is the one that Windows engines have; buildx would ignore the isolation. */
const environments: Readonly<Record<Engine['os'], Readonly<Record<string, string>>>> = {
  windows: { DOCKER_BUILDKIT: '0' },
  linux: {}
}

/** Runs work with a docker that knows the login of the inputs, which is gone when the work ends. */
export const withLogin = async <T>(
  login: Login | undefined,
  work: (docker: (os?: Engine['os']) => Docker) => Promise<T>
): Promise<T> => {
  const config = login === undefined ? undefined : await temporaryConfig(login, process.env)
  const env: Record<string, string> = config === undefined ? {} : { DOCKER_CONFIG: config.directory }
  try {
    return await work(os => dockerCli({ ...env, ...(os === undefined ? {} : environments[os]) }))
  } finally {
    await config?.remove()
  }
}
