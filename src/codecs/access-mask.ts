/**
 * What SDDL writes instead of bits of an access mask: generic, standard, directory, file and registry rights.
 * Source: [MS-DTYP] §2.5.1.1; Microsoft Learn, "ACE Strings".
 */
const letters: Readonly<Record<string, number>> = {
  GA: 0x10000000,
  GX: 0x20000000,
  GW: 0x40000000,
  GR: 0x80000000,
  RC: 0x20000,
  SD: 0x10000,
  WD: 0x40000,
  WO: 0x80000,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  FA: 0x1f01ff,
  FR: 0x120089,
  FW: 0x120116,
  FX: 0x1200a0,
  KA: 0xf003f,
  KR: 0x20019,
  KW: 0x20006,
  KX: 0x20019,
}

/** The mask of an ACE's rights, as letters or as a number in C's notation; null where it is neither. */
export function accessMask(rights: string): number | null {
  if (/^(0x[\da-f]{1,8}|[1-9]\d{0,9}|0)$/i.test(rights)) return within32(Number(rights))
  if (/^0[0-7]{1,11}$/.test(rights)) return within32(Number.parseInt(rights, 8))
  if (rights.length % 2 === 1) return null
  let mask = 0
  for (let at = 0; at < rights.length; at += 2) {
    const bits = letters[rights.slice(at, at + 2).toUpperCase()]
    if (bits === undefined) return null
    mask = (mask | bits) >>> 0
  }
  return mask
}

const within32 = (number: number) => (number <= 0xffffffff ? number : null)

/** Generic rights of a file and what they stand for there; keys are files to Windows. */
const ofFiles: readonly (readonly [generic: number, file: number])[] = [
  [0x80000000, 0x120089],
  [0x40000000, 0x120116],
  [0x20000000, 0x1200a0],
  [0x10000000, 0x1f01ff],
]

/** The mask with its generic rights written out as those of a file. */
export const fileMask = (mask: number): number =>
  ofFiles.reduce((all, [generic, file]) => ((mask & generic) !== 0 ? all | file : all), mask & 0x0fffffff) >>>
  0
