import type {ServerResponse} from 'node:http'
import type {Host} from '../state.ts'
import {type Face, page} from './face.ts'

/** What a faulty host says in place of its genuine answer; status 0 is not HTTP at all. */
export const faults: Readonly<Record<Exclude<Host['http'], 'genuine'>, Face>> = {
  silent: () => page(500, 'never sent'),
  'endless-headers': () => page(500, 'never sent'),
  'huge-body': () => page(500, 'never sent'),
  garbage: ({url}) =>
    url.pathname === '/'
      ? {status: 0, body: '\u0016\u0003\u0001 this is no HTTP \u0000\u0001\r\n\r\n'}
      : {status: 200, headers: {'Content-Type': 'application/json'}, body: '{"broken": '},
  'redirect-loop': ({url}) => ({...page(302, 'Found'), headers: {Location: url.href}}),
  'block-page': () => page(200, 'Access to this site has been blocked by your organisation.'),
  unavailable: () => page(503, 'The service is temporarily unavailable.'),
}

const pauseMs = 20

/** Header lines until the client leaves, at a rate that costs next to nothing. */
export function endlessHeaders({socket}: ServerResponse): void {
  socket?.write('HTTP/1.1 200 OK\r\n')
  let line = 0
  const timer = setInterval(() => {
    if (socket && socket.writableLength < 64 * 1024)
      socket.write(`X-Filler-${line++}: ${'x'.repeat(1000)}\r\n`)
  }, pauseMs)
  socket?.on('close', () => clearInterval(timer))
}

const gigabyte = 1024 ** 3

/** A body of 1 GB, as fast as the client takes it. */
export function hugeBody(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  let left = gigabyte / chunk.length
  response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': gigabyte})
  const fill = () => {
    while (left > 0 && !response.destroyed) {
      left--
      if (!response.write(chunk)) return void response.once('drain', fill)
    }
    response.end()
  }
  fill()
}
