/** Exit status of a program that Ctrl-C ended, by the shells' convention. */
const interrupted = 130

/** Runs until done or Ctrl-C; then everything is released, the exit status is 130 and the answer is null. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const stop = new AbortController()
  const end = () => {
    // A second Ctrl-C does not wait.
    if (stop.signal.aborted) process.exit(interrupted)
    stop.abort()
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  try {
    const result = await work(stop.signal)
    if (!stop.signal.aborted) return result
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
  process.exitCode = interrupted
  return null
}
