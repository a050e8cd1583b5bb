import {fail} from '../../core/outcome.ts'
import {endpointCheck} from '../endpoint-check.ts'

export default endpointCheck(
  'adnotifications',
  fail,
  'pushes and calls cannot be completed, so sign-ins that need MFA fail.',
)
