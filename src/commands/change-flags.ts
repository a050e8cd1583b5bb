import * as Flags from '@oclif/core/flags'
import {lookFlags, variable} from './flags.ts'

const {tenant, cloud, proxy, lab, deadline} = lookFlags

/** The flags of whatever changes something: what does so is typed each time and read from no variable. */
export const changeFlags = {
  apply: Flags.boolean({description: 'do it; without this the plan is printed and nothing changed'}),
  yes: Flags.boolean({description: 'do not ask first'}),
  ...{tenant, cloud, proxy, lab, deadline},
  'sign-in': lookFlags['sign-in'],
  'app-id': lookFlags['app-id'],
  json: Flags.boolean({description: 'as npsmfa.changes/1', env: variable('json')}),
}
