import type {Socket} from 'node:net'

/**
 * Sends a request on an open connection and waits for its whole answer; `read` gives null while more is to come. Rejects
 * with what `read` throws, or with null where the connection ends first.
 */
export function answerTo<T>(socket: Socket, request: Buffer, read: (bytes: Buffer) => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0)
    const done = (end: () => void) => {
      socket.off('data', more)
      socket.off('close', closed)
      end()
    }
    const more = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      try {
        const answer = read(bytes)
        if (answer !== null) done(() => resolve(answer))
      } catch (error) {
        done(() => reject(error))
      }
    }
    const closed = () => done(() => reject(null))
    socket.on('data', more)
    socket.once('close', closed)
    socket.on('error', () => {})
    if (socket.destroyed) closed()
    else socket.write(request)
  })
}
