import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {organization} from '../../facts/organization.ts'
import {run} from '../../facts/run.ts'
import {throughGraph} from '../ways.ts'

// Microsoft's documentation of the extension asks for a last synchronisation under one hour; the cycle is 30 minutes.
const freshMs = 3_600_000

const look = {
  do: [
    'On the Microsoft Entra Connect server check that the service ADSync runs and its scheduler is not suspended.',
    'Look at the errors of the last runs.',
  ],
  run: ['Get-ADSyncScheduler', 'Start-ADSyncSyncCycle -PolicyType Delta'],
  owner: 'tenant',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'sync.fresh',
  title: 'Active Directory was synchronised to Entra within the last hour',
  needs: {organization, run},
  after: ['sync.service'],
  through: throughGraph,
  outcomes: {
    fresh: pass('The last synchronisation was {age} ago.'),
    stale: warn(
      'The last synchronisation was {age} ago, on {last}: changes to users since then are not in Entra.',
      look,
      'last',
    ),
    never: warn('Synchronisation is on, but there has been none yet.', look),
    disabled: warn('Synchronisation from Active Directory is off: Entra does not know of changes to users.', {
      do: ['If this tenant is meant to be synchronised, set up Microsoft Entra Connect again.'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
  },
  judge({organization, run}, say) {
    const {syncEnabled, lastSync} = organization
    if (!syncEnabled) return say('disabled')
    if (lastSync === null) return say('never')
    const ms = Math.max(0, Date.parse(run.at) - Date.parse(lastSync))
    return ms < freshMs
      ? say('fresh', {age: {duration: ms}})
      : say('stale', {age: {duration: ms}, last: {time: lastSync}})
  },
})
