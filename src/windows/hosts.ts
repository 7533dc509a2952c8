import type { HostKind } from './isolation.js'

/** A Windows host that pulls images. */
export type Host = HostKind & {
  readonly name: string
  readonly architecture: 'amd64' | 'arm64'
}

const host = (name: string, build: number, client = false, architecture: Host['architecture'] = 'amd64'): Host => ({
  name,
  build,
  client,
  architecture
})

/** The hosts that users of Windows images have: the supported Servers with containers, and today's Windows 11. */
export const commonHosts: readonly Host[] = [
  host('Windows Server 2019', 17_763),
  host('Windows Server 2022', 20_348),
  host('Windows Server 2025', 26_100),
  host('Windows 11 25H2', 26_200, true)
]

/** Shown beside the others where a list has something for it. */
export const arm64Host: Host = host('Windows 11 25H2 on Arm', 26_200, true, 'arm64')
