import {table} from './table.ts'

export interface ServiceMethod {
  /** How a user calls it at a prompt. */
  words: string
  /** As the user's choice of it is called (signInPreferences). */
  preferred: string
  /** Kinds of registered methods, by Graph's type names, that it works with. */
  kinds: readonly string[]
  /** It ends with a code that the user types. */
  takesCode: boolean
}

/** Methods by the ids of the MFA web service (public clients of the service); TwoWaySMS was retired in February 2021. */
export const serviceMethods: Readonly<Record<string, ServiceMethod>> = table({
  PhoneAppNotification: {
    words: 'an approval in the Authenticator app',
    preferred: 'push',
    kinds: ['microsoftAuthenticator'],
    takesCode: false,
  },
  PhoneAppOTP: {
    words: 'a one-time password of an app or token',
    preferred: 'oath',
    kinds: ['microsoftAuthenticator', 'softwareOath', 'hardwareOath'],
    takesCode: true,
  },
  OneWaySMS: {words: 'a code by SMS', preferred: 'sms', kinds: ['phone'], takesCode: true},
  TwoWayVoiceMobile: {
    words: 'a call to the mobile phone',
    preferred: 'voiceMobile',
    kinds: ['phone'],
    takesCode: false,
  },
  TwoWayVoiceOffice: {
    words: 'a call to the office phone',
    preferred: 'voiceOffice',
    kinds: ['phone'],
    takesCode: false,
  },
  TwoWayVoiceAlternateMobile: {
    words: 'a call to the other mobile phone',
    preferred: 'voiceAlternateMobile',
    kinds: ['phone'],
    takesCode: false,
  },
})
