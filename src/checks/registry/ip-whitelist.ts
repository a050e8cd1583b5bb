import {defineCheck} from '../../core/check.ts'
import {pass, skip, warn} from '../../core/outcome.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {described, keyPath, readingOf, restart} from '../registry-value.ts'

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const address = new RegExp(`^${octet}(\\.${octet}){3}$`)
const server = {owner: 'server', disrupts: 'nps-restart'} as const
const claim =
  'That address is what the RADIUS client says of itself (NAS-IP-Address), so any client that has a shared secret can claim it.'

export default defineCheck({
  id: 'registry.ip-whitelist',
  title: 'Nobody skips the second factor by address (IP_WHITELIST)',
  needs: {registry: extensionRegistry},
  after: ['extension.installed'],
  outcomes: {
    nobody: pass('IP_WHITELIST is not set: no RADIUS client’s users skip the second factor.'),
    'no-key': skip('The extension’s registry key is not on this machine.'),
    listed: warn(`Whoever signs in through {addresses} skips the second factor (IP_WHITELIST). ${claim}`, {
      do: [
        'Keep in IP_WHITELIST only what must be there, and give no shared secret to clients that you do not trust.',
        'Better, let the clients without MFA ask another NPS server, without the extension.',
      ],
      run: [restart],
      ...server,
    }),
    malformed: warn(
      'IP_WHITELIST has entries that the extension does not honour: {bad}. It takes single IPv4 addresses with a semicolon between them; no ranges, subnets, commas, blanks or IPv6. Without the second factor get in those who come through: {addresses}.',
      {
        do: [
          'Write IP_WHITELIST as 192.0.2.10;192.0.2.11, and restart NPS. The addresses are those of RADIUS clients (NAS-IP-Address), not of users.',
        ],
        run: [restart],
        ...server,
      },
    ),
    unclear: warn(
      `IP_WHITELIST is {found}, of which not all could be read. It begins with {beginning}: whoever signs in through an address in it skips the second factor. ${claim}`,
      {
        do: [
          'Look at IP_WHITELIST yourself, and keep in it only the addresses that must be there. Then restart NPS.',
        ],
        run: [`(Get-ItemProperty ${keyPath}).IP_WHITELIST`, restart],
        ...server,
      },
    ),
    'wrong-type': warn(
      'IP_WHITELIST is {found}; the extension reads text (REG_SZ) only, so nobody skips the second factor by it.',
      {
        do: [
          'Make IP_WHITELIST anew as REG_SZ, or delete it if nobody is to skip the second factor. Then restart NPS.',
        ],
        run: [restart],
        ...server,
      },
    ),
  },
  judge({registry}, say) {
    if (!registry.present) return say('no-key')
    const reading = readingOf(registry.values, 'IP_WHITELIST')
    if (reading.is === 'nothing') return say('nobody')
    if (reading.is === 'unclear')
      return say('unclear', {found: described(reading), beginning: `“${reading.beginning.slice(0, 120)}”`})
    if (reading.is !== 'text') return say('wrong-type', {found: described(reading)})
    const entries = reading.text.split(';').filter((entry) => entry !== '')
    const bad = entries.filter((entry) => !address.test(entry))
    const addresses = entries.filter((entry) => address.test(entry))
    if (bad.length === 0) return say('listed', {addresses})
    return say('malformed', {
      bad: bad.map((entry) => `“${entry}”`),
      addresses: addresses.length > 0 ? addresses : 'nobody',
    })
  },
})
