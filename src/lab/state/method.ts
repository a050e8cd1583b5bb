import type {
  EmailAuthenticationMethod,
  Fido2AuthenticationMethod,
  MicrosoftAuthenticatorAuthenticationMethod,
  PasswordAuthenticationMethod,
  PhoneAuthenticationMethod,
  PlatformCredentialAuthenticationMethod,
  SoftwareOathAuthenticationMethod,
  TemporaryAccessPassAuthenticationMethod,
  WindowsHelloForBusinessAuthenticationMethod,
} from '@microsoft/microsoft-graph-types'

/** In v1.0's kinds of methods. Hardware tokens are in beta only, so the lab has none. */
interface Kinds {
  email: EmailAuthenticationMethod
  fido2: Fido2AuthenticationMethod
  microsoftAuthenticator: MicrosoftAuthenticatorAuthenticationMethod
  password: PasswordAuthenticationMethod
  phone: PhoneAuthenticationMethod
  platformCredential: PlatformCredentialAuthenticationMethod
  softwareOath: SoftwareOathAuthenticationMethod
  temporaryAccessPass: TemporaryAccessPassAuthenticationMethod
  windowsHelloForBusiness: WindowsHelloForBusinessAuthenticationMethod
}

/** A method that a user has registered, as Graph lists it. */
export type AuthenticationMethod = {
  [Kind in keyof Kinds]: Kinds[Kind] & {
    '@odata.type': `#microsoft.graph.${Kind}AuthenticationMethod`
    id: string
    /** On all of them in the published schema; the types are older. */
    createdDateTime: string
  }
}[keyof Kinds]

/** Which method a user is asked for. */
export interface SignInPreferences {
  /** What the NPS extension asks for: the user's own choice. */
  preferred: 'push' | 'oath' | 'voiceMobile' | 'voiceAlternateMobile' | 'voiceOffice' | 'sms' | 'none'
  /** Entra's choice of the strongest method, which the extension does not follow; null where it is off. */
  systemPreferred: string | null
}
