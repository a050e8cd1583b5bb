import type {AuthenticationMethod} from '../state.ts'

const createdDateTime = '2025-03-04T08:15:00Z'

/** Everybody has one; its id is the same in every tenant. */
export const password = (): AuthenticationMethod => ({
  '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
  id: '28c10230-6103-485e-b985-444c60001490',
  password: null,
  createdDateTime,
})

export const authenticator = (): AuthenticationMethod => ({
  '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
  id: '6803c096-8b3a-4a6c-9f0e-4f0b4d9a1c01',
  displayName: 'Pixel 8',
  deviceTag: 'SoftwareTokenActivated',
  phoneAppVersion: '6.2411.7700',
  createdDateTime,
})

/** The id of a mobile phone is the same in every tenant, too. */
export const mobilePhone = (): AuthenticationMethod => ({
  '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
  id: '3179e48a-750b-4051-897c-87b9720928f7',
  phoneNumber: '+1 5555550100',
  phoneType: 'mobile',
  smsSignInState: 'notEnabled',
  createdDateTime,
})

export const passkey = (): AuthenticationMethod => ({
  '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
  id: 'QuAjXqLBcN8kS2Y9dAeL0w2',
  displayName: 'Blue key',
  aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
  model: 'YubiKey 5 Series with NFC',
  attestationCertificates: ['0f2a7b61c59d4e2f8b3ad0e7c1f4a6b9d8e3c250'],
  attestationLevel: 'attested',
  createdDateTime,
})

export const windowsHello = (): AuthenticationMethod => ({
  '@odata.type': '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod',
  id: 'aWQtb2YtYS13aW5kb3dzLWhlbGxvLWtleQ2',
  displayName: 'LAPTOP-0417',
  keyStrength: 'normal',
  createdDateTime,
})

export const usualMethods = (): AuthenticationMethod[] => [password(), authenticator(), mobilePhone()]

/** One of each that the lab can describe. */
export const everyKind = (): AuthenticationMethod[] => [
  ...usualMethods(),
  passkey(),
  windowsHello(),
  {
    '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
    id: '17b1f3e2-6a54-4b0e-8f3d-2c9f7f6f4d02',
    secretKey: null,
    createdDateTime,
  },
  {
    '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
    id: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
    emailAddress: 'kim@home.example',
    createdDateTime,
  },
  {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
    id: '6f1967b7-15e8-4935-ac26-d50770ed07a7',
    temporaryAccessPass: null,
    startDateTime: createdDateTime,
    lifetimeInMinutes: 60,
    isUsableOnce: true,
    isUsable: false,
    methodUsabilityReason: 'Expired',
    createdDateTime,
  },
  {
    '@odata.type': '#microsoft.graph.platformCredentialAuthenticationMethod',
    id: 'cGxhdGZvcm0tY3JlZGVudGlhbC1rZXk1',
    displayName: 'MacBook of Kim',
    keyStrength: 'normal',
    platform: 'macOS',
    createdDateTime,
  },
]
