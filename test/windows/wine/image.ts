import {readFileSync, writeFileSync} from 'node:fs'

const folder = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows'

/** One of Wine's own DLLs (PE32+), to be changed. */
export interface Image {
  name: string
  bytes: Buffer
  /** Offset of the entry of the export directory in the optional header: its address and size. */
  directory: number
  /** File offset of an address. */
  offset(address: number): number
}

export function wineImage(name: string): Image {
  const bytes = readFileSync(`${folder}/${name}`)
  const header = bytes.readUInt32LE(0x3c)
  const optional = header + 24
  if (bytes.toString('latin1', header, header + 4) !== 'PE\0\0' || bytes.readUInt16LE(optional) !== 0x20b)
    throw new Error(`${name} is no PE32+ image`)
  const sections = optional + bytes.readUInt16LE(header + 20)
  const offset = (address: number): number => {
    for (let i = 0; i < bytes.readUInt16LE(header + 6); i++) {
      const section = sections + 40 * i
      const [inMemory, start, inFile, raw] = [8, 12, 16, 20].map((at) => bytes.readUInt32LE(section + at))
      if (address >= start! && address < start! + Math.max(inMemory!, inFile!)) return address - start! + raw!
    }
    throw new Error(`${name}: no section holds ${address}`)
  }
  return {name, bytes, directory: optional + 112, offset}
}

/** The exports of a name: where in the file that name ends, and which of them it is in the table of names. */
export function exportsNamed({bytes, directory, offset}: Image, wanted: string): {end: number; at: number}[] {
  const exports = offset(bytes.readUInt32LE(directory))
  const names = offset(bytes.readUInt32LE(exports + 32))
  return Array.from({length: bytes.readUInt32LE(exports + 24)}, (_, at) => {
    const start = offset(bytes.readUInt32LE(names + 4 * at))
    const end = bytes.indexOf(0, start)
    return {name: bytes.toString('latin1', start, end), end, at}
  }).filter(({name}) => name === wanted)
}

/** Writes it as a DLL that ntdll takes for a native one, which WINEDLLOVERRIDES can choose. */
export function writeImage({name, bytes}: Image, target: string): void {
  const marker = bytes.indexOf('Wine builtin DLL')
  if (marker !== 0x40) throw new Error(`${name}: no marker of a builtin DLL at 0x40`)
  bytes.write('Wine patched DLL', marker, 'latin1')
  writeFileSync(target, bytes)
}
