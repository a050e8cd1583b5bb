import {selfSignedOver} from '../../certificates/external.ts'
import type {Json} from '../../core/journal.ts'
import {pemOf} from '../certificate.ts'
import {ChangeFailed, defineChange} from '../change.ts'

/** `key`: the step that made the key. */
type Args = {key: string; container: string; subject: {OU: string; CN: string}; days: number}

const day = 86_400_000

/** A self-signed certificate over a key of ours. It is nowhere yet but in the journal, so there is nothing to undo. */
export const madeCertificate = defineChange<Args, null>({
  kind: 'made-certificate',
  look: async () => null,
  words: ({subject, days}) => ({
    what: 'Make the certificate over that key',
    now: 'there is none',
    then: `self-signed, CN=${subject.CN}, OU=${subject.OU}, valid for ${days} days`,
    undo: 'Forget the certificate',
    byHand: [],
    disrupts: 'nothing',
  }),
  async apply({key, container, subject, days}, _before, {doors, made}) {
    const publicKey = publicKeyIn(made[key])
    const notBefore = new Date(Math.floor(Date.now() / 1_000) * 1_000)
    const notAfter = new Date(notBefore.getTime() + days * day)
    const der = await selfSignedOver({subject, publicKey, notBefore, notAfter}, (data) =>
      doors.changes.signWithKey(container, data),
    )
    return {pem: pemOf(der)}
  },
  async undo() {},
})

function publicKeyIn(made: Json | undefined): string {
  if (typeof made === 'object' && made !== null && 'publicKey' in made && typeof made.publicKey === 'string')
    return made.publicKey
  throw new ChangeFailed('the key has not been made yet')
}
