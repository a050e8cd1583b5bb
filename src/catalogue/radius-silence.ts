import {securityEvents, systemEvents} from './events.ts'
import {discardedByExtension} from './nps-reasons.ts'

/** A reason for which NPS keeps silent, and what tells it from the others; a client sees the same of all. */
export interface SilenceCause {
  cause: string
  /** Where NPS says so. */
  log: string
}

const system = (event: number) => `System, source NPS, event ${event}`

/** Before NPS looks at who signs in. */
const beforeNps: readonly SilenceCause[] = [
  {
    cause:
      'A firewall in between, or that of the NPS server, drops the packets, or they go to another server.',
    log: 'none: the request is nowhere in the logs',
  },
  {
    cause: 'NPS has no enabled RADIUS client with the address that this machine comes from.',
    log: system(systemEvents.unknownClient),
  },
  {
    cause: 'The shared secret differs.',
    log: `${system(systemEvents.secretMismatch)} (or ${systemEvents.invalidAuthenticator})`,
  },
  {
    cause: 'Something in between takes the Message-Authenticator out of requests, or adds Proxy-State.',
    log: `${system(systemEvents.messageAuthenticatorMissing)} or ${systemEvents.proxyStateDropped}`,
  },
]

/** Within NPS, which itself works. */
const withinNps: readonly SilenceCause[] = [
  {
    cause:
      'The extension failed, most often since it gets no token: its certificate, its application in Entra, or the way out.',
    log: `Security, event ${securityEvents.discarded} with reason ${discardedByExtension}, and an error in AuthZAdminCh`,
  },
]

/** While the patience of a NAS ends before that of the MFA service. */
const stillWaiting: SilenceCause = {
  cause: 'Somebody was asked by phone and has not answered yet.',
  log: 'none yet; later 6272 or 6273 in the Security log',
}

/** What may be behind silence, by the ending that tells of it. */
export const silences: Readonly<Record<string, readonly SilenceCause[]>> = {
  'radius.answers/silence': [...beforeNps, ...withinNps],
  'radius.mfa/unanswered': withinNps,
  'radius.mfa/unanswered-yet': [...withinNps, stillWaiting],
}

/** One of them as a step: what to look for, and what it means. */
export const asStep = ({cause, log}: SilenceCause): string => `${cause} NPS’ log: ${log}.`
