import {initialDomain, upnSuffix} from '../healthy/names.ts'
import type {LabState, Scenario} from '../state.ts'
import {alice, inDirectory, inEntra, registry} from './change.ts'

/** A suffix that no tenant can own. */
const aliceOnPremises = 'alice@corp.local'
const aliceInitially = `alice@${initialDomain}`

/** Entra gives whoever has a name that it cannot accept one below the tenant's initial domain. */
const initially = (name: string) => name.replace(`@${upnSuffix}`, `@${initialDomain}`)

const byMail = (state: LabState) => {
  registry(state, 'LDAP_ALTERNATE_LOGINID_ATTRIBUTE', 'mail')
}

/** Faults of the names that accounts go by. */
export const names: readonly Scenario[] = [
  {
    name: 'only-initial-domain',
    about:
      'No domain of the company is verified in the tenant; everybody goes by its initial one, also on premises.',
    code: 'tenant.domains/initial-only',
    exit: 0,
    change(state) {
      for (const domain of state.tenant.domains)
        Object.assign(domain, {isVerified: domain.isInitial, isDefault: domain.isInitial})
      for (const user of state.tenant.users) {
        user.userPrincipalName = initially(user.userPrincipalName)
        user.mail = user.mail && initially(user.mail)
      }
      for (const {attributes} of state.directory.users)
        for (const name of ['mail', 'userPrincipalName'])
          if (attributes[name]) attributes[name] = attributes[name].map((value) => initially(String(value)))
      state.users = [aliceInitially]
    },
  },
  {
    name: 'user-suffix-unverified',
    about: 'Alice’s principal name on premises ends in .local, so Entra calls her by its initial domain.',
    code: 'user.upn-suffix/unverified',
    exit: 1,
    change(state) {
      Object.assign(inDirectory(state, 'alice').attributes, {
        userPrincipalName: [aliceOnPremises],
        mail: [aliceInitially],
      })
      inEntra(state, alice, {
        userPrincipalName: aliceInitially,
        mail: aliceInitially,
        onPremisesUserPrincipalName: aliceOnPremises,
      })
      state.users = [aliceInitially]
    },
  },
  {
    name: 'alternate-login-id',
    about: 'Principal names on premises end in .local; the extension sends the mail address, as it was told.',
    code: null,
    exit: 0,
    change(state) {
      byMail(state)
      Object.assign(inDirectory(state, 'alice').attributes, {userPrincipalName: [aliceOnPremises]})
      inEntra(state, alice, {onPremisesUserPrincipalName: aliceOnPremises})
    },
  },
  {
    name: 'alternate-login-id-empty',
    about: 'The extension was told to send the mail address, but Alice has none on premises.',
    code: 'user.same-person/alternate-empty',
    exit: 1,
    change(state) {
      byMail(state)
      delete inDirectory(state, 'alice').attributes.mail
    },
  },
]
