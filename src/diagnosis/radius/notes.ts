import type {RadiusTest} from '../../core/radius.ts'
import {allLegs, took} from './legs.ts'

/** A NAS that waits less than this for each request is told so, in milliseconds. */
const quickMs = 3_000

/** What was seen beside the verdict. */
export const notesOn = (test: RadiusTest): string[] => [
  ...patience(test),
  ...unsignedReplies(test),
  ...unsignedRequests(test),
]

function patience({legs}: RadiusTest): string[] {
  const slowest = legs.filter(({answer}) => answer).sort((a, b) => b.ms - a.ms)[0]
  return slowest && slowest.ms > quickMs
    ? [
        `A NAS that gives up on a server before ${took(slowest)} would have failed; for MFA, let it wait at least 60 s.`,
      ]
    : []
}

function unsignedReplies(test: RadiusTest): string[] {
  return allLegs(test).some(({answer}) => answer?.signed === false)
    ? [
        'The server’s replies carry no Message-Authenticator, so whoever is in between could forge an accept (BlastRADIUS, CVE-2024-3596): NPS signs them since its updates of July 2024.',
      ]
    : []
}

function unsignedRequests({nobody: {signed, unsigned}}: RadiusTest): string[] {
  if (unsigned?.answer)
    return [
      'The server also answers requests without Message-Authenticator (BlastRADIUS); once every NAS sends it, require it: netsh nps set requiremsgauth all = "enable"',
    ]
  return signed?.answer && unsigned?.ended === 'silence'
    ? ['The server insists on Message-Authenticator, as it should.']
    : []
}
