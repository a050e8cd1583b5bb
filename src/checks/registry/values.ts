import {registryValues} from '../../catalogue/registry-values.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {described, keyPath, type Reading, readingOf, restart, type Values} from '../registry-value.ts'
import {setup} from '../setup.ts'
import {hasOlderHost} from '../value-clouds.ts'

const server = {owner: 'server', disrupts: 'nps-restart'} as const
const required = Object.entries(registryValues).filter(([, {required}]) => required)

export default defineCheck({
  id: 'registry.values',
  title: 'The extension’s registry values are complete and well-formed',
  needs: {registry: extensionRegistry},
  after: ['extension.installed'],
  outcomes: {
    complete: pass('All {count} registry values that the extension needs are there and well-formed.'),
    'no-key': skip('The extension’s registry key is not on this machine.'),
    missing: fail(
      'Of the extension’s registry values these are missing or empty: {names}. Every sign-in that needs MFA fails.',
      {
        do: [
          'TENANT_ID and CLIENT_CERT_IDENTIFIER are written by npsmfa setup, or the extension’s configuration script: run one of them. The others are written when the extension is installed: npsmfa repair puts back what is known of them, or install it again.',
        ],
        run: ['npsmfa repair registry.values/missing --apply', ...setup.run],
        ...server,
      },
    ),
    'wrong-type': fail(
      'The extension reads text (REG_SZ) only, and these of its registry values are something else: {wrong}. Every sign-in that needs MFA fails.',
      {
        do: ['Delete {names} and make it anew as REG_SZ, then restart NPS.'],
        run: ['npsmfa repair registry.values/wrong-type --apply', restart],
        ...server,
      },
    ),
    malformed: fail(
      'The registry value {name} is {found}, but should be {form}. Every sign-in that needs MFA fails.',
      {
        do: ['Correct {name} in HKLM\\SOFTWARE\\Microsoft\\AzureMfa (REG_SZ), then restart NPS.'],
        run: ['npsmfa repair registry.values/malformed --apply', restart],
        ...server,
      },
    ),
    different: fail(
      'The registry value {name} is {found}; the MFA service knows “{only}” only. Every sign-in that needs MFA fails.',
      {
        do: ['Set {name} to “{only}” (REG_SZ), then restart NPS.'],
        run: [
          'npsmfa repair registry.values/different --apply',
          `Set-ItemProperty ${keyPath} {name} {only}`,
          restart,
        ],
        ...server,
      },
    ),
    'no-slash': warn(
      'The registry value STS_URL is {found}, without the slash at its end that Microsoft’s values have; what the extension makes of that is not documented.',
      {
        do: ['Set STS_URL to {should} (REG_SZ), then restart NPS.'],
        run: [
          'npsmfa repair registry.values/no-slash --apply',
          `Set-ItemProperty ${keyPath} STS_URL {should}`,
          restart,
        ],
        ...server,
      },
    ),
  },
  judge({registry}, say) {
    if (!registry.present) return say('no-key')
    const {values} = registry
    const read = required.map(([name, rule]) => ({name, rule, reading: readingOf(values, name)}))
    const missing = read.filter(({name, reading}) => reading.is === 'nothing' && !mayLack(values, name))
    if (missing.length > 0) return say('missing', {names: missing.map(({name}) => name)})
    const wrong = read.filter(({reading}) => reading.is === 'other-type')
    if (wrong.length > 0)
      return say('wrong-type', {
        names: wrong.map(({name}) => name),
        wrong: wrong.map(({name, reading}) => `${name} (${described(reading)})`),
      })
    const malformed = read.find(({rule, reading}) => rule.allowed && !matches(reading, rule.allowed))
    const bad = malformed ?? read.find(({reading}) => reading.is === 'unclear')
    if (bad)
      return say('malformed', {
        name: bad.name,
        found: described(bad.reading),
        form: bad.rule.form ?? 'what the extension’s configuration script writes',
      })
    const different = read.find(({rule, reading}) => rule.only && !says(reading, rule.only))
    if (different)
      return say('different', {
        name: different.name,
        found: described(different.reading),
        only: different.rule.only ?? '',
      })
    const url = readingOf(values, 'STS_URL')
    if (url.is === 'text' && !url.text.endsWith('/'))
      return say('no-slash', {found: described(url), should: `${url.text}/`})
    return say('complete', {count: read.length})
  },
})

/** Installations of before 2023 have no AZURE_MFA_RESOURCE_HOSTNAME, and the older host serves both purposes. */
const mayLack = (values: Values, name: string) =>
  name === 'AZURE_MFA_RESOURCE_HOSTNAME' && hasOlderHost(values)
const matches = (reading: Reading, allowed: RegExp) =>
  reading.is === 'text' ? allowed.test(reading.text) : reading.is === 'nothing'
const says = (reading: Reading, only: string) =>
  reading.is !== 'text' || reading.text.toLowerCase() === only.toLowerCase()
