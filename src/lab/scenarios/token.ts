import {clouds} from '../../catalogue/clouds.ts'
import type {Scenario} from '../state.ts'
import {registry} from './change.ts'

export const token: readonly Scenario[] = [
  {
    name: 'wrong-resource',
    about:
      'AZURE_MFA_RESOURCE_HOSTNAME names the MFA web service, which is no resource that tokens are made for.',
    code: 'token.acquired/resource-missing',
    exit: 1,
    change: (state) => registry(state, 'AZURE_MFA_RESOURCE_HOSTNAME', clouds.public.mfaHost),
  },
]
