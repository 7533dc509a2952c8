/** The real package, by its path: its name leads here. */
type Package = typeof import('../../node_modules/@actions/http-client/lib/index.js')
type Client = InstanceType<Package['HttpClient']>

let loaded: Package | undefined

/** Loads the real client, which is 1 MB with undici. */
export const loadHttpClient = async (): Promise<Package> =>
  (loaded ??= await import('../../node_modules/@actions/http-client/lib/index.js'))

const createClient = (...options: ConstructorParameters<Package['HttpClient']>): Client | Pick<Client, 'getJson'> => {
  if (loaded !== undefined) return new loaded.HttpClient(...options)
  return {
    getJson: async <T>(...request: Parameters<Client['getJson']>) => {
      const { HttpClient: RealClient } = await loadHttpClient()
      return new RealClient(...options).getJson<T>(...request)
    }
  }
}

/**
 * Stands in for the class of `@actions/http-client` in the bundle (`paths` in tsconfig.json): `@actions/core` imports that
 * package at its top, for identity tokens alone, and would load it in every run.
 *
 * Await {@link loadHttpClient} before `@actions/github` is imported, which uses a client while it is evaluated, and before
 * a download of `@actions/tool-cache`: `new` gives the real client from then on. Until then a client has no method but the
 * one that `@actions/core` calls.
 */
export const HttpClient = function (...options: Parameters<typeof createClient>) {
  // Arrow functions cannot be called with `new`.
  return createClient(...options)
} as unknown as Package['HttpClient']
