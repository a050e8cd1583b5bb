import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const shape = v.object({
  name: v.string(),
  platform: v.string(),
  /** The account that ran the doctor. */
  as: v.string(),
  elevated: v.boolean(),
  source: v.picklist(['live', 'lab', 'lab tenant, live machine', 'bundle', 'logs']),
})
export type Machine = v.InferOutput<typeof shape>

export const machine = defineFact<Machine>({
  key: 'machine',
  about: 'the machine and who looked',
  shape,
  identifies: {host: ['/name'], user: ['/as']},
})
