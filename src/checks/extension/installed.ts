import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {extension} from '../../facts/extension.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {npsService} from '../../facts/nps-service.ts'
import {setup} from '../setup.ts'

const cure = {
  do: [
    'Install the NPS extension for Microsoft Entra multifactor authentication (https://aka.ms/npsmfa), then run npsmfa setup, or its configuration script.',
    'If another server is to ask for the second factor, run npsmfa there.',
  ],
  run: setup.run,
  owner: 'server',
  disrupts: 'nps-restart',
} as const

export default defineCheck({
  id: 'extension.installed',
  title: 'The NPS extension is installed',
  needs: {extension, service: npsService},
  wants: {registry: extensionRegistry},
  after: ['registry.dlls/file-missing', 'host.role'],
  outcomes: {
    installed: pass('The extension is installed in {folder}, version {version}.'),
    'no-server': skip('Neither NPS nor the extension is on this machine.'),
    missing: fail(
      'The extension is not installed on this NPS server: whoever knows a password gets in without a second factor.',
      cure,
    ),
    leftover: fail(
      'The extension is not installed on this NPS server any more; only its registry key is left. Whoever knows a password gets in without a second factor.',
      cure,
    ),
    'files-gone': fail(
      'Windows lists the extension as installed, but its DLLs are not in {folder}: NPS cannot load them.',
      {
        ...cure,
        do: ['Uninstall the extension, install it again, and run npsmfa setup, or its configuration script.'],
      },
    ),
    unlisted: warn(
      'The DLLs of the extension are in {folder}, but Windows does not list it as installed: it cannot be updated or removed in the ordinary way.',
      {...cure, do: ['Install the extension again over it, and restart NPS.'], run: ['Restart-Service IAS']},
    ),
  },
  judge({extension, service, registry}, say) {
    const {entries, folder, version} = extension
    const files = extension.authorization !== null || extension.authentication !== null
    if (entries.length > 0)
      return files ? say('installed', {folder, version: version ?? 'not known'}) : say('files-gone', {folder})
    if (files) return say('unlisted', {folder})
    if (registry?.present) return say('leftover')
    return service.present ? say('missing') : say('no-server')
  },
})
