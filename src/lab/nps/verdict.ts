import type {Attribute} from '../../codecs/radius/packet.ts'

/** What NPS or its extension does with a request. */
export type Verdict =
  | {does: 'discard'}
  | {does: 'reject' /** For MS-CHAP-Error. */; error?: number}
  | {does: 'accept'; attributes: readonly Attribute[]}
  | {does: 'challenge'; state: Buffer; message: string}

export const discard: Verdict = {does: 'discard'}
export const reject: Verdict = {does: 'reject'}
