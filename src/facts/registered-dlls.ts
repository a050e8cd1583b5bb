import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

const dll = v.object({
  /** As it is listed. */
  text: v.string(),
  /** Where that is, tidied up; null where it cannot be told or is not on this machine. */
  path: v.nullable(v.string()),
  /** Whether the file is there; null where it was not looked for. */
  present: v.nullable(v.boolean()),
  version: v.nullable(v.string()),
  company: v.nullable(v.string()),
})
const list = v.object({
  /** As Windows names it, REG_MULTI_SZ when all is well; null where the value is absent. */
  type: v.nullable(v.string()),
  /** Text that is written as another type is here, too. */
  dlls: v.array(dll),
  /** There is more than was read. */
  cut: v.boolean(),
})

/** The DLLs that NPS loads when it starts: HKLM\SYSTEM\CurrentControlSet\Services\AuthSrv\Parameters. */
const shape = v.object({
  /** AuthorizationDLLs. */
  authorization: list,
  /** ExtensionDLLs. */
  authentication: list,
  /** ISO: when the key was last written to; null where it is absent or Windows does not say. */
  writtenAt: v.nullable(time),
  /** Microsoft's troubleshooting script left its backup of the key. */
  backup: v.boolean(),
})
export type RegisteredDlls = v.InferOutput<typeof shape>
export type DllList = v.InferOutput<typeof list>

export const registeredDlls = defineFact<RegisteredDlls>({
  key: 'registered-dlls',
  about: 'the DLLs that NPS loads',
  shape,
  identifies: {
    text: ['authorization', 'authentication'].flatMap((list) =>
      ['text', 'path', 'company'].map((leaf) => `/${list}/dlls/*/${leaf}`),
    ),
  },
})
