import type {Socket} from 'node:net'
import {type SecureContextOptions, TLSSocket} from 'node:tls'
import {BerError} from '../../codecs/ber.ts'
import {type Control, decodeRequest, type LdapMessage, type SearchRequest} from '../../codecs/ldap.ts'
import {encodeDisconnection, encodeEntry, encodeResult} from '../../codecs/ldap-answer.ts'
import {decodePage, encodePage, pagingOid} from '../../codecs/ldap-paging.ts'
import {answerLater, type Running} from '../running.ts'
import {bind} from './bind.ts'
import {framer} from './frames.ts'
import {search} from './search.ts'

const startTls = '1.3.6.1.4.1.1466.20037'

/** One client's conversation with the directory server. */
interface Session {
  lab: Running
  socket: Socket
  secure: boolean
  bound: boolean
  credentials: SecureContextOptions
}

export function converse(
  lab: Running,
  socket: Socket,
  secure: boolean,
  credentials: SecureContextOptions,
): void {
  const session: Session = {lab, socket, secure, bound: false, credentials}
  const frames = framer()
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const frame of frames(chunk)) respond(session, decodeRequest(frame))
    } catch (error) {
      if (!(error instanceof BerError)) throw error
      const message = '00000057: LdapErr: DSID-0C0C0095, comment: Error decoding ldap message, data 0, v4563'
      answerLater(lab, socket, () => socket.end(encodeDisconnection({code: 2, message})))
    }
  })
}

function respond(session: Session, {id, request, controls}: LdapMessage): void {
  switch (request.kind) {
    case 'unbind':
      session.socket.end()
      break
    case 'abandon':
      break
    case 'bind': {
      const {bound, ...result} = bind(session.lab.state.directory, request, session.secure)
      session.bound = bound
      say(session, encodeResult(id, 'bind', result))
      break
    }
    case 'extended':
      if (request.oid === startTls) upgrade(session, id)
      else say(session, unknownExtension(id))
      break
    case 'search':
      say(session, ...answers(session, id, request, controls))
  }
}

const say = ({lab, socket}: Session, ...parts: Buffer[]) =>
  answerLater(lab, socket, () => socket.write(Buffer.concat(parts)))

const unknownExtension = (id: number) =>
  encodeResult(id, 'extended', {
    code: 2,
    message: '0000203D: LdapErr: unknown extended request OID, data 0, v4563',
  })

function answers({lab, bound}: Session, id: number, request: SearchRequest, controls: Control[]): Buffer[] {
  const strange = controls.find(({oid, critical}) => critical && oid !== pagingOid)
  if (strange)
    return [encodeResult(id, 'search', {code: 12, message: `Unknown critical control ${strange.oid}`})]
  const paging = controls.find(({oid}) => oid === pagingOid)
  const page = paging ? decodePage(paging) : null
  const found = search(lab.state.directory, request, {bound, page, now: lab.now()})
  const more = found.page ? {controls: [encodePage(found.page)]} : {}
  return [
    ...found.entries.map((entry) => encodeEntry(id, entry)),
    encodeResult(id, 'search', found.result, more),
  ]
}

/** StartTLS: the answer still in clear text, everything after it through TLS. */
function upgrade({lab, socket, secure, credentials}: Session, id: number): void {
  if (secure)
    return void socket.write(encodeResult(id, 'extended', {code: 1, message: 'TLS is already in place'}))
  socket.removeAllListeners('data')
  socket.pause()
  answerLater(lab, socket, () => {
    socket.write(encodeResult(id, 'extended', {code: 0}, {oid: startTls}))
    if (lab.state.directory.behaviour === 'starttls-silent') return void socket.resume()
    converse(lab, new TLSSocket(socket, {isServer: true, ...credentials}), true, credentials)
  })
}
