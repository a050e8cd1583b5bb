import * as v from 'valibot'
import {whys} from '../core/evidence.ts'
import {defineFact} from '../core/fact.ts'

const failure = v.object({
  why: v.picklist(whys),
  /** As Windows numbers it; null where no function of Windows failed. */
  code: v.nullable(v.number()),
  detail: v.string(),
})
export type KeyFailure = v.InferOutput<typeof failure>

const key = v.object({
  /** Of its certificate. */
  sha1: v.string(),
  /** What Windows tells of it; null where it could not be opened. */
  opened: v.nullable(
    v.object({
      api: v.picklist(['CAPI', 'CNG']),
      provider: v.string(),
      exportable: v.nullable(v.boolean()),
      /** The DACL, verbatim; null where the provider keeps none. */
      sddl: v.nullable(v.string()),
    }),
  ),
  /** Why it could not be opened. */
  notOpened: v.nullable(failure),
  /** Null: what it signed was verified with its certificate. */
  notSigned: v.nullable(failure),
  /** Whether the account that NPS runs as may read it, by the DACL, and the entry that decides. */
  right: v.picklist(['granted', 'denied', 'unknown']),
  decidedBy: v.nullable(v.string()),
})
export type PrivateKey = v.InferOutput<typeof key>

/** The private keys of the certificates that the extension may select. */
const shape = v.object({
  /** The account NPS runs as; null where that is not known. */
  service: v.nullable(v.object({account: v.string(), sid: v.string()})),
  /** Whoever looked, and whether that is the account NPS runs as. */
  by: v.object({account: v.string(), elevated: v.boolean(), isService: v.boolean()}),
  keys: v.array(key),
})
export type PrivateKeys = v.InferOutput<typeof shape>

export const privateKeys = defineFact<PrivateKeys>({
  key: 'private-keys',
  about: 'the private key of the extension’s certificate',
  shape,
  identifies: {
    user: ['/service/account', '/by/account'],
    sid: ['/service/sid', '/keys/*/opened/sddl', '/keys/*/decidedBy'],
    thumbprint: ['/keys/*/sha1'],
    text: ['/keys/*/notOpened/detail', '/keys/*/notSigned/detail'],
  },
})
