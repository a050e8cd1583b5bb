import type {Disruption} from '../core/outcome.ts'

/** What a cure disturbs, in words. */
export const disruptions: Readonly<Record<Disruption, string>> = {
  nothing: 'nothing',
  'nps-restart': 'NPS restarts: sign-ins pause for some seconds',
  'server-restart': 'the server restarts',
  'user-sign-in': 'the user signs in under the changed name from then on',
}
