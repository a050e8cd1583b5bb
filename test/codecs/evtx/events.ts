import type {WindowsEvent} from '../../../src/codecs/event-xml.ts'

/** So many refused sign-ins, one a second. */
export const refusals = (count: number, from = 1): WindowsEvent[] =>
  Array.from({length: count}, (_, index) => ({
    provider: 'Microsoft-AzureMfa-AuthZ',
    id: 3,
    level: 2,
    at: new Date(Date.UTC(2026, 10, 2, 8) + 1000 * (from + index)).toISOString(),
    channel: 'AuthZOptCh',
    computer: 'NPS01.contoso.example',
    recordId: from + index,
    user: index % 2 === 0 ? 'S-1-5-20' : null,
    data: [
      {
        name: null,
        text: `NPS Extension for Azure MFA: Access Rejected for user user${index}@contoso.example`,
      },
      {name: 'state', text: '<Reject & "more">'},
    ],
  }))
