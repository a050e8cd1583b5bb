import * as v from 'valibot'
import {cloudNames} from '../catalogue/clouds.ts'
import {defineFact} from '../core/fact.ts'

/** How the run was asked for; no secret and no name of a file, which tells about people and not about sign-ins. */
const shape = v.object({
  tenant: v.nullable(v.string()),
  cloud: v.nullable(v.picklist(cloudNames)),
  only: v.array(v.string()),
  skip: v.array(v.string()),
  strict: v.boolean(),
  deadlineMs: v.number(),
  /** Where the extension's certificate was to be taken from. */
  certificate: v.picklist(['server', 'file']),
  /** How Microsoft Graph was signed in to. */
  signIn: v.string(),
  /** The directory's address; null where it was left to be found. */
  directory: v.nullable(v.string()),
  /** The RADIUS server that was to be asked; absent where none was. */
  radius: v.optional(v.string()),
  /** From --proxy, without credentials. */
  proxy: v.nullable(v.string()),
})
export type Settings = v.InferOutput<typeof shape>

export const settings = defineFact<Settings>({
  key: 'settings',
  about: 'how the run was asked for',
  shape,
  identifies: {tenant: ['/tenant'], host: ['/directory', '/radius', '/proxy']},
})
