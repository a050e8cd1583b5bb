import {warn} from '../../core/outcome.ts'
import {endpointCheck} from '../endpoint-check.ts'

export default endpointCheck(
  'graph',
  warn,
  'sign-ins do without it, but setup, certificate renewal and half of these checks do not.',
)
