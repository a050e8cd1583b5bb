import {defineCheck} from '../../core/check.ts'
import {pass, unknown} from '../../core/outcome.ts'
import {directory} from '../../facts/directory.ts'
import {throughNames} from '../ways.ts'

export default defineCheck({
  id: 'directory.reachable',
  title: 'The directory answers over TLS',
  needs: {directory},
  through: throughNames,
  outcomes: {
    given: pass('{server} answers for {base}.'),
    discovered: pass('{server}, found in DNS, answers for {base}.'),
    'credentials-refused': unknown('{server} refused {user}: {reason}.', {
      do: ['Correct --ldap-user or its password, or give another account that may read the directory.'],
      owner: 'server',
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
    if (d.answer === 'credentials') return say('credentials-refused', d)
    if (d.answer === 'broken') return say('broken', d)
    return say(d.found === 'srv' ? 'discovered' : 'given', d)
  },
})
