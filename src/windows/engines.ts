import { server2016, server2019, server2022, server2025, windows11, windows11Arm, type Host } from './hosts.js'
import { oldestBuild, type MatchRules } from './platform-match.js'
import { pickDocker, pickFirst, pickGreatestOsVersion, pickHighestRevision, type PickImages } from './pull.js'

/** Versions of an engine that choose alike. */
export type PullEngine = {
  readonly name: string
  /** dockerd can start a container under Hyper-V; containerd in a cluster uses process isolation only */
  readonly kind: 'docker' | 'containerd'
  readonly pick: PickImages
  /** downloads every image that fits, and then takes one */
  readonly downloadsAll: boolean
  /** the hosts on which people run it today */
  readonly hosts: readonly Host[]
}

const defaults: Omit<MatchRules, 'oldestBuild'> = { allows386: false, checksFeatures: false }
const { untilRc1, rc2ToRc4, fromRc5 } = oldestBuild

/** dockerd with its own image store, the default on Windows; hardly anybody sets `features.containerd-snapshotter`. */
const docker = (name: string, pick: PickImages, hosts: readonly Host[] = []): PullEngine => ({
  name,
  kind: 'docker',
  // dockerd for Windows exists for amd64 only; Windows on Arm emulates it.
  pick: (host, list) => pick({ ...host, architecture: 'amd64' }, list),
  downloadsAll: false,
  hosts
})

const containerd = (name: string, pick: PickImages, more: Partial<PullEngine> = {}): PullEngine => ({
  name,
  kind: 'containerd',
  pick,
  downloadsAll: false,
  hosts: [],
  ...more
})

/**
 * The engines, by versions that choose alike; `__tests__/unit/pull-table.test.ts` compares them with what the engines' own
 * code took of 529 lists. Who runs which was looked up on 2026-11-30 (newest source: September 2026):
 *
 * - Docker, own store: GitHub-hosted windows-2022 and windows-2025, 29.7.2 since 2026-08-31 (runner-images
 *   Install-Docker.ps1, runner-images#14631); Docker Desktop 4.91.0 with Engine 29.8.0 since 2026-09-14 (docker/docs#26033;
 *   store: moby daemon/image_store_choice.go).
 * - containerd 1.7.6 to 2.1.5: AKS, 2.0.4 on Windows Server 2025 and 1.7.20 on 2022 (AgentBaker components.json,
 *   2026-08-21); EKS, 1.7.30 on 2022 up to Kubernetes 1.33 (eks-ami-versions-windows, January 2026); GKE, 1.7 or 2.0 on
 *   2019 and 2022 (GKE page on containerd 2). Of these versions 2.1.0 to 2.1.5 download every image that fits.
 * - containerd 2.1.6 to 2.2: EKS, 2.1.6 on 2022 since Kubernetes 1.34 and on 2025 since 1.35 (eks-ami-versions-windows,
 *   April 2026).
 */
export const engines: readonly PullEngine[] = [
  docker('Docker 20.10+', pickDocker, [server2016, server2019, server2022, server2025, windows11, windows11Arm]),
  docker('Docker 25–28 (containerd store)', pickFirst({ ...defaults, oldestBuild: untilRc1, allows386: true })),
  docker('Docker 29.0–29.5 (containerd store)', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4 })),
  docker(
    'Docker 29.6–29.7 (containerd store)',
    pickFirst({ oldestBuild: rc2ToRc4, allows386: true, checksFeatures: true })
  ),
  docker(
    'Docker after 29.7 (containerd store)',
    pickFirst({ oldestBuild: fromRc5, allows386: true, checksFeatures: true })
  ),
  containerd('containerd 1.6.23–1.6.39', pickHighestRevision({ ...defaults, oldestBuild: untilRc1 })),
  containerd('containerd 1.7.6–2.1.5', pickFirst({ ...defaults, oldestBuild: untilRc1 }), {
    hosts: [server2019, server2022, server2025]
  }),
  containerd('containerd 2.1.6–2.2', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4 }), {
    downloadsAll: true,
    hosts: [server2022, server2025]
  }),
  containerd('containerd 2.3', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4, checksFeatures: true }), {
    downloadsAll: true
  }),
  containerd('containerd 2.4+', pickGreatestOsVersion({ ...defaults, oldestBuild: fromRc5, checksFeatures: true }), {
    downloadsAll: true
  })
]
