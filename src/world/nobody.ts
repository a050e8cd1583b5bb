import {randomUUID} from 'node:crypto'

/** The name of a user who cannot exist (RFC 2606: .invalid), so that nobody's phone rings and nobody's password is counted. */
export const nobody = (): string => `npsmfa-${randomUUID().slice(0, 8)}@npsmfa.invalid`
