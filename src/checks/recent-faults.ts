import {aadsts} from '../catalogue/aadsts.ts'
import {adalHandles} from '../catalogue/adal-handles.ts'
import {noTlsCredential, securityEvents} from '../catalogue/events.ts'
import {type ExtensionCode, extensionCodes, serviceResults} from '../catalogue/extension-codes.ts'
import type {ExtensionEvents, ExtensionProblem} from '../facts/extension-events.ts'
import type {NpsEvents} from '../facts/nps-events.ts'
import type {Token} from '../facts/token.ts'
import {type NpsFault, npsFault} from './nps-faults.ts'

/** What kept sign-ins from working lately, and when one last worked again. */
export interface Fault {
  ending: 'failing' | 'tls' | NpsFault['ending']
  /** The code and its meaning, or the address of the client. */
  what: string
  /** The same in short, where nothing else names the kind of fault. */
  brief: string
  count: number
  first: string
  last: string
  /** A success that would show that it is over; null where there was none in that time. */
  success: string | null
  /** Whether successes can be seen at all, and the fault is one that we know; a token that is granted now speaks against it. */
  sure: boolean
}

/** The value of IP_WHITELIST may be absent; the extension says so at every start. */
const mayBeAbsent = 'IP_WHITELIST'

const ofState: Readonly<Record<string, ExtensionCode>> = {
  AccessReject: {concern: 'everyday', meaning: 'NPS had refused the first factor'},
  AccessChallenge: {concern: 'harmless', meaning: 'NPS was still asking'},
}

/** What a problem means; null for a code that nobody has told us of. */
export function meaningOf({kind, code, key, ...token}: ExtensionProblem): ExtensionCode | null {
  if (kind === 'challenge') return {concern: 'harmless', meaning: 'a code was asked for'}
  if (kind === 'ignored') return ofState[code] ?? null
  if (kind === 'rejected')
    return serviceResults.get(code) ?? {concern: 'person', meaning: 'the MFA service said no'}
  if (key === mayBeAbsent) return {concern: 'harmless', meaning: 'an optional registry value is absent'}
  const told = extensionCodes.get(code)
  if (!told) return null
  const deeper =
    (token.aadsts !== null ? aadsts.get(token.aadsts)?.meaning : undefined) ??
    (token.handle !== null ? adalHandles.get(token.handle) : undefined)
  const missing =
    code === 'REGISTRY_CONFIG_ERROR' && key !== null ? `the registry value ${key} is missing` : undefined
  return {...told, meaning: deeper ?? missing ?? told.meaning}
}

/** "ESTS_TOKEN_ERROR (AADSTS7000112): the application is disabled" */
export const worded = (problem: ExtensionProblem): string =>
  `${problem.code}${problem.aadsts === null ? '' : ` (AADSTS${problem.aadsts})`}: ${meaningOf(problem)?.meaning ?? 'an error that npsmfa does not know'}`

const latest = (times: readonly (string | null | undefined)[]): string | null =>
  times
    .flatMap((time) => time ?? [])
    .sort()
    .at(-1) ?? null

export const sum = (counted: readonly {count: number}[]) =>
  counted.reduce((total, {count}) => total + count, 0)

/** All faults of server, network or tenant in the events, the gravest kind first, of a kind the most frequent first. */
export function faultsIn(extension?: ExtensionEvents, nps?: NpsEvents, token?: Token): Fault[] {
  const entries = nps?.entries ?? []
  const granted = entries.filter(
    ({source, event}) => source === 'security' && event === securityEvents.granted,
  )
  const accepted = latest([extension?.accepted.last, ...granted.map(({last}) => last)])
  const securitySeen =
    nps?.sources.some(({channel, state}) => channel === 'Security' && state === 'read') ?? false
  const requestsSeen = extension?.sources.some(
    ({channel, state}) => /OptCh$/i.test(channel) && state === 'read',
  )
  const anySeen = securitySeen || (requestsSeen ?? false)
  const noTls = entries.some(({source, event}) => source === 'schannel' && event === noTlsCredential)

  const ofExtension = (extension?.problems ?? []).flatMap((problem): Fault[] => {
    const meaning = meaningOf(problem)
    if (meaning && meaning.concern !== 'everybody') return []
    const {count, first, last, code} = problem
    const ending = noTls && /^HTTPS?_/.test(code) ? 'tls' : 'failing'
    return [
      {
        ending,
        what: worded(problem),
        brief: worded(problem),
        count,
        first,
        last,
        success: accepted,
        sure: anySeen && meaning !== null && !(problem.aadsts !== null && token?.answer === 'granted'),
      },
    ]
  })
  const ofNps = entries.flatMap((entry): Fault[] => {
    const fault = npsFault(entry)
    if (!fault) return []
    const {client, count, first, last} = entry
    // A client’s own fault is over when that client gets somebody in, not another one.
    const own = fault.ofClient && client !== null
    const success = own ? latest(granted.filter((g) => g.client === client).map((g) => g.last)) : accepted
    return [{...fault, count, first, last, success, sure: own ? securitySeen : anySeen}]
  })
  // The extension's own errors say why requests were discarded.
  const exceptions = sum((extension?.problems ?? []).filter(({kind}) => kind === 'exception'))
  const unexplained = ofNps.filter(({ending, count}) => ending !== 'discarded' || count > exceptions)
  return [...ofExtension, ...unexplained].sort((a, b) => rank(a) - rank(b) || b.count - a.count)
}

const gravity: readonly Fault['ending'][] = [
  'secret-mismatch',
  'no-message-authenticator',
  'tls',
  'failing',
  'no-domain-controller',
  'discarded',
  'refused',
]
const rank = ({ending}: Fault) => gravity.indexOf(ending)

/** Nobody has got in since, as far as that can be seen. */
export const lasts = ({success, last}: Fault): boolean => success === null || success <= last
