import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {answerCodes, type DnsQuery, decodeQuery, encodeAnswer, recordTypes} from '../../codecs/dns.ts'
import type {Running} from '../running.ts'
import type {Host} from '../state.ts'

/** Starts the lab's name server (UDP); answers "127.0.0.1:port". */
export async function startNameServer(lab: Running): Promise<string> {
  const udp = createSocket('udp4')
  let open = true
  lab.closed.addEventListener('abort', () => {
    open = false
    udp.close()
  })
  udp.on('error', () => {})
  udp.on('message', (bytes, {port, address}) => {
    const answer = answerTo(bytes, lab.state.hosts)
    if (!answer) return
    const send = () => {
      if (open) udp.send(answer, port, address)
    }
    lab.late().then(send, () => {})
  })
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
  return `127.0.0.1:${udp.address().port}`
}

/** Null where the server keeps silent: a host that does so, and bytes that are no query. */
function answerTo(bytes: Buffer, hosts: readonly Host[]): Buffer | null {
  const query = attempt(bytes)
  if (!query) return null
  const host = hosts.find(({name}) => name.toLowerCase() === query.name.toLowerCase())
  const {nameError, noError, serverFailure} = answerCodes
  switch (host?.dns) {
    case undefined:
    case 'nxdomain':
      return encodeAnswer(query, {code: nameError})
    case 'servfail':
      return encodeAnswer(query, {code: serverFailure})
    case 'silent':
      return null
    case 'answers':
      return encodeAnswer(query, {
        code: noError,
        addresses: query.type === recordTypes.a ? ['127.0.0.1'] : [],
      })
  }
}

function attempt(bytes: Buffer): DnsQuery | null {
  try {
    return decodeQuery(bytes)
  } catch {
    return null
  }
}
