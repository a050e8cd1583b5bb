import {until} from '../../core/until.ts'
import type {Token} from '../../facts/token.ts'
import {type CertificateArg, certificateOf} from '../certificate.ts'
import {ChangeFailed, defineChange} from '../change.ts'

/** `container`: where the key is; null for a certificate that is in the store. */
type Args = {
  certificate: CertificateArg
  container: string | null
  stsUrl: string
  tenant: string
  clientId: string
  resource: string
}

/** A key that was registered is known everywhere after seconds to a minute; so long it is waited for, in milliseconds. */
const propagationMs = 180_000
const pauseMs = 2_000

/** A token, asked for with the new key exactly as the extension will. */
export const provenToken = defineChange<Args, null>({
  kind: 'proven-token',
  look: async () => null,
  words: () => ({
    what: 'Prove the key: get a token with it',
    now: 'nobody has signed in with it yet',
    then: 'the token service has taken it; nothing else changes before that',
    undo: 'Nothing is to be undone of that',
    byHand: [],
    disrupts: 'nothing',
  }),
  async apply({certificate, container, ...asked}, _before, doing) {
    const {doors} = doing
    const {sha1, sha256} = certificateOf(certificate, doing)
    const sign = (data: Uint8Array) =>
      container === null ? doors.windows.sign(sha1, data) : doors.changes.signWithKey(container, data)
    const signal = AbortSignal.any([doing.signal, AbortSignal.timeout(propagationMs)])
    await until({waitingFor: 'The token service to know the new key', signal, pauseMs}, async () => {
      const token = await doors.token({...asked, certificate: {sha1, sha256}, sign}, signal)
      if (token.answer === 'granted') return true
      if (isTooEarly(token)) return null
      throw new ChangeFailed(`the token service gives the new key no token: ${said(token)}`)
    })
    return {granted: true}
  },
  async undo() {},
})

/** The key has not come to where tokens are given out, or that was not reached. */
const isTooEarly = (token: Token): boolean =>
  token.answer === 'unreachable' || (token.answer === 'refused' && token.codes.includes(700027))

const said = (token: Token): string =>
  token.answer === 'refused' ? token.description : `what answers as ${token.host} is no token service`
