import {fail} from '../../core/outcome.ts'
import {endpointCheck} from '../endpoint-check.ts'

export default endpointCheck(
  'login',
  fail,
  'the extension gets no token and every sign-in that needs MFA fails.',
)
