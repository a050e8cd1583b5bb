import {clientAppId} from '../../catalogue/apps.ts'
import {registered} from '../healthy/tenant.ts'
import type {Scenario} from '../state.ts'
import {principal} from './change.ts'

const day = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * day)

export const keys: readonly Scenario[] = [
  {
    name: 'certificate-not-registered',
    about: 'The server has a new certificate, but the tenant still knows only the one before.',
    code: 'tenant.associated/not-registered',
    exit: 1,
    async change(state, make) {
      const notBefore = new Date(Date.now() - 500 * day)
      const former = await make.extensionCertificate({notBefore})
      principal(state, clientAppId).keys = [registered(former.certificate)]
    },
  },
  {
    name: 'certificate-expired-there',
    about: 'The certificate itself is valid, but its entry in the tenant ended a week ago.',
    code: 'tenant.associated/expired-there',
    exit: 1,
    change(state) {
      for (const key of principal(state, clientAppId).keys)
        key.endDateTime = new Date(Date.now() - 7 * day).toISOString()
    },
  },
  {
    name: 'stale-keys',
    about:
      'Sign-ins work; beside the key in use, the tenant still holds two of the extension that have ended.',
    code: 'tenant.stale-keys/ended',
    exit: 0,
    async change(state, make) {
      for (const [from, until] of [
        [1500, 770],
        [770, 40],
      ] as const) {
        const former = {notBefore: daysAgo(from), notAfter: daysAgo(until)}
        const {certificate} = await make.extensionCertificate(former)
        principal(state, clientAppId).keys.unshift(registered(certificate))
      }
    },
  },
  {
    name: 'foreign-keys',
    about:
      'Sign-ins work; beside the key in use, AD FS has left one that has ended, which is none of our business.',
    code: null,
    exit: 0,
    async change(state, make) {
      const former = {notBefore: daysAgo(800), notAfter: daysAgo(70)}
      const {certificate} = await make.extensionCertificate({...former, unit: 'Microsoft AD FS Azure MFA'})
      principal(state, clientAppId).keys.unshift(registered(certificate))
    },
  },
]
