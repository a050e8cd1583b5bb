import {ChangeFailed, defineChange} from '../change.ts'

/** A certificate that is in LocalMachine\My and stays as it is: what later steps work with. */
export const presentCertificate = defineChange<{thumbprint: string}, {pem: string} | null>({
  kind: 'present-certificate',
  async look({thumbprint}, {doors}) {
    const found = (await doors.windows.certificates()).find((one) => one.thumbprint === thumbprint)
    return found ? {pem: found.certificate} : null
  },
  words: ({thumbprint}, now) => ({
    what: `Take the certificate ${thumbprint} of LocalMachine\\My`,
    now: now === null ? 'it is not there' : 'it is there',
    then: 'it stays as it is; the next steps work with it',
    undo: 'Nothing is to be undone of that',
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now !== null,
  async apply({thumbprint}) {
    throw new ChangeFailed(`the certificate ${thumbprint} is gone from LocalMachine\\My`)
  },
  async undo() {},
  isUndone: () => true,
})
