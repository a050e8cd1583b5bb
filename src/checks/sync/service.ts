import {defineCheck} from '../../core/check.ts'
import {pass, skip, warn} from '../../core/outcome.ts'
import {syncServices} from '../../facts/sync-services.ts'

const hint = <const S extends readonly string[], const R extends readonly string[]>(steps: S, run: R) =>
  ({do: steps, run, owner: 'server', disrupts: 'nothing'}) as const

const start = 'Start the service {name}, and look into the event log Application for why it stopped.'

/** A server that only stands by for another one may have it switched off: new changes are missing, sign-ins are not. */
export default defineCheck({
  id: 'sync.service',
  title: 'The synchronisation service on this server runs',
  needs: {services: syncServices},
  outcomes: {
    running: pass('{titles} runs on this server.'),
    none: skip('Neither Microsoft Entra Connect nor the cloud sync agent is on this server.'),
    stopped: warn(
      '{title} on this server does not run (service {name}: {state}): changes in Active Directory do not reach Entra from here.',
      hint([start], ['Start-Service {name}']),
    ),
    disabled: warn(
      '{title} on this server is disabled (service {name}): changes in Active Directory do not reach Entra from here.',
      hint(
        ['If no other server synchronises, set the service {name} to start automatically, and start it.'],
        ['Set-Service {name} -StartupType Automatic', 'Start-Service {name}'],
      ),
    ),
  },
  judge({services}, say) {
    if (services.length === 0) return say('none')
    const idle = services.find(({state}) => state !== 'running')
    if (!idle) return say('running', {titles: services.map(({title}) => title)})
    const {title, name, state, startType} = idle
    return startType === 'disabled' ? say('disabled', {title, name}) : say('stopped', {title, name, state})
  },
})
