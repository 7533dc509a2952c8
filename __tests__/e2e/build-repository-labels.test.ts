import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { makeRecordingDocker } from '../support/recording-docker.js'
import { describeWith } from '../support/services.js'
import { type SocketServer, startHttp, startProxy } from '../support/socket-server.js'
import { tls } from '../support/tls.js'
import { hosts, labelled, runOnWindows } from '../support/windows-cases.js'

const prefix = 'org.opencontainers.image'

/** A repository as GitHub describes it, in an event or to those who ask. */
const repository = {
  id: 1,
  name: 'App',
  full_name: 'Org/App',
  html_url: 'https://github.example/Org/App',
  description: 'Serves "50%" of\tit, $HOME',
  license: { key: 'mit', spdx_id: 'MIT' }
}

const fromGitHub = {
  [`${prefix}.title`]: 'App',
  [`${prefix}.description`]: 'Serves "50%" of\tit, $HOME',
  [`${prefix}.url`]: 'https://github.example/Org/App',
  [`${prefix}.licenses`]: 'MIT',
  [`${prefix}.source`]: 'https://github.com/org/app'
}

const withoutAsking = {
  [`${prefix}.title`]: 'app',
  [`${prefix}.url`]: 'https://github.com/org/app',
  [`${prefix}.source`]: 'https://github.com/org/app'
}

const closing: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const server of closing.splice(0)) await server.close()
})

type Asked = { path: string; authorization: string | undefined; userAgent: string | undefined }

/** GitHub's API, as far as it is asked here. */
const startApi = async (
  answer: RequestListener = (_, response) => response.end(JSON.stringify(repository)),
  secure = false
): Promise<SocketServer & { asked: Asked[] }> => {
  const asked: Asked[] = []
  const server = await startHttp(
    (request, response) => {
      const { authorization, 'user-agent': userAgent } = request.headers
      asked.push({ path: request.url ?? '', authorization, userAgent })
      response.setHeader('content-type', 'application/json')
      answer(request, response)
    },
    secure ? tls() : undefined
  )
  closing.push(server)
  return { ...server, asked }
}

type Step = ActionResult & { labels: Readonly<Record<string, string>> }
type StepOptions = {
  inputs?: Readonly<Record<string, string>>
  env?: Readonly<Record<string, string>>
  event?: object
  dockerfile?: string
}

const info = { OSType: 'linux', Architecture: 'x86_64', ServerVersion: '20.10.24' }

/** Builds a Linux leg, whose labels are on the command line of docker. */
const buildOnLinux = async (api: { url: string }, options: StepOptions = {}): Promise<Step> => {
  const docker = makeRecordingDocker([
    {
      args: ['info'],
      stdout: JSON.stringify({ ...info, ClientInfo: { Version: '28', Plugins: [{ Name: 'buildx' }] } })
    },
    { args: ['build'] },
    { args: ['image', 'inspect'], stdout: JSON.stringify([{ Id: 'sha256:1', Os: 'linux', Architecture: 'amd64' }]) }
  ])
  const workspace = makeFolder('workspace')
  writeFiles(workspace.path, { Dockerfile: options.dockerfile ?? 'FROM scratch\nCOPY app /\n' })
  try {
    const result = await runAction({
      cwd: workspace.path,
      inputs: { image: 'ghcr.io/org/app', tags: 'v1', push: 'false', 'github-token': 'gh-secret', ...options.inputs },
      env: { ...docker.env, GITHUB_API_URL: api.url, ...options.env },
      event: options.event ?? { schedule: '0 0 * * *' }
    })
    const [build] = docker.calls().filter(({ argv }) => argv[0] === 'build')
    const labels = (build?.argv ?? []).flatMap((argument, index, argv) =>
      argv[index - 1] === '--label' ? [argument] : []
    )
    return {
      ...result,
      labels: Object.fromEntries(
        labels.map(label => [label.slice(0, label.indexOf('=')), label.slice(label.indexOf('=') + 1)])
      )
    }
  } finally {
    docker.remove()
    workspace.remove()
  }
}

const apiUrl = ({ host }: SocketServer): { url: string } => ({ url: `http://${host}` })

describe('the labels of an image that come from its repository', () => {
  test('are those of the event, and nobody is asked', async () => {
    const api = await startApi()
    const result = await buildOnLinux(apiUrl(api), { event: { repository } })
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [], labels: fromGitHub })
    expect(api.asked).toEqual([])
  })

  test('are asked of GitHub where the event does not carry them', async () => {
    const api = await startApi()
    const result = await buildOnLinux(apiUrl(api))
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [], labels: fromGitHub })
    expect(api.asked).toEqual([
      {
        path: '/repos/org/app',
        authorization: 'token gh-secret',
        userAgent: expect.stringContaining('octokit') as string
      }
    ])
    expect(result.masks).toContain('gh-secret')
  })

  test('are on the image of a Windows engine, too', async () => {
    const api = await startApi()
    const inputs = { image: 'ghcr.io/org/app', tags: 'v1', push: 'false', releases: 'ltsc2022', 'github-token': 'x' }
    const env = { GITHUB_API_URL: apiUrl(api).url }
    const result = await runOnWindows(hosts.server2022, inputs, { env, event: { schedule: '' } })
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect(labelled(result.calls)).toMatchObject([{ labels: fromGitHub }])
    expect(api.asked).toHaveLength(1)
  })

  test('give way to those of the Dockerfile, and these to those of the user', async () => {
    const api = await startApi()
    const result = await buildOnLinux(apiUrl(api), {
      dockerfile: `FROM scratch\nLABEL ${prefix}.description=own ${prefix}.title=own\n`,
      inputs: { labels: `${prefix}.title=of the user` }
    })
    expect(result.labels).toMatchObject({ [`${prefix}.title`]: 'of the user', [`${prefix}.licenses`]: 'MIT' })
    expect(result.labels).not.toHaveProperty([`${prefix}.description`])
  })

  test.each([
    ['without a token', { inputs: { 'github-token': '' } }],
    [
      'where the user sets what it would be asked for',
      { inputs: { labels: `${prefix}.description=a\n${prefix}.licenses=b` } }
    ]
  ])('are not asked for %s', async (_, options) => {
    const api = await startApi()
    const result = await buildOnLinux(apiUrl(api), options)
    expect(result).toMatchObject({ exitCode: 0, notices: [], labels: withoutAsking })
    expect(api.asked).toEqual([])
  })

  test.each<[string, object, readonly string[]]>([
    ['has neither', { ...repository, description: null, license: null }, []],
    ['has an empty description', { ...repository, description: '', license: null }, []],
    ['has a licence that GitHub does not know', { ...repository, license: { spdx_id: 'NOASSERTION' } }, ['description']]
  ])('lack what a repository lacks: one that %s', async (_, event, present) => {
    const { labels } = await buildOnLinux({ url: 'http://127.0.0.1:1' }, { event: { repository: event } })
    const found = ['description', 'licenses'].filter(name => `${prefix}.${name}` in labels)
    expect(found).toEqual(present)
  })

  const refused =
    (status: number): RequestListener =>
    (_, response) =>
      response.writeHead(status).end(JSON.stringify({ message: 'No\n::error::way' }))
  test.each<[string, RequestListener, RegExp]>([
    ['refuses', refused(404), /No ::error::way/],
    ['fails', refused(500), /No ::error::way/],
    ['answers nonsense', (_, response) => response.end('{'), /does not describe a repository/],
    ['hangs up', request => request.socket.destroy(), /other side closed/],
    ['never answers', () => undefined, /aborted due to timeout/]
  ])('cost a notice, not the step, where GitHub %s', async (_, answer, why) => {
    const api = await startApi(answer)
    const result = await buildOnLinux(apiUrl(api))
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], labels: withoutAsking })
    expect(result.notices).toEqual([
      expect.stringMatching(/^Could not read the description and licence of org\/app from GitHub: .*'github-token'/)
    ])
    expect(result.notices[0]).toMatch(why)
    expect(api.asked).toHaveLength(1)
  })
})

describeWith(['openssl'], 'GitHub behind a proxy', () => {
  test('is asked through it', async () => {
    const api = await startApi(undefined, true)
    const proxy = await startProxy(() => api.port)
    closing.push(proxy)
    const env = { HTTPS_PROXY: `http://ada:p%40ss@${proxy.host}`, NODE_EXTRA_CA_CERTS: tls().caFile }
    const result = await buildOnLinux({ url: 'https://api.behind-proxy.test' }, { env })
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [], labels: fromGitHub })
    expect(proxy.targets).toEqual(['api.behind-proxy.test:443'])
    expect(proxy.logins).toEqual([`Basic ${Buffer.from('ada:p@ss').toString('base64')}`])
    expect(api.asked).toEqual([expect.objectContaining({ path: '/repos/org/app', authorization: 'token gh-secret' })])
  })
})
