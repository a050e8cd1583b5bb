import type {Socket} from 'node:net'
import type {SecureContextOptions} from 'node:tls'
import {keepSilent} from '../network/silence.ts'
import {answerLater, type Running, type Serve} from '../running.ts'
import {converse} from './session.ts'

/** A directory server on a connection that is already secure, or that waits for StartTLS. */
export function serveDirectory(
  lab: Running,
  credentials: SecureContextOptions,
  over: 'tls' | 'plain',
): Serve {
  switch (lab.state.directory.behaviour) {
    case 'normal':
    case 'starttls-silent':
      return (socket) => converse(lab, socket, over === 'tls', credentials)
    case 'silent':
      return keepSilent
    case 'garbage':
      return (socket) =>
        onFirstBytes(lab, socket, () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\nthis is no LDAP'))
    case 'huge-message':
      return (socket) => onFirstBytes(lab, socket, () => hugeMessage(socket))
  }
}

const onFirstBytes = (lab: Running, socket: Socket, answer: () => void) => {
  socket.on('error', () => socket.destroy())
  socket.once('data', () => {
    socket.resume()
    answerLater(lab, socket, answer)
  })
}

/** An LDAP message of 2 GB, as fast as the client takes it. */
function hugeMessage(socket: Socket): void {
  const chunk = Buffer.alloc(64 * 1024, 0x04)
  let left = 2 ** 31 / chunk.length
  socket.write(Buffer.from('30847fffffff', 'hex'))
  const fill = () => {
    while (left-- > 0 && !socket.destroyed) if (!socket.write(chunk)) return void socket.once('drain', fill)
    socket.end()
  }
  fill()
}
