import {makeKey} from '../certificates/key.ts'
import {makeCertificate} from '../certificates/make.ts'
import {tenantId as healthyTenantId} from './healthy/names.ts'
import {keyOf} from './keys.ts'
import type {Maker} from './state.ts'

const day = 86_400_000

/** Makes what a scenario needs anew. Each certificate has a key of its own, but for those of other makers of this name. */
export function newMaker(name = 'lab'): Maker {
  let made = 0
  return {
    async extensionCertificate({
      tenantId = healthyTenantId,
      unit = 'Microsoft NPS Extension',
      notBefore,
      notAfter,
      bits,
      forServers = false,
    } = {}) {
      const from = notBefore ?? new Date(Date.now() - 30 * day)
      return makeCertificate({
        // In this order Windows prints it as "CN=…, OU=…".
        subject: {OU: unit, CN: tenantId},
        notBefore: from,
        notAfter: notAfter ?? new Date(from.getTime() + 730 * day),
        ...(forServers ? {dnsNames: ['nps01.ad.contoso.example']} : {clientAuth: true}),
        key: await (bits === undefined ? keyOf(`${name} ${made++}`) : makeKey(bits)),
      })
    },
  }
}
