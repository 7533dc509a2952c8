import { describe, expect, test } from 'vitest'
import { withLimit } from '../../src/registry/transport/concurrency.js'
import type { BufferedResponse } from '../../src/registry/transport/transport.js'
import { readRequest } from '../support/transport-stub.js'

const url = 'https://registry.test/v2/org/app/manifests/v1'

type Sent = { readonly answer: () => Promise<void>; readonly fail: () => Promise<void> }

/** A limited exchange whose requests wait until the test answers them, in order; `open` connections are there before. */
const start = (
  open?: number
): {
  readonly ask: (count: number) => void
  readonly sent: readonly Sent[]
  readonly answers: readonly Promise<BufferedResponse>[]
} => {
  const sent: Sent[] = []
  const answers: Promise<BufferedResponse>[] = []
  const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
  const exchange = withLimit(
    request =>
      new Promise<BufferedResponse>((resolve, reject) => {
        sent.push({
          answer: () => {
            resolve({ status: 200, headers: {}, url: request.url, bytes: new Uint8Array() })
            return turn()
          },
          fail: () => {
            reject(new Error('broken'))
            return turn()
          }
        })
      }),
    open
  )
  const ask = (count: number): void => {
    for (let i = 0; i < count; i++) answers.push(exchange(readRequest(url)))
  }
  return { ask, sent, answers }
}

const started = async (count: number): Promise<ReturnType<typeof start>> => {
  const limited = start()
  limited.ask(count)
  await Promise.resolve()
  return limited
}

describe('requests to a registry', () => {
  test('go out together at first', async () => {
    const { sent } = await started(20)
    expect(sent).toHaveLength(20)
  })

  test('are never more than 32 at a time', async () => {
    const { sent } = await started(100)
    expect(sent).toHaveLength(32)
    for (let answered = 1; answered <= 100; answered++) {
      await sent[answered - 1]?.answer()
      expect(sent).toHaveLength(Math.min(100, 32 + answered))
    }
  })

  test('wait for one of the first connections after the first answer', async () => {
    const { ask, sent } = await started(12)
    await sent[0]?.answer()
    ask(12)
    await Promise.resolve()
    expect(sent).toHaveLength(13)
    await sent[1]?.answer()
    await sent[2]?.answer()
    expect(sent).toHaveLength(15)
  })

  test('open more where two would wait for each', async () => {
    const { ask, sent } = await started(6)
    for (const { answer } of [...sent]) await answer()
    ask(12)
    await Promise.resolve()
    expect(sent).toHaveLength(6 + 6)
    ask(2)
    await Promise.resolve()
    expect(sent).toHaveLength(6 + 8)
  })

  test('may be four at a time where the first one came alone', async () => {
    const { ask, sent } = await started(1)
    await sent[0]?.answer()
    ask(5)
    await Promise.resolve()
    expect(sent).toHaveLength(1 + 4)
  })

  test('are not limited by what failed: no connection may be open', async () => {
    const { ask, sent, answers } = await started(12)
    const failure = expect(answers[0]).rejects.toThrow('broken')
    await sent[0]?.fail()
    await failure
    ask(12)
    await Promise.resolve()
    expect(sent).toHaveLength(24)
  })

  test('make room when they fail, and say why', async () => {
    const { ask, sent, answers } = start()
    ask(33)
    const [first, ...others] = answers
    const failure = expect(first).rejects.toThrow('broken')
    await Promise.resolve()
    expect(sent).toHaveLength(32)
    await sent[0]?.fail()
    await failure
    expect(sent).toHaveLength(33)
    for (const { answer } of sent.slice(1)) await answer()
    expect(await Promise.all(others)).toHaveLength(32)
  })
})

test.each([
  [9, 12, 9],
  [9, 5, 5],
  // Where more than one would wait for each connection, new ones are opened.
  [2, 12, 10]
])('with %d connections open before, %d requests begin with %d at the same time', async (open, count, expected) => {
  const { ask, sent } = start(open)
  ask(count)
  await new Promise(resolve => setImmediate(resolve))
  expect(sent).toHaveLength(expected)
})
