import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {npsService} from '../../facts/nps-service.ts'
import {operatingSystem} from '../../facts/operating-system.ts'

/** Windows Server 2019. */
const affected = 17_763
const cure = {
  do: [
    'Give the service a SID of its own, then restart the server. Nothing is to be done where Windows Firewall is off, or has rules of your own for UDP 1812 and 1813.',
  ],
  run: ['sc.exe sidtype IAS unrestricted'],
  owner: 'server',
  disrupts: 'server-restart',
} as const

/** Microsoft Learn, "Configure firewalls for RADIUS traffic": its rules name the service, which must have a SID for it. */
export default defineCheck({
  id: 'service.sid-type',
  title: 'Windows Firewall’s rules for NPS take effect (service SID)',
  needs: {service: npsService, system: operatingSystem},
  outcomes: {
    set: pass(
      'The service IAS has a SID of its own ({sidType}), so Windows Firewall’s rules for NPS take effect.',
    ),
    'not-needed': pass(
      'Only Windows Server 2019 needs a service SID for its firewall rules; this is build {build}.',
    ),
    'no-service': skip('There is no service IAS (Network Policy Server) on this machine.'),
    none: warn(
      'The service IAS has no SID of its own. On Windows Server 2019 its firewall rules then do not take effect although they look enabled: Windows Firewall drops RADIUS requests.',
      {...cure, run: ['npsmfa repair service.sid-type/none --apply', ...cure.run]},
    ),
    untold: unknown(
      'Whether the service IAS has a SID of its own could not be told, and Windows Server 2019 needs one for its firewall rules.',
      {...cure, run: ['sc.exe qsidtype IAS'], disrupts: 'nothing'},
    ),
  },
  judge({service, system: {build}}, say) {
    if (!service.present) return say('no-service')
    if (build !== affected) return say('not-needed', {build})
    const {sidType} = service
    if (sidType === null) return say('untold')
    return sidType === 'none' ? say('none') : say('set', {sidType})
  },
})
