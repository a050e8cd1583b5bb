import {guidText} from '../guid.ts'
import {EvtxError, u32} from './cursor.ts'
import {fileTime, systemTime} from './moment.ts'

/** How a value of fixed size becomes text, as Windows writes it in event XML. */
interface Kind {
  size: number
  text: (bytes: Buffer, at: number) => string
}

const hex32 = (bytes: Buffer, at: number) => `0x${u32(bytes, at).toString(16)}`
const hex64 = (bytes: Buffer, at: number) => {
  const [low, high] = [u32(bytes, at), u32(bytes, at + 4)]
  return high === 0 ? `0x${low.toString(16)}` : `0x${high.toString(16)}${low.toString(16).padStart(8, '0')}`
}
const unsigned64 = (bytes: Buffer, at: number) =>
  String(u32(bytes, at + 4) === 0 ? u32(bytes, at) : bytes.readBigUInt64LE(at))

/** A floating point number that is none is written as the C library of Windows does. */
const real = (value: number) =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? '-1.#IND' : value > 0 ? '1.#INF' : '-1.#INF'

/** By type of value ([MS-EVEN6] 2.2.12). Text, binary data, SIDs and binary XML have no fixed size. */
export const kinds: Readonly<Record<number, Kind>> = {
  3: {size: 1, text: (bytes, at) => String(bytes.readInt8(at))},
  4: {size: 1, text: (bytes, at) => String(bytes[at])},
  5: {size: 2, text: (bytes, at) => String(bytes.readInt16LE(at))},
  6: {size: 2, text: (bytes, at) => String(bytes.readUInt16LE(at))},
  7: {size: 4, text: (bytes, at) => String(bytes.readInt32LE(at))},
  8: {size: 4, text: (bytes, at) => String(u32(bytes, at))},
  9: {size: 8, text: (bytes, at) => String(bytes.readBigInt64LE(at))},
  10: {size: 8, text: unsigned64},
  11: {size: 4, text: (bytes, at) => real(Number(bytes.readFloatLE(at).toPrecision(7)))},
  12: {size: 8, text: (bytes, at) => real(bytes.readDoubleLE(at))},
  13: {size: 4, text: (bytes, at) => String(u32(bytes, at) !== 0)},
  15: {size: 16, text: (bytes, at) => `{${guidText(bytes, at)}}`},
  17: {size: 8, text: fileTime},
  18: {size: 16, text: systemTime},
  20: {size: 4, text: hex32},
  21: {size: 8, text: hex64},
}

/** S-1-authority-…; `end` is where the value ends, which a SID fills exactly. */
export function sid(bytes: Buffer, at: number, end: number): string {
  const parts = bytes[at + 1] ?? 0
  if (end - at < 8 || end - at !== 8 + 4 * parts) throw new EvtxError('a SID is broken')
  let text = `S-${bytes[at]}-${bytes.readUIntBE(at + 2, 6)}`
  for (let part = 0; part < parts; part++) text += `-${u32(bytes, at + 8 + 4 * part)}`
  return text
}
