import {u32} from './cursor.ts'

/** 1601-01-01, from which FILETIME counts, in milliseconds. */
const epoch = -11_644_473_600_000

/** A FILETIME as Windows writes it in event XML: seven digits behind the second. */
export function fileTime(bytes: Buffer, at: number): string {
  const [low, high] = [u32(bytes, at), u32(bytes, at + 4)]
  // 2³² is 429,496 times ten thousand and 7,296; so nothing goes beyond what a number holds exactly.
  const rest = high * 7_296 + low
  const date = new Date(epoch + high * 429_496 + Math.floor(rest / 10_000))
  return `${date.toISOString().slice(0, -1)}${String(rest % 10_000).padStart(4, '0')}Z`
}

/** A SYSTEMTIME: year, month, day of the week, day, hour, minute, second, millisecond. */
export function systemTime(bytes: Buffer, at: number): string {
  const part = (index: number, digits: number) =>
    String(bytes.readUInt16LE(at + 2 * index)).padStart(digits, '0')
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`
}
