import type {AnyRepair} from './repair.ts'
import {keyAcl} from './repairs/key-acl.ts'

/** What `npsmfa repair` can cure. */
export const repairs: readonly AnyRepair[] = [keyAcl]

/** The repair of an ending, "cert.key-acl/denied"; null where there is none. */
export function repairOf(code: string): AnyRepair | null {
  const [check, ending = ''] = code.split('/')
  return repairs.find((repair) => repair.check === check && repair.endings.includes(ending)) ?? null
}
