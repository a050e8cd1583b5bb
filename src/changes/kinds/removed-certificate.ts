import type {KeyReference} from '../../world/windows/api.ts'
import {defineChange} from '../change.ts'

/** What is in LocalMachine\My of it; null where nothing is. */
type Now = {pem: string; key: (KeyReference & {[name: string]: string | number | boolean}) | null} | null

/** An ended certificate of ours, which is in the way of the good one; its key stays, so that it can come back. */
export const removedCertificate = defineChange<{thumbprint: string; ended: string}, Now>({
  kind: 'removed-certificate',
  async look({thumbprint}, {doors}) {
    const found = (await doors.windows.certificates()).find((one) => one.thumbprint === thumbprint)
    return found ? {pem: found.certificate, key: found.key && {...found.key}} : null
  },
  words: ({thumbprint, ended}) => ({
    what: `Remove the ended certificate ${thumbprint} from LocalMachine\\My`,
    now: `it is there, and ended on ${ended.slice(0, 10)}`,
    then: 'it is gone; its private key stays',
    undo: `Put the certificate ${thumbprint} back`,
    byHand: [`Remove-Item Cert:\\LocalMachine\\My\\${thumbprint}`],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now === null,
  async apply({thumbprint}, _before, {doors}) {
    await doors.changes.removeCertificate(thumbprint)
    return undefined
  },
  async undo(_args, before, {doors}) {
    if (before) await doors.changes.addCertificate(before.pem, before.key)
  },
  isUndone: (_args, before, now) => (before === null) === (now === null),
})
