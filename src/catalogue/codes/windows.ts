import {bindErrors} from '../bind-errors.ts'
import type {Code} from '../code.ts'
import {sspiErrors} from '../sspi-errors.ts'

const bindCauses: Readonly<Record<string, string>> = {
  '525': 'NO_SUCH_ACCOUNT',
  '52e': 'WRONG_PASSWORD',
  '532': 'PASSWORD_EXPIRED',
  '773': 'PASSWORD_EXPIRED',
}

/** What Active Directory adds to a refused bind ("data 52e"). */
export const bindTable: ReadonlyMap<string, Code> = new Map(
  Object.entries(bindErrors).map(([name, meaning]) => [
    name,
    {code: `ad.${name}`, depth: 'exact', meaning, causes: [bindCauses[name] ?? 'ACCOUNT_STATE']},
  ]),
)

/** Why Windows could not prove who asks; a matter of the directory, not of MFA. */
export const sspiTable: ReadonlyMap<string, Code> = new Map(
  Object.entries(sspiErrors).map(([name, meaning]) => [
    name,
    {code: `sspi.0x${name}`, depth: 'exact', meaning, causes: []},
  ]),
)
