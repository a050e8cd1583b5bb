import * as Flags from '@oclif/core/flags'
import {lookFlags, variable} from './flags.ts'

const {tenant, cloud, pfx, cert, key, proxy} = lookFlags

/** How people name the methods of the MFA web service. */
export const methodIds = {
  push: 'PhoneAppNotification',
  code: 'PhoneAppOTP',
  sms: 'OneWaySMS',
  call: 'TwoWayVoiceMobile',
  'call-office': 'TwoWayVoiceOffice',
  'call-other': 'TwoWayVoiceAlternateMobile',
} as const

/** The flags of `challenge`. */
export const challengeFlags = {
  user: Flags.string({
    description: 'who is asked, by the name in Entra',
    helpValue: 'UPN',
    required: true,
    env: variable('user'),
  }),
  method: Flags.string({
    description: 'what is asked for; default: the user’s own choice',
    options: Object.keys(methodIds),
    env: variable('method'),
  }),
  timeout: Flags.string({
    description: 'how long the user is waited for',
    helpValue: 'TIME',
    default: '90s',
    env: variable('timeout'),
  }),
  ...{tenant, cloud, pfx, cert, key, proxy},
  lab: Flags.string({
    description: 'ask in the embedded lab instead; alone: --lab=healthy',
    helpValue: 'SCENARIO|ADDRESS',
  }),
  yes: Flags.boolean({description: 'do not ask first: a phone may ring'}),
  json: Flags.boolean({description: 'as npsmfa.challenge/1', env: variable('json')}),
}
