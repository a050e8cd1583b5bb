import type {Serve} from '../running.ts'

/** Reads, so that it notices when the client leaves, and never says a byte. */
export const keepSilent: Serve = (socket) => {
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.destroy())
  socket.resume()
}
