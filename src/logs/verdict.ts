import {npsAuditing} from '../catalogue/events.ts'
import type {Status} from '../core/outcome.ts'
import type {Finding, ReportHint, Verdict} from '../core/report.ts'
import {fill, type Slots} from '../core/words.ts'
import type {Summary} from './summary.ts'

/** How the reading went. */
export interface Reading {
  records: number
  /** Logs of which nothing could be read. */
  unread: readonly string[]
}

export interface Judged {
  status: Verdict
  exit: 0 | 1 | 3
  /** Whether the logs tell enough to say so. */
  finding: Finding
}

export const signInsTitle = 'The logs tell of sign-ins'

/** What the logs tell of sign-ins at all; only the last lets a log without a cause be called healthy. */
const endings = {
  'nothing-readable': 'Nothing of this could be read as a log.',
  'none-told':
    'No fault is visible, but nothing else is either: none of what was read ({records}) speaks of a sign-in.',
  'only-harmless':
    'No fault is visible in this log, but no sign-in either: none of what was read ({records}, harmless lines of the extension among them: {harmless}) tells how one ended.',
  'refused-elsewhere':
    'Sign-ins failed ({refused} by what the RD Gateway or the VPN client wrote), and none of these logs says why: NPS and its extension know.',
  'no-end-told': '{begun} begun, and none of these logs tells how it ended.',
  'partly-read':
    'No fault is visible in what could be read, but these are not part of it, as nothing of them could be read: {unread}.',
  told: 'The logs tell how sign-ins ended.',
} as const
type Ending = keyof typeof endings

/** A healthy verdict needs a sign-in that was let in, and everything that was asked for read. */
export function verdictOf(summary: Summary, causes: number, reading: Reading): Judged {
  const ending = endingOf(summary, causes, reading)
  const [status, exit] =
    causes > 0
      ? (['red', 1] as const)
      : ending === 'told'
        ? (['healthy', 0] as const)
        : (['undetermined', 3] as const)
  const slots: Slots = {
    records: counted(reading.records, 'record'),
    harmless: summary.harmless,
    refused: elsewhere(summary),
    begun: counted(ofAttempts(summary), 'sign-in'),
    unread: reading.unread,
  }
  return {
    status,
    exit,
    finding: {
      check: 'logs.sign-ins',
      area: 'logs',
      title: signInsTitle,
      status: statusOf(ending),
      code: `logs.sign-ins/${ending}`,
      message: fill(endings[ending], slots),
      because: [],
      hint: ending === 'told' ? {} : {...hintOf(ending, unseenOf(summary)), docs: `logs.sign-ins/${ending}`},
    },
  }
}

function endingOf(summary: Summary, causes: number, {records, unread}: Reading): Ending {
  if (causes > 0) return 'told'
  if (records === 0) return 'nothing-readable'
  if (elsewhere(summary) > (summary.bads.all?.count ?? 0)) return 'refused-elsewhere'
  if (!summary.goods.all) {
    if (ofAttempts(summary) > 0) return 'no-end-told'
    return summary.harmless > 0 ? 'only-harmless' : 'none-told'
  }
  return unread.length > 0 ? 'partly-read' : 'told'
}

/** Refusals that only others than NPS have written down. */
const elsewhere = ({gateway, failures}: Summary) =>
  gateway.refused + (failures.get('system/vpn-failed')?.all?.count ?? 0)

const ofAttempts = ({outcomes}: Summary) => [...outcomes.values()].reduce((sum, {count}) => sum + count, 0)

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

const statusOf = (ending: Ending): Status => (ending === 'told' ? 'pass' : 'unknown')

/** The logs that would show more, where none of them is there. */
type Unseen = Record<'nps' | 'extension', boolean>

const unseenOf = ({seen}: Summary): Unseen => ({
  nps: !seen.has('security') && !seen.has('accounting'),
  extension: !seen.has('extension'),
})

/** What would show more, of what these logs do not tell. */
function hintOf(ending: Ending, unseen: Unseen): Omit<ReportHint, 'docs'> {
  const steps: Record<string, boolean> = {
    'See that these files can be read, and are whole: export them again.': ending === 'partly-read',
    'Take logs that cover a sign-in that failed, from the NPS server itself.': ending !== 'partly-read',
    'Add the Security log: wevtutil epl Security security.evtx': unseen.nps,
    'If it holds no events 6272 to 6274, NPS is not audited: switch that on as below, and sign in again.':
      unseen.nps,
    'Add the extension’s logs: wevtutil epl Microsoft-AzureMfa-AuthZ/AuthZOptCh authz-opt.evtx, and the same for Microsoft-AzureMfa-AuthZ/AuthZAdminCh':
      unseen.extension,
  }
  return {
    do: Object.keys(steps).filter((step) => steps[step]),
    run: unseen.nps
      ? [`auditpol /set /subcategory:"${npsAuditing}" /success:enable /failure:enable`]
      : ['npsmfa check events'],
    owner: 'server',
    disrupts: 'nothing',
  }
}

/** Every way the reading of logs can end, as it would where no log of NPS or its extension is there. */
export const signInsEndings = (Object.keys(endings) as Ending[]).map((ending) => ({
  code: `logs.sign-ins/${ending}`,
  status: statusOf(ending),
  message: endings[ending],
  ...(ending === 'told' ? {} : {hint: hintOf(ending, {nps: true, extension: true})}),
}))
