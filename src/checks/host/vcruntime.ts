import {defineCheck} from '../../core/check.ts'
import {fail, pass, warn} from '../../core/outcome.ts'
import {npsService} from '../../facts/nps-service.ts'
import {vcRuntime} from '../../facts/vc-runtime.ts'

const cure = {
  do: [
    'Install the Microsoft Visual C++ Redistributable for Visual Studio 2015–2022, the x64 one, then start the service.',
  ],
  run: ['Start-Service IAS'],
  owner: 'server',
  disrupts: 'nps-restart',
} as const

export default defineCheck({
  id: 'host.vcruntime',
  title: 'The Visual C++ runtime that the extension needs is installed',
  needs: {runtime: vcRuntime},
  wants: {nps: npsService},
  after: ['host.role'],
  outcomes: {
    present: pass('The Visual C++ runtime is there: {files}.'),
    'not-there': warn(
      'The Visual C++ runtime 2015 or later for x64 is not in the system folder ({missing} not found). NPS runs, so it found one when it started; it may not at its next start.',
      {
        ...cure,
        do: ['Install the Microsoft Visual C++ Redistributable for Visual Studio 2015–2022, the x64 one.'],
        disrupts: 'nothing',
      },
    ),
    missing: fail(
      'The Visual C++ runtime 2015 or later for x64 is not installed ({missing} not found in the system folder): NPS cannot load the extension, and the service does not start.',
      cure,
    ),
    damaged: fail(
      'The Visual C++ runtime {installed} was installed, but {missing} is missing from the system folder: NPS cannot load the extension, and the service does not start.',
      {...cure, do: ['Repair the Microsoft Visual C++ Redistributable (x64), then start the service.']},
    ),
  },
  judge({runtime: {installed, files}, nps}, say) {
    const missing = files.filter((file) => !file.present).map((file) => file.name)
    if (missing.length > 0 && nps?.present && nps.state === 'running') return say('not-there', {missing})
    if (missing.length > 0)
      return installed === null ? say('missing', {missing}) : say('damaged', {installed, missing})
    return say('present', {files: files.map(({name, version}) => `${name} ${version ?? ''}`.trim())})
  },
})
