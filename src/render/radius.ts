import type {Leg, RadiusReport} from '../core/radius.ts'
import {duration, plain} from '../core/words.ts'
import {columns} from './columns.ts'
import {glyph, type Look} from './style.ts'

const endings: Readonly<Record<Leg['ended'], string>> = {
  accept: 'Access-Accept',
  reject: 'Access-Reject',
  challenge: 'Access-Challenge',
  silence: 'no answer',
  flood: 'nothing but wrong answers',
  unreachable: 'turned away',
}

const sent: Readonly<Record<Leg['sent'], string>> = {
  status: 'is it there?',
  nobody: 'nobody',
  password: 'password',
  code: 'code',
}

/** A test sign-in for people: the verdict first, then what was asked and answered. */
export function renderRadius(report: RadiusReport, look: Look, nameOf: (type: number) => string): string {
  const {tool, server, user, protocol, at, verdict, notes, causes, next, exit, code} = report
  const {alive, nobody, legs} = report
  const by = protocol === 'pap' ? 'PAP' : 'MS-CHAPv2'
  const asked: readonly (readonly [string, Leg | null])[] = [
    // NPS answers no Status-Server, so silence says nothing.
    [sent.status, alive?.ended === 'silence' ? null : alive],
    ['nobody, signed', nobody.signed],
    ...legs.map((leg) => [sent[leg.sent], leg] as const),
    ['nobody, unsigned', nobody.unsigned],
  ]
  const rows = asked.flatMap(([what, leg]) => (leg ? [['', what, told(leg, nameOf)]] : []))
  const mark = glyph(report.status, look)
  return [
    `${tool.name} ${tool.version} · ${plain(user)} at ${plain(server)} by ${by} · ${at.slice(0, 16).replace('T', ' ')} UTC\n`,
    columns([[mark, plain(verdict)]], [2], look.width),
    ...list('What that means', notes, look),
    ...list('What may be behind it, and the line in NPS’ logs that tells', causes.map(both), look),
    ...list('Next', next, look),
    `Asked and answered\n${columns(rows, [2, 18], look.width)}`,
    `Exit ${exit}: ${code}\n`,
  ].join('\n')
}

const both = ({cause, log}: RadiusReport['causes'][number]) => `${cause}\n→ ${log}`

const list = (title: string, lines: readonly string[], look: Look): string[] =>
  lines.length === 0
    ? []
    : [
        `${title}\n${columns(
          lines.map((line) => ['  •', line.split('\n').map(plain).join('\n')]),
          [4],
          look.width,
        )}`,
      ]

/** "Access-Accept after 3 s, sent 2 times, “Welcome”, with Class, Filter-Id" */
function told(
  {ended, ms, sends, answer, ignored, error: system}: Leg,
  nameOf: (type: number) => string,
): string {
  const wrong = Object.entries(ignored).filter(([, count]) => count > 0)
  const error = answer?.chapError
  return [
    `${endings[ended]}${system ? ` (${system})` : ''} after ${ms < 1_000 ? `${ms} ms` : duration(ms)}`,
    ...(sends > 1 ? [`sent ${sends} times`] : []),
    ...(answer?.message ? [`“${plain(answer.message)}”`] : []),
    ...(error ? [`MS-CHAP error ${error.code}${error.message ? ` “${plain(error.message)}”` : ''}`] : []),
    ...(answer?.proof ? [`the server’s proof is ${answer.proof}`] : []),
    ...(answer && answer.attributes.length > 0 ? [`with ${answer.attributes.map(nameOf).join(', ')}`] : []),
    ...(answer?.signed === false ? ['without Message-Authenticator'] : []),
    ...wrong.map(([flaw, count]) => `${count} ignored: ${flaws[flaw] ?? flaw}`),
  ].join(', ')
}

const flaws: Readonly<Record<string, string>> = {
  malformed: 'no RADIUS packet',
  code: 'of another kind',
  identifier: 'to another request',
  authenticator: 'bad authenticator',
  'message-authenticator': 'bad Message-Authenticator',
  source: 'from another address or port',
}
