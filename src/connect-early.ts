import { firstRegistry } from './inputs/first-registry.js'
import { apiHost, isLoopback } from './oci/reference.js'
import { httpAgents, type Agents } from './registry/transport/agents.js'

/**
 * Opens connections to the registry that the step asks first, so that they are ready when the code for its requests is
 * loaded. Loopback may speak http, and is near.
 */
export const connectEarly = async (env: NodeJS.ProcessEnv): Promise<Agents> => {
  const agents = httpAgents()
  const first = firstRegistry(env)
  const url = first === undefined ? undefined : new URL(`https://${apiHost(first.registry)}`)
  if (first === undefined || url === undefined || isLoopback(url.hostname)) return agents
  agents.prepare(url, first.concurrent)
  // The connections begin in the first turn of the event loop, and TLS on them in the next one.
  for (let turn = 0; turn < 2; turn++) await new Promise(resolve => setImmediate(resolve))
  return agents
}
