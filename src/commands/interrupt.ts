/** Exit status of a program that Ctrl-C ended, by the shells' convention. */
export const interrupted = 130

/** Runs until done; Ctrl-C asks for what there is so far, a second one does not wait. */
export async function partly<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const end = () => {
    if (stop.signal.aborted) process.exit(interrupted)
    stop.abort()
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
}

/** Runs until done or Ctrl-C; then everything is released, the exit status is 130 and the answer is null. */
export const interruptible = <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> =>
  partly(async (signal) => {
    try {
      const result = await work(signal)
      if (!signal.aborted) return result
    } catch (error) {
      if (!signal.aborted) throw error
    }
    process.exitCode = interrupted
    return null
  })
