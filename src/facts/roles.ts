import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {serviceState, startType} from './nps-service.ts'

/** Services of roles that sign people in through an NPS of their own, where they are installed. */
const shape = v.array(
  v.object({
    /** "TSGateway", "RemoteAccess" or "adfssrv". */
    service: v.string(),
    title: v.string(),
    state: serviceState,
    startType,
  }),
)
export type Roles = v.InferOutput<typeof shape>

export const roles = defineFact<Roles>({
  key: 'roles',
  about: 'the other roles of this server that sign people in',
  shape,
})
