import {isExtensionSubject} from '../../catalogue/vendor-subject.ts'
import type {CertificateStore} from '../../facts/certificate-store.ts'
import {type Step, step} from '../change.ts'
import {removedCertificate} from '../kinds/removed-certificate.ts'

/** Takes away what has ended beside the certificate in use; null where any of it is not of the extension's own making. */
export function leftovers({candidates}: CertificateStore, inUse: string, at: string): Step[] | null {
  const ended = candidates.filter(
    ({sha1, notAfter}) => sha1 !== inUse && Date.parse(notAfter) < Date.parse(at),
  )
  if (ended.length === 0 || !ended.every(({subject}) => isExtensionSubject(subject))) return null
  return ended.map(({sha1, notAfter}) =>
    step(`certificate ${sha1}`, removedCertificate, {thumbprint: sha1, ended: notAfter}),
  )
}
