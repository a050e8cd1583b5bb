import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** The user that is asked about, by user principal name. */
export const user = defineFact<string>({
  key: 'user',
  about: 'who is asked about',
  per: 'user',
  shape: v.string(),
  identifies: {user: ['']},
})
