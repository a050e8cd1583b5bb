import {defineCheck} from '../../core/check.ts'
import {pass, unknown} from '../../core/outcome.ts'
import {directory} from '../../facts/directory.ts'
import {throughNames} from '../ways.ts'

const endings = {given: 'given', srv: 'discovered', domain: 'own-domain'} as const

export default defineCheck({
  id: 'directory.reachable',
  title: 'The directory answers over TLS',
  needs: {directory},
  through: throughNames,
  outcomes: {
    given: pass('{server} answers for {base}.'),
    discovered: pass('{server}, found in DNS, answers for {base}.'),
    'own-domain': pass(
      '{server}, the domain controller of this machine, answers for {base} without a password.',
    ),
    'credentials-refused': unknown('{server} refused {user}: {reason}.', {
      do: ['Correct --ldap-user or its password, or give another account that may read the directory.'],
      owner: 'server',
      disrupts: 'nothing',
    }),
    'account-refused': unknown('{server} did not take {user} without a password: {reason}.', {
      do: [
        'Run npsmfa as an account of the domain, signed in to this machine with its password.',
        'Or name an account that may read the directory: --ldap ldaps://HOST --ldap-user NAME.',
      ],
      owner: 'server',
      disrupts: 'nothing',
    }),
    'own-domain-broken': unknown('{detail}.', {
      do: [
        'Check that this machine may reach its domain controller over LDAPS (636) or StartTLS (389).',
        'Check that the domain controller has a certificate for its name, from an authority that this machine trusts.',
        'Or name another directory: --ldap ldaps://HOST --ldap-user NAME.',
      ],
      owner: 'network',
      disrupts: 'nothing',
    }),
    broken: unknown('{detail}.', {
      do: [
        'Check --ldap, and that this machine may reach the directory over LDAPS (636) or StartTLS (389).',
        'If its certificate is not trusted, give the certification authority with --ldap-ca.',
      ],
      owner: 'network',
      disrupts: 'nothing',
    }),
  },
  judge({directory: d}, say) {
    const own = d.found === 'domain'
    switch (d.answer) {
      case 'credentials':
        return own ? say('account-refused', d) : say('credentials-refused', d)
      case 'broken':
        return own ? say('own-domain-broken', d) : say('broken', d)
      case 'open':
        return say(endings[d.found], d)
    }
  },
})
