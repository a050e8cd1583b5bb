import {X509Certificate} from 'node:crypto'
import type {KeyCredential, ServicePrincipal} from '@microsoft/microsoft-graph-types'
import type {Key, Principal} from '../../state.ts'
import type {Row} from './row.ts'

export const principalRow = ({objectId, keys, appId, displayName, accountEnabled}: Principal): Row =>
  ({
    id: objectId,
    appId,
    displayName,
    accountEnabled,
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    servicePrincipalType: 'Application',
    keyCredentials: keys.map(keyRow),
    passwordCredentials: [],
    appRoles: [],
    tags: [],
  }) satisfies ServicePrincipal

export const keyRow = ({
  keyId,
  certificate,
  startDateTime,
  endDateTime,
  customKeyIdentifier,
  displayName,
}: Key): KeyCredential => ({
  customKeyIdentifier,
  displayName: displayName ?? null,
  endDateTime,
  key: new X509Certificate(certificate).raw.toString('base64'),
  keyId,
  startDateTime,
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
})
