import {createSocket, type Socket} from 'node:dgram'
import {once} from 'node:events'
import {familyOf, type RadiusServer} from './server.ts'

/** Runs with a socket on a port of its own, which hears everybody. */
export async function withSocket<T>(server: RadiusServer, work: (socket: Socket) => Promise<T>): Promise<T> {
  const socket = createSocket(familyOf(server))
  // Between two exchanges nobody else listens for errors.
  socket.on('error', () => {})
  try {
    socket.bind(0)
    await once(socket, 'listening')
    return await work(socket)
  } finally {
    socket.close()
  }
}

/** Runs with a socket that hears the server alone, and also that nothing listens there (ICMP port unreachable). */
export async function withConnected<T>(
  server: RadiusServer,
  work: (socket: Socket) => Promise<T>,
): Promise<T> {
  const socket = createSocket(familyOf(server))
  try {
    socket.connect(server.port, server.address)
    await once(socket, 'connect')
    return await work(socket)
  } finally {
    socket.close()
  }
}
