import {randomUUID} from 'node:crypto'
import {
  type BeginAnswer,
  type EndAnswer,
  type MethodsAnswer,
  readBegin,
  readEnd,
  readMethods,
} from '../../codecs/mfa/answers.ts'
import {type Value, writeRequest} from '../../codecs/mfa/write.ts'
import {nobody} from '../nobody.ts'
import {failureOf, type MfaPlace, type Said, type Sent, send} from './mfa-wire.ts'

/** As the AD FS adapter says it; RADIUS samples say 1.0. */
const version = '1.0'

export interface Begin {
  user: string
  /** The service's id of a method; null for the user's default. */
  method: string | null
}

/** A prompt that somebody has on the phone, or a code that is due. */
export interface Session {
  user: string
  id: string
  /** Where the service said that it lives; null where it did not. */
  affinityUrl: string | null
}

/** The MFA web service, asked as the extension of this tenant. */
export interface MfaService {
  /** What a user may be asked for; rings no phone. */
  methods(user: string, signal: AbortSignal): Promise<Said<MethodsAnswer>>
  /** The same of a user who cannot exist. */
  methodsOfNobody(signal: AbortSignal): Promise<Said<MethodsAnswer>>
  /** Asks the user: a phone may ring. */
  begin(asked: Begin, signal: AbortSignal): Promise<Said<BeginAnswer>>
  /** Whether the user has decided; `code` is what was typed, null while there is nothing to type. */
  end(session: Session, code: string | null, signal: AbortSignal): Promise<Said<EndAnswer>>
}

/** Where it is, and the token for it, for which `bearer` is asked each time. */
export function mfaServiceAt(place: MfaPlace, bearer: (signal: AbortSignal) => Promise<string>): MfaService {
  const ask = async <A>(
    sent: Omit<Sent, 'bearer'>,
    read: (text: string) => A | null,
    signal: AbortSignal,
  ) => {
    try {
      return await send(place, {...sent, bearer: await bearer(signal)}, read, signal)
    } catch (error) {
      return failureOf(error)
    }
  }
  const at = (operation: string) => new URL(`https://${place.host}/${place.targetPath}/${operation}`)
  const methods: MfaService['methods'] = (user, signal) => {
    const body = writeRequest('GetAvailableAuthenticationMethods', {
      Version: version,
      UserPrincipalName: user,
      ContextId: randomUUID(),
    })
    return ask({url: at('GetAvailableAuthenticationMethods'), body, again: true}, readMethods, signal)
  }
  return {
    methods,
    methodsOfNobody: (signal) => methods(nobody(), signal),
    begin: (asked, signal) =>
      ask(
        {
          url: at('BeginTwoWayAuthentication'),
          body: writeRequest('BeginTwoWayAuthentication', beginning(asked)),
          again: false,
        },
        readBegin,
        signal,
      ),
    end: ({user, id, affinityUrl}, code, signal) =>
      ask(
        {
          url: affinity(affinityUrl, at('EndTwoWayAuthentication')),
          body: writeRequest('EndTwoWayAuthentication', {
            Version: version,
            SessionId: id,
            ContextId: randomUUID(),
            AdditionalAuthData: code,
            UserPrincipalName: user,
          }),
          again: code === null,
          ...(code === null ? {} : {secrets: [code]}),
        },
        readEnd,
        signal,
      ),
  }
}

/** As a RADIUS client of the service begins; not to be waited for, so that progress can be told. */
const beginning = ({user, method}: Begin): Record<string, Value> => ({
  Version: version,
  UserPrincipalName: user,
  Lcid: 'en-us',
  ...(method === null ? {} : {AuthenticationMethodId: method}),
  AuthenticationMethodProperties: {pairs: {OverrideVoiceOtp: 'false'}},
  ContextId: randomUUID(),
  SyncCall: 'false',
  RequireUserMatch: 'true',
  CallerName: 'radius',
  CallerIP: 'UNKNOWN:',
})

/** Where the session lives: the whole URL, or one to which the operation is added; samples know both. */
function affinity(told: string | null, usual: URL): URL {
  const url = told === null ? null : URL.parse(told)
  if (!url) return usual
  if (!/\/EndTwoWayAuthentication$/i.test(url.pathname))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/EndTwoWayAuthentication`
  return url
}
