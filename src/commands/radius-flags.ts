import * as Flags from '@oclif/core/flags'
import {variable} from './flags.ts'

/** The flags of `radius`. Shared secret and password are never among them. */
export const radiusFlags = {
  user: Flags.string({
    description: 'who signs in, as it is typed at the VPN (password: NPSMFA_USER_PASSWORD)',
    helpValue: 'UPN',
    required: true,
    env: variable('user'),
  }),
  server: Flags.string({
    description: 'the NPS server; default: this machine (shared secret: NPSMFA_RADIUS_SECRET)',
    helpValue: 'HOST[:PORT]',
    env: variable('server'),
  }),
  protocol: Flags.string({
    description: 'how the password is proven; only PAP can carry a code',
    options: ['pap', 'mschapv2'],
    default: 'pap',
    env: variable('protocol'),
  }),
  timeout: Flags.string({
    description: 'how long an answer to each request is waited for',
    helpValue: 'TIME',
    default: '60s',
    env: variable('timeout'),
  }),
  'nas-ip': Flags.string({
    description: 'the address of the NAS to name; default: this machine’s',
    helpValue: 'IPV4',
    env: variable('nas-ip'),
  }),
  attribute: Flags.string({
    description: 'one more attribute of the request, such as Calling-Station-Id=192.0.2.7',
    helpValue: 'NAME=VALUE',
    multiple: true,
    env: variable('attribute'),
  }),
  lab: Flags.string({
    description: 'ask the NPS of the embedded lab instead; alone: --lab=healthy',
    helpValue: 'SCENARIO|ADDRESS',
    exclusive: ['server'],
  }),
  yes: Flags.boolean({description: 'do not ask first: a phone may ring'}),
  json: Flags.boolean({description: 'as npsmfa.radius-test/1', env: variable('json')}),
}
