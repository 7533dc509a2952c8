import type { StatusFault } from './memory-registry.js'

const refusal = (status: number, code: string, message: string, detail?: unknown): StatusFault => ({
  type: 'status',
  status,
  code,
  message,
  ...(detail === undefined ? {} : { detail })
})

/** What registries answer, word for word, and where people reported it. */
export const refusals = {
  /** https://github.com/docker/build-push-action/issues/1214 */
  acrFirewall: refusal(
    403,
    'DENIED',
    "client with IP '20.1.2.3' is not allowed access. Refer https://aka.ms/acr/firewall to grant access."
  ),
  /** https://github.com/goharbor/harbor/issues/8802 */
  harborQuota: refusal(
    403,
    'DENIED',
    'Quota exceeded when processing the request of adding 1.3 MiB, which when added to current usage of 235.9 MiB will exceed the configured upper limit of 100.0 MiB.'
  ),
  /** https://github.com/docker/build-push-action/issues/586 */
  digitalOceanPlan: refusal(403, 'DENIED', 'registry contains 1 repositories, limit is 1'),
  /** https://github.com/medic/cht-core/issues/11099 */
  ecrTags: refusal(
    403,
    'DENIED',
    "Adding tag 'v2.7.0' to an image in the repository with name 'org/app' in registry with id '720541322708' exceeds the maximum allowed number of tags per image which is '1000'"
  ),
  /** https://github.com/vllm-project/vllm/issues/48065 */
  ecrImages: refusal(
    403,
    'DENIED',
    "The repository with name 'org/app' in registry with id 'q9t5s3a7' already has the maximum allowed number of images which is '100000'"
  ),
  /** https://github.com/awslabs/amazon-ecr-credential-helper/issues/7 */
  ecrExpired: {
    type: 'status',
    status: 403,
    text: "Your Authorization Token has expired. Please run 'aws ecr get-login' to fetch a new one."
  },
  /** https://github.com/ovh/public-cloud-roadmap/issues/242 */
  harborReadOnly: refusal(403, 'DENIED', 'The system is in read only mode. Any modification is prohibited.'),
  /** https://github.com/goharbor/harbor/pull/12792 */
  harborProxy: refusal(403, 'DENIED', 'can not push artifact to a proxy project: library'),
  /** https://github.com/danger/danger-js/issues/1414 */
  ghcrPackage: refusal(403, 'DENIED', 'permission_denied: write_package'),
  /** https://github.com/openshift/oc-mirror/issues/253 */
  quaySchema: refusal(400, 'MANIFEST_INVALID', 'manifest invalid', {
    message:
      "failed to parse manifest: manifest data does not match schema: 'application/vnd.docker.distribution.manifest.v2+json' is not one of ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.oci.image.index.v1+json']"
  }),
  /** https://github.com/GoogleContainerTools/kaniko/issues/1095 */
  artifactoryOverwrite: refusal(400, 'MANIFEST_INVALID', 'manifest invalid', { description: 'HTTP 403 Forbidden' }),
  /** https://github.com/regclient/regclient/issues/875 */
  nexusBlob: refusal(404, 'BLOB_UNKNOWN', 'blob unknown to registry', { digest: `sha256:${'0'.repeat(64)}` }),
  /** https://github.com/docker/hub-feedback/issues/2040 */
  hubLimit: refusal(
    429,
    'TOOMANYREQUESTS',
    'You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit'
  )
} satisfies Record<string, StatusFault>
