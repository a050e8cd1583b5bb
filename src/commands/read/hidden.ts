import {createInterface} from 'node:readline'
import {Writable} from 'node:stream'
import {UsageError} from '../../core/usage-error.ts'

/** Asks at the terminal without showing what is typed; rejects where `signal` aborts or Ctrl-C is pressed. */
export function hidden(question: string, signal?: AbortSignal): Promise<string> {
  const silent = new Writable({write: (_chunk, _encoding, done) => done()})
  const lines = createInterface({input: process.stdin, output: silent, terminal: true})
  process.stderr.write(question)
  return new Promise((resolve, reject) => {
    const close = () => {
      signal?.removeEventListener('abort', aborted)
      lines.close()
      process.stderr.write('\n')
    }
    const aborted = () => {
      close()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', aborted, {once: true})
    lines.once('SIGINT', () => {
      close()
      process.kill(process.pid, 'SIGINT')
      reject(new UsageError('Interrupted.'))
    })
    lines.question('', (answer) => {
      close()
      resolve(answer)
    })
  })
}
