import type {Owner} from '../core/outcome.ts'

/** Who must act, in words. */
export const owners: Readonly<Record<Owner, string>> = {
  server: 'the administrator of the NPS server',
  network: 'the network administrator',
  tenant: 'the administrator of the Entra tenant',
  user: 'the user, with the helpdesk',
}
