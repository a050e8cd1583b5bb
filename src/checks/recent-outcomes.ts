import {fail, pass, skip, unknown, warn} from '../core/outcome.ts'

const hint = <const S extends readonly string[], const R extends readonly string[]>(steps: S, run: R) =>
  ({do: steps, run, owner: 'server', disrupts: 'nothing'}) as const

const newest =
  'Get-WinEvent -MaxEvents 5 -LogName Microsoft-AzureMfa-AuthZ/AuthZAdminCh | Format-List TimeCreated, Message'
const lookThere = hint(
  ['Look at the newest errors of the extension, and cure what they name; then let somebody sign in.'],
  [newest],
)
const often =
  '{count} times since {since}, the last time on {last}, and the events show no sign-in that worked after that'
const oftenThere =
  '{count} times since {since}, the last time on {last}, and the events show no sign-in through it that worked after that'

/** How `events.recent-errors` can end. */
export const recentOutcomes = {
  none: pass(
    'Nothing in the events of the last {window} keeps sign-ins from working (read: {read}; not read: {unread}).',
  ),
  everyday: pass(
    'In the last {window} only such sign-ins were refused as are every day ({count}: wrong passwords and codes, prompts not answered, single accounts that are not set up); that is no fault of the server (not read: {unread}).',
  ),
  over: pass(
    'It was, and is over: {brief} (the last of {count} on {last}); a sign-in worked after that, on {success}.',
  ),
  'no-channels': skip('There are no event channels of the extension on this server.'),
  failing: fail(`The extension fails: {what}; ${often}.`, lookThere, 'since'),
  tls: fail(
    `The extension cannot make a TLS connection (Schannel event 36871, {what}); ${often}.`,
    hint(
      [
        'Look whether TLS 1.2 has been switched off for clients on this server, by group policy or a hardening tool.',
      ],
      [
        'Get-ChildItem -Recurse HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols',
      ],
    ),
    'since',
  ),
  'secret-mismatch': fail(
    `The shared secret of the RADIUS client {what} is not the one that NPS has (event 18), so NPS drops its requests; ${oftenThere}.`,
    {
      do: ['Type the same shared secret into the RADIUS client and into NPS, as letters and digits only.'],
      owner: 'server',
      disrupts: 'nothing',
    },
    'since',
  ),
  'no-message-authenticator': fail(
    `NPS drops the requests of the RADIUS client {what}, for they lack the Message-Authenticator that is asked of them (events 17 and 4418); ${oftenThere}.`,
    {
      do: [
        'Let the client send Message-Authenticator: update its firmware, or switch the attribute on.',
        'Until then NPS can make an exception for this client, which leaves it open to forged answers (CVE-2024-3596).',
      ],
      owner: 'network',
      disrupts: 'nothing',
    },
    'since',
  ),
  'no-domain-controller': fail(
    `NPS finds no domain controller that answers ({what}); ${often}.`,
    hint(
      ['Look whether this server can reach a domain controller of its domain, by name and network.'],
      ['nltest /dsgetdc:'],
    ),
    'since',
  ),
  discarded: fail(
    `NPS answers no requests, for the extension ended in an error (event 6274, {what}); ${often}.`,
    lookThere,
    'since',
  ),
  refused: warn(
    `NPS refuses sign-ins before it comes to a second factor: {what}; ${often}.`,
    hint(
      ['Compare the request in the newest event 6273 with the policies of NPS.'],
      [
        "Get-WinEvent -MaxEvents 3 -LogName Security -FilterXPath '*[System[EventID=6273]]' | Format-List TimeCreated, Message",
      ],
    ),
    'since',
  ),
  unsettled: warn(
    'There was an error: {brief} (the last of {count} on {last}). Whether sign-ins work again cannot be told from the events.',
    hint(['Let somebody sign in, and look whether the error comes again.'], [newest]),
  ),
  'several-people': warn(
    '{users} people were refused for reasons in their accounts: {what}; the last time on {last}.',
    {
      do: ['Look at one of them with npsmfa doctor --user; the events of the extension name them.'],
      run: [newest.replace('AuthZAdminCh', 'AuthZOptCh')],
      owner: 'tenant',
      disrupts: 'nothing',
    },
  ),
  'client-unknown': warn(
    'NPS drops requests from {clients}, for there is no RADIUS client with that address (event 13); {count} times, the last time on {last}.',
    {
      do: [
        'If that is a VPN gateway or the like, add it to the RADIUS clients of NPS under the address that it sends from; if not, find out who asks there.',
      ],
      owner: 'server',
      disrupts: 'nothing',
    },
  ),
  unread: unknown('Whether sign-ins fail could not be told from the events: {unread}.', {
    do: ['Start npsmfa as administrator, and switch the channel on where it is off.'],
    run: ['wevtutil sl Microsoft-AzureMfa-AuthZ/AuthZAdminCh /e:true'],
    owner: 'server',
    disrupts: 'nothing',
  }),
} as const
