import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {radiusConfiguration} from '../../facts/radius-configuration.ts'

const console_ = 'In the NPS console, under Policies → Connection Request Policies,'
const server = {owner: 'server', disrupts: 'nothing'} as const

export default defineCheck({
  id: 'radius.policies',
  title: 'NPS takes requests and asks for the first factor (connection request policies)',
  needs: {radius: radiusConfiguration},
  after: ['host.role'],
  outcomes: {
    authenticates: pass('Connection request policies are in effect: {policies}.'),
    none: fail(
      'No connection request policy is enabled ({policies}), so NPS refuses every request (reason 49): nobody signs in through this server.',
      {
        do: [
          `${console_} enable “Use Windows authentication for all users”, or make a policy that authenticates on this server.`,
        ],
        ...server,
      },
    ),
    untold: unknown(
      'ias.xml names no connection request policy that npsmfa could read; without one NPS refuses every request.',
      {do: [`${console_} see whether one is there and enabled.`], ...server},
    ),
    'no-first-factor': warn(
      'The connection request policy {policies} lets people in without looking at their password (“Accept users without validating credentials”).',
      {
        do: [
          `${console_} open {policies}, and under Settings → Authentication let it authenticate on this server.`,
        ],
        ...server,
      },
    ),
  },
  judge({radius}, say) {
    const all = radius.connectionRequestPolicies
    const named = (policies: readonly {name: string}[]) => policies.map(({name}) => `“${name}”`)
    if (all.length === 0) return say('untold')
    const enabled = all.filter((policy) => policy.enabled)
    const open = enabled.filter((policy) => policy.provider === 'none')
    if (enabled.length === 0) return say('none', {policies: named(all)})
    return open.length > 0
      ? say('no-first-factor', {policies: named(open)})
      : say('authenticates', {policies: named(enabled)})
  },
})
