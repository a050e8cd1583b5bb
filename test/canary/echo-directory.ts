import {createServer} from 'node:tls'
import {decodeRequest} from '../../src/codecs/ldap.ts'
import {encodeResult} from '../../src/codecs/ldap-answer.ts'
import {listening} from '../support/ports.ts'

/** unwillingToPerform (RFC 4511 §4.1.9), to which our own words for wrong credentials do not apply. */
const unwilling = 53

/** A directory over TLS that answers each bind with the password it was given. */
export async function echoDirectory(own: {
  cert: string
  key: string
}): Promise<{port: number; close(): void}> {
  const server = createServer(own, (socket) => {
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      const {id, request} = decodeRequest(bytes)
      if (request.kind !== 'bind') return socket.destroy()
      const message = `80090308: LdapErr: DSID-0C09, comment: ${request.name} gave “${request.password}”, data 0`
      socket.end(encodeResult(id, 'bind', {code: unwilling, message}))
    })
  })
  server.on('tlsClientError', () => {})
  return {port: await listening(server), close: () => server.close()}
}
