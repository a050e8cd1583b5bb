import type {Disruption} from '../core/outcome.ts'
import {plain} from '../core/words.ts'

/** What a cure disturbs, in words. */
export const disruptions: Readonly<Record<Disruption, string>> = {
  nothing: 'nothing',
  'nps-restart': 'NPS restarts: sign-ins pause for some seconds',
  'server-restart': 'the server restarts',
  'user-sign-in': 'the user signs in under the changed name from then on',
}

const scopes: Readonly<Record<string, string>> = {
  nas: 'everybody who comes through ',
  server: 'everybody whom this server serves: ',
  domain: 'everybody of the domain ',
  method: 'everybody who signs in with ',
}

/** Whom a cause hits; "all", "unknown", or a kind and its value after a colon. */
export function scope(text: string): string {
  if (text === 'all') return 'everybody'
  if (text === 'unknown') return 'some; what they have in common is not told'
  const [, kind = '', value = ''] = /^(\w+):(.*)$/s.exec(text) ?? []
  return plain((scopes[kind] ?? '') + value)
}
