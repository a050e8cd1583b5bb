import type {Attribute} from '../../codecs/radius/packet.ts'
import type {Why} from './why.ts'

/** What NPS or its extension does with a request, and why; without a reason nothing is written down of it. */
export type Verdict = {why?: Why} & Deed

type Deed =
  | {does: 'discard'}
  | {does: 'reject' /** For MS-CHAP-Error. */; error?: number}
  | {does: 'accept'; attributes: readonly Attribute[]}
  | {does: 'challenge'; state: Buffer; message: string}

export const discard: Verdict = {does: 'discard'}
export const reject: Verdict = {does: 'reject'}
