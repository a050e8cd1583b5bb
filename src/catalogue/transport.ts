import {table} from './table.ts'
import {isAtLeast, since} from './versions.ts'

/** How the MFA service reaches a person, as far as RADIUS has to carry it. */
export type Prompt = 'approval' | 'call' | 'sms' | 'code'

/** What NPS will do, in words. */
export const promptWords: Readonly<Record<Prompt, string>> = {
  approval: 'send an approval to the app',
  call: 'call',
  sms: 'send a code by SMS and ask for it',
  code: 'ask for a one-time password',
}

/** The prompt of each preferred method (signInPreferences), were it not for number matching. */
export const promptOf: Readonly<Record<string, Prompt>> = table({
  push: 'approval',
  oath: 'code',
  sms: 'sms',
  voiceMobile: 'call',
  voiceAlternateMobile: 'call',
  voiceOffice: 'call',
})

/** Of a protocol that has no room for a challenge. */
export const withoutCodes = {approval: true, call: true, sms: false, code: false} as const

/**
 * Which prompts each RADIUS authentication type can carry. A code needs a challenge that is answered in a second request,
 * which only PAP can; an approval or a call needs nothing but patience. "Unauthenticated" is how an RD Gateway asks.
 * Source: Microsoft Learn, "NPS extension: Determine which authentication methods your users can use", and "Integrate your
 * Remote Desktop Gateway infrastructure"; of CHAP and MS-CHAP the pages say nothing, they work like MS-CHAPv2 here.
 */
export const carries: Readonly<Record<string, Readonly<Record<Prompt, boolean>>>> = {
  pap: {approval: true, call: true, sms: true, code: true},
  chap: withoutCodes,
  'ms-chap': withoutCodes,
  'ms-chap-v2': withoutCodes,
  eap: withoutCodes,
  unauthenticated: withoutCodes,
}

/** In words. */
export const typeWords: Readonly<Record<string, string>> = {
  pap: 'PAP',
  chap: 'CHAP',
  'ms-chap': 'MS-CHAP',
  'ms-chap-v2': 'MS-CHAPv2',
  eap: 'EAP',
  unauthenticated: 'RD Gateway',
}

/** OVERRIDE_NUMBER_MATCHING_WITH_OTP as the extension reads it; `unclear` where it is not told how it reads it. */
export type Override = 'TRUE' | 'FALSE' | 'absent' | 'unclear'

/**
 * What a push becomes by number matching: NPS cannot show a number, so it asks for the one-time password that the same
 * app makes. Both where it cannot be told.
 * Source: Microsoft Learn, "How number matching works in MFA push notifications", section NPS extension.
 */
export function pushBecomes(version: string | null, override: Override): Prompt[] {
  const code = asksForCode(version, override)
  if (code === null) return ['code', 'approval']
  return code ? ['code'] : ['approval']
}

function asksForCode(version: string | null, override: Override): boolean | null {
  const heeds = isAtLeast(version, since.numberMatchingOverride)
  if (override === 'FALSE' || heeds === false) return false
  if (override === 'absent') return isAtLeast(version, since.oneTimePasswordByDefault)
  return override === 'TRUE' && heeds ? true : null
}
