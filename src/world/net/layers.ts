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

/**
 * Waits for `work` at most `ms`, and no longer than `signal`; then `stop` must release whatever is still held.
 * The failure names the layer and what was waited for.
 */
export function within<T>(
  work: Promise<T>,
  {
    layer,
    waitingFor,
    ms,
    signal,
    stop,
  }: {layer: Layer; waitingFor: string; ms: number; signal: AbortSignal; stop(): void},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const late = () => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      settle(() => reject(new LayerFailure(layer, 'timeout', `${waitingFor} within ${seconds} s`)))
      stop()
    }
    const timer = setTimeout(late, ms)
    const settle = (end: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', late)
      end()
    }
    work.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    )
    if (signal.aborted) late()
    else signal.addEventListener('abort', late, {once: true})
  })
}
