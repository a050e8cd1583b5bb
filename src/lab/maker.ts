import {makeKey} from '../certificates/key.ts'
import {makeCertificate} from '../certificates/make.ts'
import {tenantId as healthyTenantId} from './healthy/names.ts'
import type {Maker} from './state.ts'

const day = 86_400_000

/** Makes what a scenario needs anew. */
export const maker: Maker = {
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
      ...(bits === undefined ? {} : {key: await makeKey(bits)}),
    })
  },
}
