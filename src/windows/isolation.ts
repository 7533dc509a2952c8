export type Isolation = 'process' | 'hyperv'

/** A Windows host as far as it decides what runs on it. */
export type HostKind = {
  readonly build: number
  readonly client: boolean
}

/** From this build on a host shares its kernel with images of older releases back to it (version-compatibility.md). */
const firstCompatibleBuild = 20_348

/** Up to this build an image runs only on the revision (UBR) that it was made for (version-compatibility.md). */
const lastBuildTiedToRevision = 14_393

/** Whether hosts of that build run only images of their own revision: Windows Server 2016. */
export const needsSameRevision = (build: number): boolean => build <= lastBuildTiedToRevision

/**
 * How a host can run an image of that build: with its own kernel, in a virtual machine, or not at all (undefined:
 * the image is newer than the host). Source: the matrix of Microsoft's version-compatibility.md.
 */
export const isolationFor = (host: HostKind, imageBuild: number): Isolation | undefined => {
  if (imageBuild > host.build) return undefined
  // Windows 10 supports process isolation for development only; its engine's default is Hyper-V.
  if (host.client && host.build < 22_000) return 'hyperv'
  const shared = imageBuild === host.build || imageBuild >= firstCompatibleBuild
  return shared ? 'process' : 'hyperv'
}
