import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {type RadiusConfiguration, radiusConfiguration} from '../../facts/radius-configuration.ts'

type Types = RadiusConfiguration['networkPolicies'][number]['authenticationTypes']

/** What goes without a Message-Authenticator of its own; EAP always carries one (RFC 3579). */
const exposed: Types = ['pap', 'chap', 'ms-chap', 'ms-chap-v2', 'unauthenticated', 'other']

export default defineCheck({
  id: 'radius.hardening',
  title: 'RADIUS clients must sign their requests (BlastRADIUS)',
  needs: {radius: radiusConfiguration},
  after: ['radius.clients'],
  outcomes: {
    required: pass('Every enabled RADIUS client must send the Message-Authenticator attribute.'),
    eap: pass('Policies let in EAP only, which always carries the Message-Authenticator attribute.'),
    exposed: warn(
      'NPS accepts requests without the Message-Authenticator attribute from {clients}: who can change packets between gateway and NPS can forge an acceptance (BlastRADIUS, CVE-2024-3596), and the long wait for MFA gives time for it.',
      {
        do: [
          'First let the gateway send Message-Authenticator (a firmware update may be due); a gateway that does not is no longer answered afterwards.',
          'Then tick “Access-Request messages must contain the Message-Authenticator attribute” in the client’s advanced settings.',
        ],
        run: ['netsh nps set requiremsgauth all = "enable"', 'netsh nps set limitproxystate all = "enable"'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({radius: {clients, networkPolicies}}, say) {
    const lax = clients.filter((client) => client.enabled && !client.requiresMessageAuthenticator)
    if (lax.length === 0) return say('required')
    const used = networkPolicies.filter((policy) => policy.enabled && policy.grants !== false)
    const onlyEap =
      used.length > 0 &&
      used.every(
        ({authenticationTypes: types}) => types.length > 0 && !types.some((type) => exposed.includes(type)),
      )
    return onlyEap ? say('eap') : say('exposed', {clients: lax.map(({name}) => `“${name}”`)})
  },
})
