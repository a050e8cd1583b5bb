import {CannotKnow} from '../../core/evidence.ts'

export const noNps = new CannotKnow('unsupported', 'the Network Policy Server is not on this machine')
