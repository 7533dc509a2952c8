import { expect, test } from 'vitest'

import { digestOf } from '../../src/oci/digest.js'
import { formatReference, formatRepository, parseRepository } from '../../src/oci/reference.js'
import { copyImages } from '../../src/registry/copy-images.js'
import type { Images } from '../../src/registry/images.js'
import type { RepositoryClient } from '../../src/registry/repository.js'

const clientOf = (name: string): RepositoryClient => ({ repository: parseRepository(name) }) as RepositoryClient
const [root, image, other, attestation] = ['root', 'image', 'other', 'attestation'].map(digestOf) as [
  ReturnType<typeof digestOf>,
  ...ReturnType<typeof digestOf>[]
]

test('only what is wanted of some images is copied, once, and not into their own repository', async () => {
  const images = {
    client: clientOf('ghcr.io/org/app'),
    root: { digest: root },
    entries: [image, other, image].map(digest => ({ descriptor: { digest } })),
    attachments: [{ digest: attestation }]
  } as unknown as Images
  const copied: string[] = []
  const targets = ['ghcr.io/org/app', 'quay.io/org/app', 'ghcr.io/org/too'].map(clientOf)
  await copyImages(images, new Set([image, attestation, digestOf('elsewhere')] as (typeof root)[]), targets, {
    copy: (from, to, digest) => {
      copied.push(`${formatRepository(from.repository)} to ${formatReference({ ...to.repository, digest })}`)
      return Promise.resolve()
    }
  })
  expect(copied).toEqual(
    ['quay.io/org/app', 'ghcr.io/org/too'].flatMap(to =>
      [image, attestation].map(digest => `ghcr.io/org/app to ${to}@${digest ?? ''}`)
    )
  )
})
