import {warn} from '../../core/outcome.ts'
import {endpointCheck} from '../endpoint-check.ts'

export default endpointCheck(
  'login-windows-net',
  warn,
  'sign-ins do without it unless STS_URL names it, as older installations do.',
)
