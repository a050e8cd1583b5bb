import * as v from 'valibot'
import {cloudNames} from '../catalogue/clouds.ts'
import {defineFact} from '../core/fact.ts'

const shape = v.object({
  /** GUID or domain name; null when nothing tells which tenant this installation belongs to. */
  tenant: v.nullable(v.string()),
  cloud: v.picklist(cloudNames),
  stsUrl: v.string(),
  mfaHost: v.string(),
  resourceHost: v.string(),
  targetPath: v.string(),
  clientId: v.string(),
  graphHost: v.string(),
  /** Subject or thumbprint of the certificate that the extension is to use; null when not configured. */
  certificateIdentifier: v.nullable(v.string()),
  /** LDAP_ALTERNATE_LOGINID_ATTRIBUTE: the Active Directory attribute that is sent in the place of the UPN. */
  alternateLoginIdAttribute: v.nullable(v.string()),
  /** Where the values come from. */
  from: v.picklist(['registry', 'flags']),
})
export type Deployment = v.InferOutput<typeof shape>

export const deployment = defineFact<Deployment>({
  key: 'deployment',
  about: 'which tenant and cloud the extension is configured for',
  shape,
  identifies: {
    tenant: ['/tenant'],
    name: ['/certificateIdentifier'],
    text: [
      '/stsUrl',
      '/mfaHost',
      '/resourceHost',
      '/targetPath',
      '/clientId',
      '/graphHost',
      '/alternateLoginIdAttribute',
    ],
  },
})
