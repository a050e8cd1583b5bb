import {standardPack} from '../healthy/skus.ts'
import type {Scenario} from '../state.ts'
import {alice, inEntra} from './change.ts'

export const licences: readonly Scenario[] = [
  {
    name: 'no-licences',
    about: 'The tenant has Office 365 only: no subscription of it carries Entra MFA.',
    code: 'tenant.licences/none',
    exit: 0,
    change({tenant}) {
      tenant.skus = [standardPack()]
      for (const user of tenant.users) user.skuIds = [standardPack().skuId]
    },
  },
  {
    name: 'licence-lapsed',
    about: 'The subscription that carries Entra MFA was not renewed, and is suspended.',
    code: 'tenant.licences/lapsed',
    exit: 0,
    change({tenant}) {
      for (const sku of tenant.skus) sku.capabilityStatus = 'Suspended'
    },
  },
  {
    name: 'user-no-licence',
    about: 'The tenant has licences with Entra MFA; Alice has none of them.',
    code: 'user.licence/none',
    exit: 0,
    change: (state) => inEntra(state, alice, {skuIds: []}),
  },
]
