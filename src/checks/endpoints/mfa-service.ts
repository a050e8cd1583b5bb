import {fail} from '../../core/outcome.ts'
import {endpointCheck} from '../endpoint-check.ts'

export default endpointCheck(
  'mfa-service',
  fail,
  'no second factor can be asked for and every sign-in that needs MFA fails.',
)
