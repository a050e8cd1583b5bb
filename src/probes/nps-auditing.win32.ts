import {npsAuditing as subcategory} from '../catalogue/events.ts'
import {npsAuditing} from '../facts/nps-auditing.ts'
import {npsService} from '../facts/nps-service.ts'
import {defineProbe} from '../world/probe.ts'
import {noNps} from './shared/no-nps.ts'

export default defineProbe({
  fact: npsAuditing,
  on: ['win32'],
  via: 'the audit policy',
  permission: 'administrator',
  needs: {},
  wants: {npsService},
  look: async ({npsService: service}, {windows}) => {
    if (service?.present === false) throw noNps
    const {success, failure} = await windows.auditing(subcategory)
    return {success, failure}
  },
})
