import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const shape = v.object({
  /** "10.0.20348". */
  version: v.string(),
  build: v.number(),
  product: v.picklist(['workstation', 'domain-controller', 'server']),
  /** As the registry names it, "Windows Server 2022 Standard"; null where it does not. */
  name: v.nullable(v.string()),
  /** Server Core; null where the registry does not tell. */
  core: v.nullable(v.boolean()),
})
export type OperatingSystem = v.InferOutput<typeof shape>

export const operatingSystem = defineFact<OperatingSystem>({
  key: 'operating-system',
  about: 'the Windows version of this machine',
  shape,
})
