import {defineCheck} from '../../core/check.ts'
import {fail, pass, warn} from '../../core/outcome.ts'
import {radiusConfiguration} from '../../facts/radius-configuration.ts'

export default defineCheck({
  id: 'radius.clients',
  title: 'NPS knows the gateways that ask it (RADIUS clients)',
  needs: {radius: radiusConfiguration},
  after: ['host.role'],
  outcomes: {
    known: pass('NPS answers {clients}.'),
    none: fail(
      'NPS has no RADIUS clients: it drops every request without an answer, whatever VPN or gateway sends it.',
      {
        do: [
          'Add each gateway under RADIUS Clients in the NPS console, with the address from which its requests arrive and a shared secret.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    disabled: fail(
      'Every RADIUS client of NPS is disabled ({clients}): it drops every request without an answer.',
      {
        do: ['Enable the clients that are still in use.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'same-address': warn(
      'Several enabled RADIUS clients have the same address ({clients}): which shared secret and which settings count is a matter of chance.',
      {
        do: ['Keep one client for each address.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({radius: {clients}}, say) {
    const enabled = clients.filter((client) => client.enabled)
    const named = (list: typeof clients) => list.map(({name, address}) => `“${name}” (${address})`)
    if (clients.length === 0) return say('none')
    if (enabled.length === 0) return say('disabled', {clients: named(clients)})
    const counts = new Map<string, number>()
    for (const client of enabled) counts.set(place(client), (counts.get(place(client)) ?? 0) + 1)
    const doubled = enabled.filter((client) => counts.get(place(client))! > 1)
    if (doubled.length > 0) return say('same-address', {clients: named(doubled)})
    return say('known', {clients: named(enabled)})
  },
})

const place = ({address}: {address: string}) => address.trim().toLowerCase()
