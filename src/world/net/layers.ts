import type {Path} from '../../facts/path.ts'

export type Layer = 'name' | 'proxy' | 'tcp' | 'tls' | 'http'

/** The first layer that did not work, what was wrong with it in one word, and all that was learnt on the way there. */
export class LayerFailure extends Error {
  readonly layer: Layer
  readonly code: string
  readonly path: Partial<Path>
  constructor(layer: Layer, code: string, detail: string, path: Partial<Path> = {}) {
    super(detail)
    this.name = 'LayerFailure'
    this.layer = layer
    this.code = code
    this.path = path
  }
}

/** Adds what was learnt before to a failure that happened later. */
export const carrying = (error: unknown, path: Partial<Path>): unknown =>
  error instanceof LayerFailure
    ? new LayerFailure(error.layer, error.code, error.message, {...path, ...error.path})
    : error

/** The code of a Node.js error, or its first word. */
export const codeOf = (error: unknown): string =>
  (error as {code?: string}).code ?? (error instanceof Error ? error.name : 'error')

/** The code of a wait that the end of the run cut off: nothing has failed, nothing is known. */
export const cutShort = 'cut-short'

interface Wait {
  layer: Layer
  waitingFor: string
  /** The layer's own patience, in milliseconds. */
  ms: number
  signal: AbortSignal
  /** Releases whatever is still held when the wait is over without an answer. */
  stop(): void
}

/** Waits for `work` until `ms` are up (code `timeout`) or `signal` aborts (code `cut-short`). */
export function within<T>(work: Promise<T>, {layer, waitingFor, ms, signal, stop}: Wait): Promise<T> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const late = (code: string) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      settle(() => reject(new LayerFailure(layer, code, `${waitingFor} within ${seconds} s`)))
      stop()
    }
    const tooLong = () => late('timeout')
    const ended = () => late(cutShort)
    const timer = setTimeout(tooLong, ms)
    const settle = (end: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', ended)
      end()
    }
    work.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    )
    if (signal.aborted) ended()
    else signal.addEventListener('abort', ended, {once: true})
  })
}

/** A wait's failure as the reason why a fact is not known. */
export const whyOf = ({code}: LayerFailure): 'timeout' | 'error' =>
  code === 'timeout' || code === cutShort ? 'timeout' : 'error'
