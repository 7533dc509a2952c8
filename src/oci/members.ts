import type { KnownMembers } from '../common/json-names.js'

// The members that docker and containerd know of what is read here. The keys of labels, annotations, ports and volumes
// are free: Go tells them apart by case.

const members = (names: string, more: KnownMembers = {}): KnownMembers => ({
  ...Object.fromEntries(names.split(' ').map(name => [name, undefined])),
  ...more
})

/** image-spec descriptor.md, image-index.md; Docker's `features` of a platform. */
const descriptor = members('mediaType digest size urls annotations data artifactType', {
  platform: members('architecture os os.version os.features variant features')
})

/** image-spec manifest.md, image-index.md; Docker's schema 2 and manifest list. */
export const manifestMembers = members('schemaVersion mediaType artifactType annotations', {
  config: descriptor,
  layers: descriptor,
  manifests: descriptor,
  subject: descriptor
})

/** image-spec config.md; docker's container configuration (moby api/types/container/config.go). */
const settings = members(
  'Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin StdinOnce Env Cmd ArgsEscaped Image Volumes WorkingDir Entrypoint NetworkDisabled MacAddress OnBuild Labels StopSignal StopTimeout Shell Memory MemorySwap CpuShares',
  { Healthcheck: members('Test Interval Timeout StartPeriod StartInterval Retries') }
)

/** image-spec config.md; docker's image (moby daemon/internal/image/image.go). */
export const configMembers = members(
  'created author architecture variant os os.version os.features id parent comment container docker_version',
  {
    config: settings,
    container_config: settings,
    rootfs: members('type diff_ids'),
    history: members('created author created_by comment empty_layer')
  }
)
