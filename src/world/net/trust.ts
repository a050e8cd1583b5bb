import {createSecureContext, getCACertificates, type SecureContext} from 'node:tls'

/** The machine's own trust store and NODE_EXTRA_CA_CERTS; where a machine has no store at all, the one Node.js brings. */
export function machineTrust(...more: string[]): SecureContext {
  const system = getCACertificates('system')
  const roots = system.length > 0 ? system : getCACertificates('bundled')
  return trustIn([...roots, ...getCACertificates('extra'), ...more])
}

/** Trust in exactly these certification authorities (PEM). */
export const trustIn = (ca: string[]): SecureContext => createSecureContext({ca})
