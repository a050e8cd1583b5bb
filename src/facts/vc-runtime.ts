import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** The Visual C++ 2015 and later runtime for x64, which the extension's DLLs are linked against. */
const shape = v.object({
  /** What the setup of the runtime wrote: "v14.38.33135.00"; null where it was never installed as such. */
  installed: v.nullable(v.string()),
  files: v.array(
    v.object({
      name: v.string(),
      present: v.boolean(),
      /** Null without a version resource. */
      version: v.nullable(v.string()),
    }),
  ),
})
export type VcRuntime = v.InferOutput<typeof shape>

export const vcRuntime = defineFact<VcRuntime>({
  key: 'vc-runtime',
  about: 'the Visual C++ runtime',
  shape,
})
