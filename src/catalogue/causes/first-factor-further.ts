import {causesAt} from '../cause.ts'

/** Further reasons why NPS or its domain says no, known from their maker’s pages. */
export const furtherFirstFactorCauses = causesAt('first-factor', {
  WRONG_PASSWORD: {
    unlisted: true,
    cause: 'User name or password was wrong for Active Directory.',
    scope: 'one',
    owner: 'user',
    do: [
      'Try the password somewhere else.',
      'If everybody of one gateway is refused so, compare the shared secrets.',
    ],
    confirm: ['user.in-ad', 'user.ad-state'],
  },
  ACCOUNT_STATE: {
    unlisted: true,
    cause: 'The account in Active Directory is locked, disabled, expired or outside of its hours.',
    scope: 'one',
    owner: 'server',
    do: ['Look at the account in Active Directory, and put it right there.'],
    confirm: ['user.ad-state'],
  },
  NO_SUCH_ACCOUNT: {
    unlisted: true,
    cause: 'Active Directory has no such user, or the user’s domain is not known to the server.',
    scope: 'one',
    owner: 'server',
    do: [
      'Compare the name in the event with the directory.',
      'For another domain look at trusts and name suffixes.',
    ],
    confirm: ['user.in-ad', 'directory.reachable'],
  },
  NO_DOMAIN_CONTROLLER: {
    unlisted: true,
    cause: 'NPS reaches no domain controller or global catalog.',
    scope: 'many',
    owner: 'server',
    do: ['Look at the server’s DNS and its connection to the domain: nltest /sc_verify:DOMAIN.'],
    confirm: ['events.recent-errors', 'directory.reachable'],
  },
  NPS_INTERNAL: {
    unlisted: true,
    cause: 'NPS itself failed with the request.',
    scope: 'many',
    owner: 'server',
    do: ['Look at the System log of that minute, restart NPS, and look at the disk of its log files.'],
    confirm: ['service.running', 'events.recent-errors'],
  },
  NPS_REFUSED: {
    unlisted: true,
    cause: 'NPS refused the request itself; its reason code says why.',
    scope: 'either',
    owner: 'server',
    do: ['Look the reason code up in Microsoft’s list of NPS reason codes.'],
    confirm: ['events.recent-errors'],
  },
})
