import {defineCheck} from '../../core/check.ts'
import {pass, unknown, warn} from '../../core/outcome.ts'
import {rasIasMembership} from '../../facts/ras-ias-membership.ts'
import {throughNames} from '../ways.ts'

export default defineCheck({
  id: 'host.registered',
  title: 'The server is registered in Active Directory (RAS and IAS Servers)',
  needs: {membership: rasIasMembership},
  after: ['host.role'],
  through: throughNames,
  outcomes: {
    member: pass('{computer} is a member of the group RAS and IAS Servers.'),
    'not-member': warn(
      '{computer} is not a member of the group RAS and IAS Servers ({group}): unless other permissions let it, NPS cannot read the dial-in settings of accounts, and refuses them.',
      {
        do: [
          'Register the server in Active Directory: in the NPS console, “Register server in Active Directory”; then restart the server, which renews its group memberships.',
          'In a domain of Microsoft Entra Domain Services this cannot be done: there use network policies that ignore the dial-in settings of accounts.',
        ],
        run: ['netsh ras add registeredserver'],
        owner: 'server',
        disrupts: 'server-restart',
      },
    ),
    'not-seen': unknown(
      'The group RAS and IAS Servers, or the computer account of {computer}, could not be found in the directory, so it is not known whether the server is registered.',
      {
        do: ['Run npsmfa as an account of the server’s own domain, or look at the group’s members there.'],
        run: ['netsh ras show registeredserver'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({membership: {computer, group, member}}, say) {
    if (member === null || group === null) return say('not-seen', {computer})
    return member ? say('member', {computer}) : say('not-member', {computer, group})
  },
})
