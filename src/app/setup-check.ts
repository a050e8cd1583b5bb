import type {ChangesReport} from '../core/changes.ts'
import {reported} from './change-report.ts'
import type {ChangeWatching} from './changing.ts'
import {diagnose} from './diagnose.ts'
import {openWorld} from './open-world.ts'
import {defaults, type Options} from './options.ts'

/** What has to be so before setup can begin. */
const prerequisites = [
  'host.os',
  'host.role',
  'host.vcruntime',
  'host.schannel',
  'extension.installed',
  'extension.version',
  'clock.skew',
  'endpoints',
  'tenant.exists',
  'tenant.cloud',
  'tenant.licences',
]

/** Says what is missing before anything is touched. */
export async function setupCheck(
  asked: Partial<Options>,
  {signal, onProgress}: ChangeWatching,
): Promise<ChangesReport> {
  const {options, world, lab, close} = await openWorld({...defaults, ...asked}, signal)
  try {
    const {findings} = (
      await diagnose({...options, lab: lab?.address ?? null, only: prerequisites}, {signal, onProgress})
    ).report
    const bad = findings.filter(({status}) => status === 'fail' || status === 'unknown')
    const left = [
      ...(world.machine.elevated ? [] : ['Run it in an elevated prompt: changes need an administrator.']),
      ...(lab || options.signIn.way !== 'none'
        ? []
        : ['No sign-in to Microsoft Graph is configured: give --sign-in device, or another one.']),
      ...bad.map(({message, hint}) => [message, ...(hint.do ?? [])].join(' ')),
    ]
    return left.length === 0
      ? reported('setup --check', [], {
          ...{state: 'planned', exit: 0, findings},
          verdict: 'Nothing is missing; npsmfa setup shows the plan.',
        })
      : reported('setup --check', [], {
          ...{state: 'refused', exit: 1, findings, left},
          verdict: `${left.length} ${left.length === 1 ? 'thing is' : 'things are'} missing.`,
        })
  } finally {
    await close()
  }
}
