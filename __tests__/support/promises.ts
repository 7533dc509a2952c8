import { setImmediate } from 'node:timers/promises'

/** A promise that the test settles, when it wants to. */
export type Held<T> = {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: Error) => void
}

/** Makes a promise that stays pending until the test settles it. */
export const hold = <T = void>(): Held<T> => {
  let [resolve, reject]: [Held<T>['resolve'], Held<T>['reject']] = [() => undefined, () => undefined]
  const promise = new Promise<T>((onValue, onReason) => {
    resolve = onValue
    reject = onReason
  })
  return { promise, resolve, reject }
}

/** Whether work still waits for something, once everything has been done that can be done without it. */
export const isPending = async (work: Promise<unknown>): Promise<boolean> => {
  await setImmediate()
  const pending = Symbol('pending')
  const first = await Promise.race([work.catch(() => undefined), Promise.resolve(pending)])
  return first === pending
}
