import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {organization} from '../../facts/organization.ts'
import {throughGraph} from '../ways.ts'

export default defineCheck({
  id: 'tenant.domains',
  title: 'The tenant has a verified domain of its own',
  needs: {organization},
  through: throughGraph,
  outcomes: {
    verified: pass('{count} verified domains: {names}.'),
    'initial-only': warn(
      'The tenant has no verified domain but {names}: the user principal names of Active Directory cannot be those of Entra.',
      {
        do: ['Verify the domain of your user principal names in Entra, under Custom domain names.'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
  },
  judge({organization}, say) {
    const {verifiedDomains: all} = organization
    const names = all.map((domain) => domain.name)
    const shown = names.length > 5 ? [...names.slice(0, 5), '…'] : names
    return all.some((domain) => !domain.isInitial && !/\.onmicrosoft\./i.test(`${domain.name}.`))
      ? say('verified', {count: names.length, names: shown})
      : say('initial-only', {names: shown})
  },
})
