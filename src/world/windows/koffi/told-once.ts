import {WindowsFailure} from '../failure.ts'

export const once = <T>(look: () => T): (() => T) => {
  let known: {value: T} | undefined
  return () => {
    known ??= {value: look()}
    return known.value
  }
}

/** What is denied to somebody who is not elevated is denied for that reason: one sentence for all of it. */
export const toldOnce = <T extends object>(api: T, elevated: () => boolean, sentence: string): T =>
  Object.fromEntries(
    Object.entries(api).map(([name, call]) => [
      name,
      async (...values: never[]) => {
        try {
          return await (call as (...values: never[]) => Promise<unknown>)(...values)
        } catch (error) {
          if (error instanceof WindowsFailure && error.why === 'denied' && !elevated())
            throw Object.assign(error, {message: sentence})
          throw error
        }
      },
    ]),
  ) as T
