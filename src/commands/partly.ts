/** Exit status of a program that Ctrl-C ended, by the shells' convention. */
const interrupted = 130

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
