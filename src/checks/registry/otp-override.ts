import {isAtLeast, since} from '../../catalogue/versions.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {extension} from '../../facts/extension.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {described, keyPath, readingOf, restart} from '../registry-value.ts'

const server = {owner: 'server', disrupts: 'nps-restart'} as const
const set =
  `New-ItemProperty ${keyPath} OVERRIDE_NUMBER_MATCHING_WITH_OTP -PropertyType String -Force -Value TRUE` as const

/** Whether that suits the protocols and the people is the business of user.method-transportable. */
export default defineCheck({
  id: 'registry.otp-override',
  title: 'What people are asked for is said clearly (OVERRIDE_NUMBER_MATCHING_WITH_OTP)',
  needs: {registry: extensionRegistry},
  wants: {extension},
  after: ['extension.installed'],
  outcomes: {
    codes: pass('People who have a one-time password are asked for it, others to approve ({why}).'),
    approvals: pass('People are asked to approve in the app, without a number ({why}).'),
    'no-key': skip('The extension’s registry key is not on this machine.'),
    'not-understood': warn(
      'OVERRIDE_NUMBER_MATCHING_WITH_OTP is {found}; documented are TRUE and FALSE, in upper case and as REG_SZ. What people are asked for is left to chance.',
      {
        do: [
          'Set it to TRUE to ask for one-time passwords, which needs PAP, or to FALSE for approvals. Then restart NPS.',
        ],
        run: ['npsmfa repair registry.otp-override/not-understood --apply', set, restart],
        ...server,
      },
    ),
    ignored: warn(
      'OVERRIDE_NUMBER_MATCHING_WITH_OTP is {found}, but version {version} of the extension does not know it yet: people are only asked to approve.',
      {do: ['Update the extension; {least} is the first version that knows it.'], ...server},
    ),
    undetermined: unknown(
      'OVERRIDE_NUMBER_MATCHING_WITH_OTP is not set, and what that means depends on the extension’s version, which is not known.',
      {
        do: ['Set it to TRUE to ask for one-time passwords, which needs PAP, or to FALSE for approvals.'],
        run: [set, restart],
        ...server,
      },
    ),
  },
  judge({registry, extension}, say) {
    if (!registry.present) return say('no-key')
    const version = extension?.version ?? null
    const reading = readingOf(registry.values, 'OVERRIDE_NUMBER_MATCHING_WITH_OTP')
    if (reading.is === 'nothing') {
      const byDefault = isAtLeast(version, since.oneTimePasswordByDefault)
      if (version === null || byDefault === null) return say('undetermined')
      const why = `not set, and the extension is ${version}`
      return byDefault ? say('codes', {why}) : say('approvals', {why})
    }
    const text = reading.is === 'text' ? reading.text.trim() : null
    if (text !== 'TRUE' && text !== 'FALSE') return say('not-understood', {found: described(reading)})
    if (version !== null && text === 'TRUE' && isAtLeast(version, since.numberMatchingOverride) === false)
      return say('ignored', {found: text, version, least: since.numberMatchingOverride})
    return text === 'TRUE' ? say('codes', {why: 'TRUE'}) : say('approvals', {why: 'FALSE'})
  },
})
