import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown, warn} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {npsService} from '../../facts/nps-service.ts'
import {registeredDlls} from '../../facts/registered-dlls.ts'
import {isElsewhere} from '../elsewhere.ts'
import {bothOf} from '../registered-dll.ts'

const server = {owner: 'server', disrupts: 'nothing'} as const
const start = 'Start-Service IAS'

export default defineCheck({
  id: 'service.running',
  title: 'The service Network Policy Server runs',
  needs: {service: npsService},
  wants: {registered: registeredDlls, deployment},
  after: ['registry.dlls/file-missing', 'registry.dlls/other-file-blocks', 'host.role', 'host.vcruntime'],
  outcomes: {
    running: pass('The service IAS (Network Policy Server) runs, and starts with Windows.'),
    'not-automatic': warn(
      'The service IAS (Network Policy Server) runs, but its start type is “{startType}”: after the next restart of the server nobody signs in.',
      {
        do: ['Set the start type to automatic.'],
        run: [
          'npsmfa repair service.running/not-automatic --apply',
          'Set-Service IAS -StartupType Automatic',
        ],
        ...server,
      },
    ),
    stopped: fail(
      'The service IAS (Network Policy Server) is stopped: nobody signs in through this server.',
      {
        do: ['Start it; if it stops again, look at the System log for the reason.'],
        run: ['npsmfa repair service.running/stopped --apply', start],
        ...server,
      },
    ),
    refuses: fail(
      'The service IAS (Network Policy Server) is stopped: nobody signs in through this server. NPS does not start when a DLL that it loads cannot, and it loads {dlls}.',
      {
        do: [
          'Start it. If it stops again, the System log and the AzureMfa channels name the reason at that minute: mostly the Visual C++ runtime, the certificate, or a value in HKLM\\SOFTWARE\\Microsoft\\AzureMfa.',
          'As a last resort, and without MFA until it is undone, take the extension’s DLLs out of AuthorizationDLLs and ExtensionDLLs.',
        ],
        run: [
          'npsmfa repair service.running/refuses --apply',
          start,
          'Get-WinEvent -LogName Microsoft-AzureMfa-AuthZ/AuthZAdminCh -MaxEvents 10',
        ],
        ...server,
      },
    ),
    disabled: fail(
      'The service IAS (Network Policy Server) is disabled and stopped: nobody signs in through this server.',
      {
        do: ['Find out who disabled it and why; then set the start type to automatic and start it.'],
        run: [
          'npsmfa repair service.running/disabled --apply',
          'Set-Service IAS -StartupType Automatic',
          start,
        ],
        ...server,
      },
    ),
    between: unknown(
      'The service IAS (Network Policy Server) is in the state “{state}”, neither running nor stopped.',
      {
        do: ['Ask again in a minute. If it stays so, restart the service, and see the System log.'],
        run: ['Restart-Service IAS'],
        ...server,
      },
    ),
    elsewhere: skip('The tenant that was named is looked at from here; NPS is on another machine.'),
    'not-installed': fail(
      'There is no service IAS (Network Policy Server) on this machine: nobody signs in through it.',
      {
        do: ['Run npsmfa on the NPS server, or install the role Network Policy and Access Services here.'],
        run: ['Install-WindowsFeature NPAS -IncludeManagementTools'],
        ...server,
      },
    ),
  },
  judge({service, registered, deployment}, say) {
    if (!service.present) return isElsewhere(deployment) ? say('elsewhere') : say('not-installed')
    const {state, startType} = service
    if (state === 'running')
      return startType === 'automatic' ? say('running') : say('not-automatic', {startType})
    if (state !== 'stopped') return say('between', {state})
    if (startType === 'disabled') return say('disabled')
    const dlls = registered ? bothOf(registered).flatMap(({found, dll}) => (found ? [dll] : [])) : []
    return dlls.length > 0 ? say('refuses', {dlls}) : say('stopped')
  },
})
