import type { Quirks } from './quirks.js'
import type { Exchange, Transport } from './transport/transport.js'

/** A way to a registry, and what was learned about it. */
export type Connection = {
  /** for small responses, which are buffered and requested again */
  readonly exchange: Exchange
  /** for streams */
  readonly transport: Transport
  readonly quirks: Quirks
}
