import {table} from './table.ts'

/**
 * Kinds of authentication methods, by Graph's type names, that can be a second factor over RADIUS: calls and SMS codes,
 * pushes, and one-time passwords. Passkeys, Windows Hello, certificates, e-mail and temporary passes cannot.
 * Source: Microsoft Learn, NPS extension, "Determine which authentication methods your users can use".
 */
export const overRadius: Readonly<Record<string, string>> = table({
  microsoftAuthenticator: 'Authenticator app',
  phone: 'phone',
  softwareOath: 'software token',
  hardwareOath: 'hardware token',
})

/** The kinds that can serve each preferred method (signInPreferences). */
export const servedBy: Readonly<Record<string, readonly string[]>> = table({
  push: ['microsoftAuthenticator'],
  oath: ['microsoftAuthenticator', 'softwareOath', 'hardwareOath'],
  voiceMobile: ['phone'],
  voiceAlternateMobile: ['phone'],
  voiceOffice: ['phone'],
  sms: ['phone'],
})
