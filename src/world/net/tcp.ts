import {connect, isIPv6, type Socket} from 'node:net'
import {codeOf, LayerFailure} from './layers.ts'

/** Between two attempts, as RFC 8305 recommends (250 ms). */
const staggerMs = 250
/** No more addresses than this are tried. */
const most = 4

const codes: Record<string, string> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EACCES: 'unreachable',
  EINVAL: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
}

export interface Connecting {
  socket: Promise<Socket>
  stop(): void
}

/** Connects to the first of several addresses that answers, starting one after the other without waiting for failures. */
export function connectFirst(addresses: readonly string[], port: number): Connecting {
  const attempts = new Set<Socket>()
  const timers: NodeJS.Timeout[] = []
  const stop = () => {
    for (const timer of timers) clearTimeout(timer)
    for (const socket of attempts) socket.destroy()
  }
  const socket = new Promise<Socket>((resolve, reject) => {
    const tries = addresses.slice(0, most)
    let left = tries.length
    for (const [i, host] of tries.entries()) {
      timers.push(
        setTimeout(() => {
          const attempt = connect({host, port, family: isIPv6(host) ? 6 : 4, noDelay: true})
          attempts.add(attempt)
          attempt.once('connect', () => {
            attempts.delete(attempt)
            stop()
            attempt.removeAllListeners('error')
            resolve(attempt)
          })
          attempt.on('error', (error) => {
            if (--left > 0) return
            const code = codeOf(error)
            reject(new LayerFailure('tcp', codes[code] ?? 'failed', `${host} port ${port}: ${code}`))
          })
        }, i * staggerMs),
      )
    }
  })
  return {socket, stop}
}
