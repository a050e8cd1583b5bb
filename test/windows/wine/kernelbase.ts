import {exportsNamed, wineImage, writeImage} from './image.ts'

/**
 * Writes Wine's kernelbase.dll without its export VirtualAlloc2. V8 from 13 on (Node.js 24) reserves memory with
 * placeholders where that export exists; Wine 8 has the export but refuses placeholders, so V8 would die at start.
 */
export function writeKernelbase(target: string): void {
  const image = wineImage('kernelbase.dll')
  const found = exportsNamed(image, 'VirtualAlloc2')
  if (found.length !== 1) throw new Error(`${found.length} exports of kernelbase.dll named VirtualAlloc2`)
  // VirtualAlloc1 keeps the table of names sorted: ntdll searches it by halves.
  image.bytes[found[0]!.end - 1] = '1'.charCodeAt(0)
  writeImage(image, target)
}
