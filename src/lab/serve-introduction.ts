import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {Introduction} from './introduction.ts'
import type {Serve} from './running.ts'

/** A server's state with all its certificates and events is some hundred kilobytes. */
const largest = 16_000_000

/**
 * Where the lab introduces itself (GET /), and where its NPS server is changed: PUT /server takes its whole state, and
 * whoever has GET /lock open has the server to himself until that connection ends.
 */
export function serveIntroduction(introduction: Introduction): Serve {
  let locked = false
  const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>> = {
    'GET /': (_request, response) => response.end(JSON.stringify(introduction)),
    async 'PUT /server'(request, response) {
      Object.assign(introduction.server, JSON.parse(await bodyOf(request)))
      response.end('{}')
    },
    'GET /lock'(_request, response) {
      if (locked) return response.writeHead(423).end('{}')
      locked = true
      response.on('close', () => {
        locked = false
      })
      response.flushHeaders()
    },
  }
  const http = createServer(async (request, response) => {
    const serve = routes[`${request.method} ${request.url}`]
    response.setHeader('Content-Type', 'application/json')
    if (!serve) return void response.writeHead(404).end('{}')
    try {
      await serve(request, response)
    } catch {
      response.destroy()
    }
  })
  return (socket) => {
    http.emit('connection', socket)
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) {
    text += chunk
    if (text.length > largest) throw new Error('too large')
  }
  return text
}
