import {readRequest} from '../../src/codecs/mfa/requests.ts'
import {writeDocument} from '../../src/codecs/mfa/write.ts'
import {authority, tlsServer} from '../support/raw-server.ts'
import type {Witness} from './witness.ts'

export const mfaHost = 'strongauthenticationservice.auth.microsoft.com'

const result = ['Result', {members: [['Value', 'Success']]}] as const

/** An MFA service at which everybody approves at once. */
export async function mfaService(): Promise<Witness & {port: number; ca: string}> {
  const {ca, certificate} = await authority()
  const spent: string[] = []
  const answer = (body: string): string => {
    const begun = readRequest('BeginTwoWayAuthentication', body)
    if (begun) spent.push(`MFA challenge of ${begun.text('UserPrincipalName')}`)
    const operation = /^<(\w+)Request/.exec(body)?.[1] ?? 'None'
    return writeDocument(`${operation}Response`, [
      result,
      ['SessionId', 'S'],
      ['AuthenticationResult', begun ? null : 'true'],
    ])
  }
  const port = await tlsServer(await certificate(mfaHost), (socket) => {
    let request = ''
    socket.on('data', (chunk) => {
      request += chunk
      const [, body = ''] = request.split('\r\n\r\n')
      if (!/Request>$/.test(body)) return
      const told = answer(body)
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(told)}\r\nConnection: close\r\n\r\n${told}`,
      )
    })
  })
  return {port, ca, spent: () => spent, close() {}}
}
