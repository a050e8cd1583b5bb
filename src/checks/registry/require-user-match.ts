import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {described, keyPath, readingOf, restart} from '../registry-value.ts'

/** A warning and no failure: those who are registered are asked, and Microsoft documents FALSE for the time of enrolment. */
export default defineCheck({
  id: 'registry.require-user-match',
  title: 'People without a second factor are kept out (REQUIRE_USER_MATCH)',
  needs: {registry: extensionRegistry},
  after: ['extension.installed'],
  outcomes: {
    required: pass('REQUIRE_USER_MATCH is {found}: people without a second factor are kept out.'),
    'no-key': skip('The extension’s registry key is not on this machine.'),
    'bypass-unregistered': warn(
      'REQUIRE_USER_MATCH is FALSE: everybody who has not registered a second factor gets in with a password alone. It is meant for the time of enrolment only.',
      {
        do: [
          'Once people are registered, set REQUIRE_USER_MATCH to TRUE and restart NPS; who is not registered is then kept out.',
        ],
        run: [
          'npsmfa repair registry.require-user-match/bypass-unregistered --apply',
          `Set-ItemProperty ${keyPath} REQUIRE_USER_MATCH TRUE`,
          restart,
        ],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    'not-understood': warn(
      'REQUIRE_USER_MATCH is {found}, which the extension does not understand: only FALSE, in upper case and as REG_SZ, lets people in who are not registered. They are kept out now.',
      {
        do: [
          'Decide: set REQUIRE_USER_MATCH to TRUE to keep them out, or to FALSE to let them in without MFA during enrolment. Then restart NPS.',
        ],
        run: [
          'npsmfa repair registry.require-user-match/not-understood --apply',
          `New-ItemProperty ${keyPath} REQUIRE_USER_MATCH -PropertyType String -Force -Value TRUE`,
          restart,
        ],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    unclear: unknown(
      'REQUIRE_USER_MATCH is {found}: whether the extension takes it for FALSE, which lets people in who are not registered, is not known.',
      {
        do: ['Make REQUIRE_USER_MATCH anew as REG_SZ with TRUE, then restart NPS.'],
        run: [
          'npsmfa repair registry.require-user-match/unclear --apply',
          `New-ItemProperty ${keyPath} REQUIRE_USER_MATCH -PropertyType String -Force -Value TRUE`,
          restart,
        ],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
  },
  judge({registry}, say) {
    if (!registry.present) return say('no-key')
    const reading = readingOf(registry.values, 'REQUIRE_USER_MATCH')
    if (reading.is === 'nothing') return say('required', {found: 'not set'})
    if (reading.is === 'text' && reading.text === 'FALSE') return say('bypass-unregistered')
    if (reading.is === 'text' && reading.text.toUpperCase() === 'TRUE')
      return say('required', {found: 'TRUE'})
    const found = described(reading)
    return reading.is === 'unclear' ? say('unclear', {found}) : say('not-understood', {found})
  },
})
