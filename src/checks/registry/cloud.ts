import {clouds} from '../../catalogue/clouds.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown} from '../../core/outcome.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {keyPath, restart} from '../registry-value.ts'
import {valueClouds} from '../value-clouds.ts'

const server = {owner: 'server', disrupts: 'nps-restart'} as const
const microsofts = /(^|\.)(microsoft|microsoftonline|windowsazure|windows|azure|chinacloudapi)\.[a-z]+$/i

export default defineCheck({
  id: 'registry.cloud',
  title: 'STS_URL, AZURE_MFA_HOSTNAME and AZURE_MFA_RESOURCE_HOSTNAME name one cloud',
  needs: {registry: extensionRegistry},
  after: ['extension.installed', 'registry.values'],
  outcomes: {
    agree: pass('{names} all name the {cloud} cloud.'),
    unset: skip('None of the three registry values is set.'),
    mixed: fail(
      'The registry values name different clouds: {mixed}. The token is then not for the service that is called, and sign-ins that need MFA fail.',
      {
        do: [
          'Find out which cloud the tenant lives in, and set all three values for it.',
          'For the {cloud} cloud, which STS_URL names: STS_URL {sts}, AZURE_MFA_HOSTNAME {mfa}, AZURE_MFA_RESOURCE_HOSTNAME {resource}. Then restart NPS.',
        ],
        run: [
          'npsmfa repair registry.cloud/mixed --apply',
          `Set-ItemProperty ${keyPath} STS_URL {sts}`,
          `Set-ItemProperty ${keyPath} AZURE_MFA_HOSTNAME {mfa}`,
          `Set-ItemProperty ${keyPath} AZURE_MFA_RESOURCE_HOSTNAME {resource}`,
          restart,
        ],
        ...server,
      },
    ),
    foreign: fail(
      'The registry value {name} names {host}, which is none of Microsoft’s hosts: sign-ins that need MFA fail, or go through somebody else.',
      {
        do: [
          'Set {name} to what Microsoft documents for the tenant’s cloud, in the public one {should}; then restart NPS.',
        ],
        run: ['npsmfa repair registry.cloud/foreign --apply', restart],
        ...server,
      },
    ),
    unfamiliar: unknown(
      'The registry value {name} names {host}, which npsmfa knows from no cloud: a slip, or newer than npsmfa.',
      {
        do: [
          'Compare {name} with what Microsoft documents for the tenant’s cloud; in the public one it is {should}.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({registry}, say) {
    const found = registry.present ? valueClouds(registry.values) : []
    const stray = found.find(({family}) => family === null)
    if (stray) {
      const {name, host} = stray
      const slots = {name, host, should: inPublic[name]}
      return microsofts.test(host) ? say('unfamiliar', slots) : say('foreign', slots)
    }
    const [first] = found
    const cloud = first?.family
    if (!cloud) return say('unset')
    if (found.every(({family}) => family === cloud))
      return say('agree', {names: found.map(({name}) => name), cloud})
    const {stsUrl: sts, mfaHost: mfa, resourceHost: resource} = clouds[cloud]
    return say('mixed', {
      mixed: found.map(({name, family}) => `${name} the ${family} one`),
      cloud,
      sts,
      mfa,
      resource,
    })
  },
})

const inPublic = {
  STS_URL: clouds.public.stsUrl,
  AZURE_MFA_HOSTNAME: clouds.public.mfaHost,
  AZURE_MFA_RESOURCE_HOSTNAME: clouds.public.resourceHost,
} as const
