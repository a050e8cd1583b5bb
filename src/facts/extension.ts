import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

const file = v.object({
  path: v.string(),
  /** Four parts; null without a version resource. */
  version: v.nullable(v.string()),
  company: v.nullable(v.string()),
  modifiedAt: time,
})

/** The NPS extension as it is installed. */
const shape = v.object({
  /** Its entries under Uninstall; several after an upgrade that left one behind. */
  entries: v.array(v.object({name: v.string(), version: v.nullable(v.string())})),
  /** The folder of its DLLs: of those that are registered, else the one it is installed in by default. */
  folder: v.string(),
  /** Its two DLLs on disk; null where the file is missing. */
  authentication: v.nullable(file),
  authorization: v.nullable(file),
  /** The version that counts: of the authorization DLL, else of the entry; null where nothing tells. */
  version: v.nullable(v.string()),
})
export type Extension = v.InferOutput<typeof shape>

export const extension = defineFact<Extension>({
  key: 'extension',
  about: 'the installed NPS extension',
  shape,
  identifies: {
    text: [
      '/entries/*/name',
      '/folder',
      ...['authentication', 'authorization'].flatMap((dll) => [`/${dll}/path`, `/${dll}/company`]),
    ],
  },
})
