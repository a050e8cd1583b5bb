import {once} from 'node:events'
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net'
import type {Serve} from '../running.ts'

const loopback = '127.0.0.1'

/** Opens a free port on loopback; when `closed` aborts, it and every connection through it is gone. */
export async function openPort(serve: Serve, closed: AbortSignal): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    serve(socket)
  })
  closed.addEventListener('abort', () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return listen(server)
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  await once(server, 'close')
  return port
}

async function listen(server: Server): Promise<number> {
  server.listen(0, loopback)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
