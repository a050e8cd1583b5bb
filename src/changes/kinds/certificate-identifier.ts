import {azureMfaKey} from '../../catalogue/apps.ts'
import {type CertificateArg, certificateOf, certificateSoFar} from '../certificate.ts'
import {defineChange} from '../change.ts'

/** `by`: what the installed extension finds certificates by. */
type Args = {certificate: CertificateArg; by: 'thumbprint' | 'subject'; subject: string}
type Now = {identifier: string | null}

const name = 'CLIENT_CERT_IDENTIFIER'

/** Which certificate the extension uses from its next start on. */
export const certificateIdentifier = defineChange<Args, Now>({
  kind: 'certificate-identifier',
  async look(_args, {doors}) {
    const key = await doors.windows.registry(azureMfaKey)
    const value = key?.values.find((candidate) => candidate.name.toUpperCase() === name)
    return {identifier: typeof value?.data === 'string' ? value.data : null}
  },
  words: ({by, subject}, now) => ({
    what: `Let the extension use it (${name})`,
    now: now.identifier === null ? `${name} is absent` : `${name} is ${now.identifier}`,
    then: by === 'thumbprint' ? `${name} is the thumbprint of the new certificate` : `${name} is ${subject}`,
    undo: now.identifier === null ? `Take ${name} away again` : `Set ${name} to ${now.identifier} again`,
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (args, now, doing) =>
    certificateSoFar(args.certificate, doing) !== null &&
    now.identifier === wanted(args, certificateOf(args.certificate, doing).sha1),
  async apply(args, _before, doing) {
    const data = wanted(args, certificateOf(args.certificate, doing).sha1)
    await doing.doors.changes.setRegistryValue(azureMfaKey, {name, type: 'REG_SZ', data})
    return undefined
  },
  async undo(_args, before, {doors}) {
    if (before.identifier === null) await doors.changes.deleteRegistryValue(azureMfaKey, name)
    else await doors.changes.setRegistryValue(azureMfaKey, {name, type: 'REG_SZ', data: before.identifier})
  },
})

const wanted = ({by, subject}: Args, sha1: string): string => (by === 'thumbprint' ? sha1 : subject)
