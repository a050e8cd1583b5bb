import {exportsNamed, type Image, wineImage, writeImage} from './image.ts'

/** What Wine 8 does not do (ERROR_INVALID_LEVEL, and no dependents at all) and ../doubles/svcdouble.c does. */
const lacking = ['ChangeServiceConfig2W', 'EnumDependentServicesW']

/** Writes Wine's advapi32.dll with these functions forwarded to svcdouble.dll, which is loaded when one is asked for. */
export function writeAdvapi32(target: string): void {
  const image = wineImage('advapi32.dll')
  for (const name of lacking) forward(image, name, `svcdouble.${name}`)
  writeImage(image, target)
}

/** An export whose address lies within the export directory is the name of another one ("Forwarder RVA", PE Format). */
function forward(image: Image, name: string, to: string): void {
  const {bytes, directory, offset} = image
  const [address, size] = [bytes.readUInt32LE(directory), bytes.readUInt32LE(directory + 4)]
  // The directory is a section of its own, and filled up with zeros.
  const room = bytes.subarray(offset(address) + size, offset(address) + size + to.length + 1)
  if (room.some((byte) => byte !== 0)) throw new Error(`no room behind the exports of ${image.name}`)
  bytes.write(`${to}\0`, offset(address) + size, 'latin1')
  bytes.writeUInt32LE(size + to.length + 1, directory + 4)
  const exports = offset(address)
  const [functions, ordinals] = [28, 36].map((at) => offset(bytes.readUInt32LE(exports + at)))
  const found = exportsNamed(image, name)
  if (found.length !== 1) throw new Error(`${found.length} exports of ${image.name} named ${name}`)
  const ordinal = bytes.readUInt16LE(ordinals! + 2 * found[0]!.at)
  bytes.writeUInt32LE(address + size, functions! + 4 * ordinal)
}
