import type {ToldAttempt} from '../core/attempt.ts'
import {cut, plain} from '../core/words.ts'
import {owners} from './owners.ts'
import {type Look, paint} from './style.ts'

const said: Readonly<Record<ToldAttempt['outcome'], string>> = {
  accepted: 'accepted',
  'accepted-without-mfa': 'accepted without a second factor',
  'accepted-mfa-not-seen': 'accepted',
  'refused-first-factor': 'refused before MFA',
  'refused-by-extension': 'refused',
  'extension-failed': 'not answered',
  'code-not-given': 'not answered',
  unanswered: 'not answered',
}
const colours = {pass: 'green', warn: 'yellow', fail: 'red', unknown: 'magenta'} as const
/** A sentence stays one line; what makes it longer is a foreign text. */
const longest = 1_000

/** One attempt, or several alike, in one line: when, who and where, how it ended and why, and who must act. */
export function renderAttempt(attempt: ToldAttempt, look: Look): string {
  const {at, outcome, open, revised, status, message, owner, count} = attempt
  const verdict = open ? 'no answer yet after 10 s' : said[outcome]
  const steps = attempt.do.join(' ')
  const parts = [
    `${revised ? 'now known: ' : ''}${paint(verdict, colours[status], look)}${open ? ':' : '.'} ${cut(message, longest)}`,
    ...(owner && steps ? [`Up to ${owners[owner]}: ${cut(steps, longest)}`] : []),
  ]
  const who = count > 1 ? `${count} times ${whoOf(attempt)}` : whoOf(attempt)
  return `${paint(clock(at), 'gray', look)}  ${who}: ${parts.join(' ')}\n`
}

function whoOf({user, domain, nas}: ToldAttempt): string {
  const name =
    user === null ? 'somebody' : user.includes('@') || domain === null ? user : `${domain}\\${user}`
  return nas === null ? plain(name) : `${plain(name)} at ${plain(nas)}`
}

/** The time of day here, which is what the wall and the user's phone say. */
function clock(iso: string): string {
  const at = new Date(iso)
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':')
}
