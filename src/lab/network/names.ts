import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {answerCodes, type DnsQuery, decodeQuery, encodeAnswer, recordTypes} from '../../codecs/dns.ts'
import type {Running} from '../running.ts'
import type {LabState} from '../state.ts'

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
    const answer = answerTo(bytes, lab.state)
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

/** Null where the server keeps silent: a name that it does so for, and bytes that are no query. */
function answerTo(bytes: Buffer, {hosts, services}: LabState): Buffer | null {
  const query = attempt(bytes)
  if (!query) return null
  const asked = ({name}: {name: string}) => name.toLowerCase() === query.name.toLowerCase()
  const host = hosts.find(asked)
  const service = services.filter(asked)
  const {nameError, noError, serverFailure} = answerCodes
  switch ((host ?? service[0])?.dns) {
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
        addresses: host && query.type === recordTypes.a ? ['127.0.0.1'] : [],
        services:
          query.type === recordTypes.srv
            ? service.map(({target, port}) => ({priority: 0, weight: 100, port, target}))
            : [],
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
