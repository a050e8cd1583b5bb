import {serviceMethods} from '../../catalogue/service-methods.ts'
import type {EntraUser, LabState} from '../state.ts'

export interface Available {
  id: string
  isDefault: boolean
  /** Key and value of its phone number. */
  properties: Readonly<Record<string, string>>
}

/** The user of that name; else why the service has none. */
export function personOf({tenant, mfa}: LabState, name: string): EntraUser | string {
  if (mfa.tenantBlocked) return 'TenantIsBlocked'
  if (name === '') return 'InvalidParameter'
  const asked = name.toLowerCase()
  const user = tenant.users.find(({userPrincipalName}) => userPrincipalName.toLowerCase() === asked)
  if (user) return user
  const suffix = asked.split('@').at(-1)!
  if (tenant.domains.some((domain) => domain.isVerified && domain.name === suffix)) return 'UserNotFound'
  return mfa.foreignDomains.includes(suffix) ? 'AccessDenied' : 'InvalidArgument'
}

/** What a user can be asked for, by the service's ids. */
export const availableTo = ({methods, preferences}: EntraUser): Available[] =>
  Object.entries(serviceMethods).flatMap(([id, {kinds, preferred}]) => {
    const served = methods.find((method) => kinds.includes(kindOf(method)) && fits(id, method))
    if (!served) return []
    const phone = 'phoneNumber' in served ? (served.phoneNumber ?? '') : null
    const key = phoneKeys[id] ?? 'StrongAuthenticationPhoneAppDetail'
    return [{id, isDefault: preferences.preferred === preferred, properties: {[key]: phone ?? ''}}]
  })

type Registered = EntraUser['methods'][number]

const kindOf = (method: Registered): string =>
  method['@odata.type'].replace(/^#microsoft\.graph\./, '').replace(/AuthenticationMethod$/, '')

/** Each of the phone's methods has a phone of its own. */
const phoneTypes: Readonly<Record<string, string>> = {
  OneWaySMS: 'mobile',
  TwoWayVoiceMobile: 'mobile',
  TwoWayVoiceOffice: 'office',
  TwoWayVoiceAlternateMobile: 'alternateMobile',
}
const phoneKeys: Readonly<Record<string, string>> = {
  OneWaySMS: 'MobilePhone',
  TwoWayVoiceMobile: 'MobilePhone',
  TwoWayVoiceOffice: 'PhoneNumber',
  TwoWayVoiceAlternateMobile: 'AlternateMobilePhone',
}
const fits = (id: string, method: Registered): boolean =>
  phoneTypes[id] === undefined || ('phoneType' in method && method.phoneType === phoneTypes[id])

/** As Entra keeps a number: "+1 5555550100", with an extension "+1 5555550100x12". */
export const isPhoneNumber = (text: string): boolean => /^\+\d{1,3} \d{4,14}(x\d{1,6})?$/.test(text)
