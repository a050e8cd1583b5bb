import type {Method} from '../../codecs/mfa/answers.ts'
import type {Unanswered} from '../../facts/mfa-service.ts'
import type {MfaServiceUser} from '../../facts/mfa-service-user.ts'

type Told = Extract<MfaServiceUser, {answer: 'methods'}>['methods'][number]

const phoneKeys = ['MobilePhone', 'AlternateMobilePhone', 'PhoneNumber']

/** Of a phone number only the last two digits are kept, which tell phones apart and call none. */
export const methodsOf = (methods: readonly Method[]): Told[] =>
  methods.map(({id, isDefault, properties}) => {
    const number = phoneKeys.map((key) => properties.get(key) ?? '').find(Boolean)
    return {id, isDefault, phone: number ? number.replace(/\D/g, '').slice(-2) : null}
  })

/** Why the MFA service did not say anything, as a sentence. */
export function unansweredWords(told: Unanswered): string {
  switch (told.answer) {
    case 'unreachable':
      return `The MFA service could not be asked: ${told.failure.detail}.`
    case 'token-refused':
      return `The MFA service (${told.host}) does not accept the extension’s token (HTTP ${told.status}).`
    case 'not-the-service':
      return `What answers as ${told.host} is not the MFA service (HTTP ${told.status}).`
    case 'sent-away':
      return `The MFA service was not asked: ${told.host} is no host of this cloud, so that the token must not go there.`
  }
}
