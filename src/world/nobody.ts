import {randomUUID} from 'node:crypto'
import {nobodyNamed} from '../catalogue/nobody.ts'

/** The name of a user who cannot exist (RFC 2606: .invalid), so that nobody's phone rings and nobody's password is counted. */
export const nobody = (): string => nobodyNamed(randomUUID().slice(0, 8))
