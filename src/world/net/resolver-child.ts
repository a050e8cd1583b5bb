import {lookup} from 'node:dns'

// The only code of the product that runs at import: it is the program of the look-up process.
process.on('message', ({id, host}: {id: number; host: string}) => {
  lookup(host, {all: true}, (error, found) => {
    const reply = error ? {id, code: error.code ?? 'error'} : {id, addresses: found.map((f) => f.address)}
    if (process.connected) process.send?.(reply)
  })
})
// A getaddrinfo that hangs would keep even process.exit waiting.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
