import {authenticator, passkey, password, windowsHello} from '../healthy/methods.ts'
import type {EntraUser, Scenario} from '../state.ts'
import {alice, inEntra} from './change.ts'

const change = (what: () => Partial<EntraUser>): Scenario['change'] => {
  return (state) => inEntra(state, alice, what())
}

/** Faults of Alice's account in Entra, and of what she has registered there. */
export const entraUsers: readonly Scenario[] = [
  {
    name: 'user-disabled-in-entra',
    about: 'Somebody blocked Alice’s sign-ins in Entra.',
    code: 'user.entra-state/disabled',
    exit: 1,
    change: change(() => ({accountEnabled: false})),
  },
  {
    name: 'user-provisioning-error',
    about: 'Alice’s last synchronisation failed: another account has her mail address already.',
    code: 'user.entra-state/provisioning-error',
    exit: 0,
    change: change(() => ({
      provisioningErrors: [
        {
          category: 'PropertyConflict',
          propertyCausingError: 'ProxyAddresses',
          value: `SMTP:${alice}`,
          minutesAgo: 3 * 24 * 60,
        },
      ],
    })),
  },
  {
    name: 'user-no-method',
    about: 'Alice has never registered a second factor.',
    code: 'user.mfa-methods/none',
    exit: 1,
    change: change(() => ({
      methods: [password()],
      preferences: {preferred: 'none', systemPreferred: null},
    })),
  },
  {
    name: 'user-only-passkey',
    about: 'Alice has a passkey and Windows Hello, neither of which can be used over RADIUS.',
    code: 'user.mfa-methods/none-usable',
    exit: 1,
    change: change(() => ({
      methods: [password(), passkey(), windowsHello()],
      preferences: {preferred: 'none', systemPreferred: 'Fido2'},
    })),
  },
  {
    name: 'user-default-missing',
    about:
      'Alice chose text messages, and has since removed her phone; the Authenticator app is still there.',
    code: 'user.mfa-methods/default-missing',
    exit: 0,
    change: change(() => ({
      methods: [password(), authenticator()],
      preferences: {preferred: 'sms', systemPreferred: 'PhoneAppNotification'},
    })),
  },
]
