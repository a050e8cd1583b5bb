import {fail} from '../../core/outcome.ts'
import {endpointCheck} from '../endpoint-check.ts'

export default endpointCheck(
  'credentials',
  fail,
  'the extension needs this host, and sign-ins have been seen to fail without it.',
)
