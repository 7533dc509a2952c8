import type { IncomingHttpHeaders } from 'node:http'
import type { Fault, RegisteredFault } from './fault-types.js'
import type { OddityOptions, Rules, UploadOddities } from './oddities.js'

/** What a request is for; faults are aimed by it and tests count by it. */
export type RequestKind =
  | 'ping'
  | 'token'
  | 'manifest-get'
  | 'manifest-head'
  | 'manifest-put'
  | 'manifest-delete'
  | 'blob-get'
  | 'blob-head'
  | 'blob-delete'
  | 'upload-post'
  | 'upload-get'
  | 'upload-patch'
  | 'upload-put'
  | 'upload-delete'
  | 'mount'
  | 'tags-list'
  | 'other'

/** One request as the registry got it. Entries stay live until the exchange is over. */
export type RecordedRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** All headers, names in lower case. */
  readonly headers: IncomingHttpHeaders
  readonly kind: RequestKind
  readonly repository: string | undefined
  /** Tag or digest of a manifest, digest of a blob or of a mount. */
  readonly reference: string | undefined
  /** The client's port, which requests of one connection have in common. */
  readonly port: number | undefined
  /** The status sent; undefined while there is none and where the connection was cut before one. */
  status: number | undefined
  /** Bytes of the request's body that arrived. */
  received: number
  /** Bytes of the answer's body that were written. */
  sent: number
  /** The type of the fault that was done to it. */
  fault: Fault['type'] | undefined
  /** The connection broke, by a fault or by the client, before the exchange was complete. */
  broken: boolean
}

/** The forms of an upload's Location that registries use. */
export type LocationForm = 'absolute' | 'relative' | 'absolute-with-query' | 'relative-with-query'

/** How a registry refuses a known user: Distribution's 401, a 403, or a 403 of the token endpoint already. */
export type DeniedAnswer = 'insufficient-scope' | 'denied' | 'token-denied'

export type AuthOptions = {
  /** `none` by default; `token` = Bearer, with a token endpoint of its own at `/token`. */
  auth?: 'none' | 'basic' | 'token'
  username?: string
  password?: string
  /** Pulls need no login (under `token` they still need a token, as on Docker Hub and GHCR). */
  anonymousPull?: boolean
  /** Seconds that a token lives; 300 by default. */
  tokenLifetime?: number
  /** The token's answer has no `expires_in`, as on GHCR. */
  omitExpiresIn?: boolean
  /**
   * How expired tokens are refused, where it is not by a challenge: 400 DENIED, as on ECR Public.
   * https://github.com/oras-project/oras-go/issues/1227
   */
  expiredTokens?: 400
  /** The field that carries the token; both by default. */
  tokenField?: 'token' | 'access_token' | 'both'
  /** The realm of the challenge, where it is not this server's own `/token`. */
  realm?: string
  /** The service of the challenge. */
  service?: string
  /** A refresh token that `POST /token` takes with `grant_type=refresh_token`. */
  identityToken?: string
  /** `POST /token` answers only this status, as token servers without OAuth do. */
  tokenPost?: 404 | 405
  /** Repositories to which the account has no right at all. */
  denied?: readonly string[]
  /** Repositories that the account may pull only. */
  readOnly?: readonly string[]
  /** How `denied` and `readOnly` are told; Distribution's `insufficient-scope` by default. */
  deniedAnswer?: DeniedAnswer
  /** Further challenges, each in a Www-Authenticate line before the registry's own. */
  extraChallenges?: readonly string[]
  /**
   * A scope that stands in every challenge besides those of the repositories. Tokens without it are refused, or
   * (`refused`) the token server does not know it. https://github.com/SgtSilvio/gradle-oci/pull/141
   */
  challengeScope?: { readonly scope: string; readonly tokens: 'required' | 'refused' }
  /**
   * What stands before the names of repositories in challenges and tokens, as behind a gateway that rewrites paths.
   * https://github.com/moby/buildkit/issues/1130
   */
  scopePrefix?: string
  /**
   * Repositories that everybody may pull, but not the account: https://github.com/cesanta/docker_auth/issues/326,
   * https://github.com/NVIDIA/OpenShell/pull/351
   */
  closedToAccount?: readonly string[]
}

export type MemoryRegistryOptions = AuthOptions &
  OddityOptions &
  Rules &
  UploadOddities & {
    /** Key and certificate, PEM. */
    tls?: { key: string; cert: string }
    /** Form of an upload's Location; Distribution's `absolute-with-query` by default. */
    location?: LocationForm
    /** Base URL of another host: GET and HEAD of a blob answer 307 to it. */
    blobRedirect?: string | undefined
    /** How many reads of a tag just written over HTTP still see what was there before. */
    readLag?: number
    /** Pages of tags/list, with `n`, `last` and `Link`. Without it all tags come at once, as Distribution 2.8 does. */
    pageSize?: number
    /** The form of `Link`; relative by default. */
    link?: 'absolute' | 'relative'
    /** `false` = manifests are taken although their blobs or children are absent. */
    validateManifests?: boolean
    /** `refused` = what Distribution does with urls of foreign layers unless its configuration allows them: 500. */
    foreignUrls?: 'allowed' | 'refused'
    /** Content-Range of a PATCH is checked (416). Distribution 2.8 ignores it, later ones do not. */
    checkRanges?: boolean
    /** DELETE works; `false` = 405 UNSUPPORTED. */
    deletes?: boolean
    /** Only digest and size of uploaded blobs are kept: of all, or of those larger than this many bytes. */
    discardBlobs?: boolean | number
    /** Requests that carry Authorization are refused with 400, as signed URLs of object stores do. */
    refuseAuthorization?: boolean
  }

/** A manifest as it was put: raw bytes, media type, digest. */
export type StoredManifest = { readonly bytes: Buffer; readonly mediaType: string; readonly digest: string }

/** A running registry. */
export type MemoryRegistry = {
  /** `127.0.0.1:<port>` */
  readonly host: string
  readonly url: string
  /** Every request in the order of arrival. */
  readonly requests: readonly RecordedRequest[]
  /** Every token given out, the newest last. */
  readonly issuedTokens: readonly string[]

  putBlob: (repository: string, bytes: Uint8Array | string) => string
  /** A blob of any size that takes no memory: its bytes are made while they are sent. */
  putGeneratedBlob: (repository: string, size: number, seed?: number) => string
  hasBlob: (repository: string, digest: string) => boolean
  /** The bytes of a blob; undefined where it is absent, discarded or generated. */
  getBlob: (repository: string, digest: string) => Buffer | undefined
  blobs: (repository: string) => ReadonlySet<string>
  deleteBlob: (repository: string, digest: string) => boolean

  /** Stored without any check. A reference that is a digest sets no tag. */
  putManifest: (repository: string, reference: string, bytes: Uint8Array | string, mediaType: string) => string
  getManifest: (repository: string, reference: string) => StoredManifest | undefined
  deleteManifest: (repository: string, reference: string) => boolean
  /** Tag to digest, without any read lag. */
  tags: (repository: string) => ReadonlyMap<string, string>
  repositories: () => readonly string[]
  /** How many upload sessions are open. */
  openUploads: () => number

  fault: (fault: Fault) => RegisteredFault
  clearFaults: () => void
  /** Every token given out so far is refused from now on. */
  revokeTokens: () => void
  clearRequests: () => void
  /** Contents, faults, tokens and recorded requests are gone; the server and its options stay. */
  reset: () => void
  close: () => Promise<void>
}
