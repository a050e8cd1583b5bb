import {createSocket} from 'node:dgram'
import {EventEmitter, once} from 'node:events'
import {createServer} from 'node:net'
import {listening} from '../support/ports.ts'

/** A port on which connections and datagrams are taken, and nothing is ever said. */
export interface Silence {
  /** HOST:PORT. */
  at: string
  /** The next time that somebody comes. */
  asked(): Promise<unknown>
  close(): void
}

export async function silence(): Promise<Silence> {
  const events = new EventEmitter()
  const came = () => events.emit('asked')
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', came)
  })
  const port = await listening(server)
  const datagrams = createSocket('udp4').on('message', came).bind(port, '127.0.0.1').unref()
  return {
    at: `127.0.0.1:${port}`,
    asked: () => once(events, 'asked'),
    close() {
      server.close()
      datagrams.close()
    },
  }
}
