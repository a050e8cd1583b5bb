import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {serviceState, startType} from './nps-service.ts'

/** The services that synchronise Active Directory to Entra, as far as they are on this server. */
const shape = v.array(v.object({name: v.string(), title: v.string(), state: serviceState, startType}))
export type SyncServices = v.InferOutput<typeof shape>

export const syncServices = defineFact<SyncServices>({
  key: 'sync-services',
  about: 'the synchronisation services on this server',
  shape,
})
