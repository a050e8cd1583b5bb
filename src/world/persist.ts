import {CannotKnow} from '../core/evidence.ts'
import {countRetry} from '../core/retries.ts'
import type {Response} from './http.ts'

/** How often a server that is busy or fails in passing is asked again. */
const most = 3
/** Where it names no time itself, in milliseconds. */
const pauseMs = 1_000
/** A timer cannot wait longer. */
const longestMs = 2 ** 31 - 1
/** RFC 9110 and RFC 6585: try again later. */
const passing = [429, 502, 503, 504]

/** The only place that tries again: honours Retry-After, within the time that the look has. */
export async function persist(
  once: () => Promise<Response>,
  who: string,
  signal: AbortSignal,
): Promise<Response> {
  for (let retry = 0; ; retry++) {
    const answer = await once()
    if (!passing.includes(answer.status) || retry === most) return answer
    await pause(waitOf(answer.headers['retry-after']), who, signal)
    countRetry(signal)
  }
}

/** Seconds or a date (RFC 9110 §10.2.3) → milliseconds. */
export function waitOf(header: string | undefined): number {
  const ms = /^\d+$/.test(header ?? '') ? Number(header) * 1000 : Date.parse(header ?? '') - Date.now()
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestMs) : pauseMs
}

function pause(ms: number, who: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => {
      clearTimeout(timer)
      reject(
        new CannotKnow(
          'timeout',
          `${who} is busy and asked to wait ${Math.ceil(ms / 1000)} s, longer than this run lasts; try again later`,
        ),
      )
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', late)
      resolve()
    }, ms)
    if (signal.aborted) late()
    else signal.addEventListener('abort', late, {once: true})
  })
}
