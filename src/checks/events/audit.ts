import {npsAuditing as subcategory} from '../../catalogue/events.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {npsAuditing} from '../../facts/nps-auditing.ts'

// By its GUID, for auditpol knows the names of subcategories in the language of the system only.
const turnOn = {
  do: [
    'Let the Security log record both outcomes of the audit subcategory “Network Policy Server”; if a group policy turns it off, change it there.',
  ],
  run: ['auditpol /set /subcategory:{subcategory} /success:enable /failure:enable'],
  owner: 'server',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'events.audit',
  title: 'The Security log records what NPS decides',
  needs: {audit: npsAuditing},
  outcomes: {
    on: pass('The Security log records whom NPS lets in and whom it refuses.'),
    'failures-only': pass('The Security log records whom NPS refuses, but not whom it lets in.'),
    'successes-only': warn(
      'The Security log records whom NPS lets in, but not whom it refuses and why: a refused sign-in leaves no trace there.',
      turnOn,
    ),
    off: warn(
      'The Security log records nothing of NPS: neither refused nor successful sign-ins leave a trace there.',
      turnOn,
    ),
  },
  judge({audit: {success, failure}}, say) {
    if (failure) return say(success ? 'on' : 'failures-only')
    return say(success ? 'successes-only' : 'off', {subcategory})
  },
})
