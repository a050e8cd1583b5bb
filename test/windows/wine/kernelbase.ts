import {readFileSync, writeFileSync} from 'node:fs'

const builtin = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/kernelbase.dll'

/**
 * Writes Wine's kernelbase.dll without its export VirtualAlloc2. V8 from 13 on (Node.js 24) reserves memory with
 * placeholders where that export exists; Wine 8 has the export but refuses placeholders, so V8 would die at start.
 */
export function writeKernelbase(target: string): void {
  const image = readFileSync(builtin)
  hideExport(image)
  // Without this marker ntdll takes the file for a native DLL and lets WINEDLLOVERRIDES choose it.
  const marker = image.indexOf('Wine builtin DLL')
  if (marker !== 0x40) throw new Error(`${builtin}: no marker of a builtin DLL at 0x40`)
  image.write('Wine patched DLL', marker, 'latin1')
  writeFileSync(target, image)
}

/** VirtualAlloc2 becomes VirtualAlloc1, which keeps the table of names sorted: ntdll searches it by halves. */
function hideExport(image: Buffer): void {
  const header = image.readUInt32LE(0x3c)
  const optional = header + 24
  if (image.toString('latin1', header, header + 4) !== 'PE\0\0' || image.readUInt16LE(optional) !== 0x20b)
    throw new Error(`${builtin} is no PE32+ image`)
  const offset = (address: number) => fileOffset(image, header, address)
  const exports = offset(image.readUInt32LE(optional + 112))
  const names = offset(image.readUInt32LE(exports + 32))
  let hidden = 0
  for (let i = 0; i < image.readUInt32LE(exports + 24); i++) {
    const start = offset(image.readUInt32LE(names + 4 * i))
    const end = image.indexOf(0, start)
    if (image.toString('latin1', start, end) !== 'VirtualAlloc2') continue
    image[end - 1] = '1'.charCodeAt(0)
    hidden++
  }
  if (hidden !== 1) throw new Error(`${builtin}: ${hidden} exports named VirtualAlloc2`)
}

function fileOffset(image: Buffer, header: number, address: number): number {
  const sections = header + 24 + image.readUInt16LE(header + 20)
  for (let i = 0; i < image.readUInt16LE(header + 6); i++) {
    const section = sections + 40 * i
    const [inMemory, start, inFile, raw] = [8, 12, 16, 20].map((at) => image.readUInt32LE(section + at))
    if (address >= start! && address < start! + Math.max(inMemory!, inFile!)) return address - start! + raw!
  }
  throw new Error(`${builtin}: no section holds ${address}`)
}
