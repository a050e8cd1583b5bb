import type forge from 'node-forge'
import type {Name} from './make.ts'

/** The attributes of a name in forge's notation, each in UTF-8 (RFC 5280 §4.1.2.4). */
export const utf8Names = (forgery: typeof forge, name: Name): forge.pki.CertificateField[] =>
  Object.entries(name).map(([shortName, value]) => ({
    shortName,
    value,
    valueTagClass: forgery.asn1.Type.UTF8 as unknown as forge.asn1.Class,
  }))
