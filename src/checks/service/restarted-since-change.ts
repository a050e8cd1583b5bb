import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {extension} from '../../facts/extension.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {npsService} from '../../facts/nps-service.ts'
import {registeredDlls} from '../../facts/registered-dlls.ts'

const cure = {
  do: ['Restart the service when few people sign in; RADIUS is down for some seconds.'],
  run: ['Restart-Service IAS'],
  owner: 'server',
  disrupts: 'nps-restart',
} as const

/** The extension reads its registry values, and NPS its list of DLLs, at the start only. */
export default defineCheck({
  id: 'service.restarted-since-change',
  title: 'NPS was restarted after the last change',
  needs: {service: npsService},
  anyOf: {registry: extensionRegistry, registered: registeredDlls, extension},
  after: ['service.running', 'registry.dlls', 'registry.values', 'extension.installed', 'extension.files'],
  outcomes: {
    restarted: pass('NPS was started {started}, after the last change of what it reads at its start.'),
    'not-running': skip('NPS does not run.'),
    pending: warn(
      '{what} changed {changed}, after NPS was started {started}: that is not in effect until NPS is restarted.',
      {...cure, run: ['npsmfa repair service.restarted-since-change/pending --apply', ...cure.run]},
    ),
    untold: unknown(
      'Since when NPS runs could not be told, so it may work with values from before the last change.',
      {
        ...cure,
        do: ['If something was changed, restart the service when few people sign in.'],
      },
    ),
  },
  judge({service, registry, registered, extension}, say) {
    if (!service.present || service.state !== 'running') return say('not-running')
    const {startedAt} = service
    if (startedAt === null) return say('untold')
    const started = {time: startedAt}
    const last = [
      changeOf('HKLM\\SOFTWARE\\Microsoft\\AzureMfa', registry?.present ? registry.writtenAt : null),
      changeOf('The list of DLLs that NPS loads (AuthSrv\\Parameters)', registered?.writtenAt),
      changeOf('MfaNpsAuthzExt.dll', extension?.authorization?.modifiedAt),
      changeOf('MfaNpsAuthnExt.dll', extension?.authentication?.modifiedAt),
    ]
      .flat()
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]
    if (!last || Date.parse(last.at) <= Date.parse(startedAt)) return say('restarted', {started})
    return say('pending', {what: last.what, changed: {time: last.at}, started})
  },
})

const changeOf = (what: string, at: string | null | undefined) => (at ? [{what, at}] : [])
