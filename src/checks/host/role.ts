import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown, warn} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {extension} from '../../facts/extension.ts'
import {npsService} from '../../facts/nps-service.ts'
import {radiusConfiguration} from '../../facts/radius-configuration.ts'
import {roles} from '../../facts/roles.ts'
import {isElsewhere} from '../elsewhere.ts'

export default defineCheck({
  id: 'host.role',
  title: 'This server has the role Network Policy Server, and has it for itself',
  needs: {nps: npsService},
  wants: {roles, radius: radiusConfiguration, extension, deployment},
  after: ['host.os'],
  outcomes: {
    installed: pass('The role Network Policy Server is installed.'),
    elsewhere: skip(
      'This machine is no NPS server: the tenant that was named is looked at from here, the NPS server is not.',
    ),
    missing: fail(
      'The role Network Policy Server is not installed here (there is no service IAS), so nothing on this machine answers RADIUS.',
      {
        do: [
          'Run npsmfa on the server that has the role; or install it here, then the extension, and run npsmfa setup.',
        ],
        run: ['Install-WindowsFeature NPAS -IncludeManagementTools'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'only-forwards': warn(
      'Every request is forwarded to {group}: this NPS authenticates nobody, so the extension that is installed here is never asked. MFA is enforced only if the servers it forwards to have the extension.',
      {
        do: [
          'Install the extension on the NPS servers of {group} and run npsmfa there.',
          'Or let a connection request policy authenticate on this server.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    colocated: warn(
      'The extension shares this server with {roles}. That role asks the NPS on its own machine without RADIUS, and the extension then lacks what it needs of a request: such sign-ins may fail, or go without MFA.',
      {
        do: [
          'Put NPS with the extension on a server of its own and point {roles} to it over RADIUS.',
          'If {roles} is not used here, disable its service.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'others-unknown': unknown(
      'The role Network Policy Server is installed; which other roles share this server could not be read.',
      {
        do: [
          'Look in Server Manager whether this server is an RD Gateway or a Remote Access server as well.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({nps, roles, radius, extension, deployment}, say) {
    if (!nps.present) return isElsewhere(deployment) ? say('elsewhere') : say('missing')
    // Without the extension it is an ordinary RADIUS proxy, or the NPS that comes with a gateway.
    if (extension && extension.entries.length === 0 && !extension.authorization) return say('installed')
    const policies = radius?.connectionRequestPolicies.filter((policy) => policy.enabled) ?? []
    if (policies.length > 0 && policies.every((policy) => policy.provider === 'radius')) {
      const groups = policies.map((policy) => `“${policy.remoteGroup ?? 'a remote group'}”`)
      return say('only-forwards', {group: [...new Set(groups)]})
    }
    if (!roles) return say('others-unknown')
    const sharing = roles.filter((role) => role.state === 'running').map((role) => role.title)
    return sharing.length > 0 ? say('colocated', {roles: sharing}) : say('installed')
  },
})
