import type {LicenseDetails} from '@microsoft/microsoft-graph-types'
import type {EntraUser} from '../state.ts'
import type {Version} from './query.ts'
import {type Read, readMany} from './read.ts'
import {list, type Row} from './rows/row.ts'
import {licenseRows} from './rows/sku.ts'

/** What Graph has below a single user. */
export interface UserPart {
  versions: readonly Version[]
  /** One of these permissions is needed; those for users in general are not enough for methods. */
  permissions: readonly string[]
  read(user: EntraUser, asked: Read): Row
}

const methodPermissions = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']

export const userParts: Readonly<Record<string, UserPart>> = {
  licenseDetails: {
    versions: ['v1.0', 'beta'],
    permissions: ['User.Read.All', 'LicenseAssignment.Read.All', 'Directory.Read.All'],
    read: (user, asked) =>
      readMany(
        {
          rows: (tenant) => licenseRows(user, tenant),
          usual: list<LicenseDetails>('id', 'servicePlans', 'skuId', 'skuPartNumber'),
          more: [],
        },
        asked,
      ),
  },
  'authentication/methods': {
    versions: ['v1.0', 'beta'],
    permissions: methodPermissions,
    read: ({methods}) => ({value: methods}),
  },
  // In beta only, so neither in the extract of v1.0's published schema nor in the types made from it: written by
  // Microsoft's page of the resource signInPreferences. That page lacks the system's choice; nothing should need it.
  'authentication/signInPreferences': {
    versions: ['beta'],
    permissions: methodPermissions,
    read: ({preferences: {preferred, systemPreferred}}) => ({
      isSystemPreferredAuthenticationMethodEnabled: systemPreferred !== null,
      systemPreferredAuthenticationMethod: systemPreferred,
      userPreferredMethodForSecondaryAuthentication: preferred,
    }),
  },
}
