/** How long an answer is waited for, and when the same packet is sent again; in milliseconds. */
export interface Patience {
  timeoutMs: number
  /** Between the first two times; each pause is twice as long as the one before, up to `longestPauseMs`. */
  firstPauseMs: number
  longestPauseMs: number
  /** No more often than this in all. */
  mostSends: number
}

/** RFC 5080 §2.2.1, without the random part that keeps many clients of one server apart. */
export const usualPatience = (timeoutMs: number): Patience => ({
  timeoutMs,
  firstPauseMs: 2_000,
  longestPauseMs: 16_000,
  mostSends: 5,
})

/** For each sending, how long after the first it is due. */
export function sendTimes({timeoutMs, firstPauseMs, longestPauseMs, mostSends}: Patience): number[] {
  const times = [0]
  let pause = firstPauseMs
  for (let at = pause; at < timeoutMs && times.length < mostSends; at += pause) {
    times.push(at)
    pause = Math.min(pause * 2, longestPauseMs)
  }
  return times
}
