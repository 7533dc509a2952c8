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

/** Windows Server releases that are supported and have base images. */
export const server2016 = host('Windows Server 2016', 14_393)
export const server2019 = host('Windows Server 2019', 17_763)
export const server2022 = host('Windows Server 2022', 20_348)
export const server2025 = host('Windows Server 2025', 26_100)

/** 26H2 (build 26300) and 26H1 (28000) choose like 25H2; 24H2 has the build of Windows Server 2025. */
export const windows11 = host('Windows 11 25H2', 26_200, true)
export const windows11Arm = host('Windows 11 25H2 on Arm', 26_200, true, 'arm64')

/** In the order in which they are shown. */
export const commonHosts: readonly Host[] = [server2016, server2019, server2022, server2025, windows11, windows11Arm]
