import {attributes} from './numbers.ts'
import {type Attribute, type Packet, RadiusError} from './packet.ts'

const vendorBytes = 4
/** What is left of an attribute's 253 bytes beside the vendor's number and the type and length of its own. */
const longestValue = 247

/** A vendor's attribute within Vendor-Specific (RFC 2865 §5.26). */
export function vendorAttribute(vendor: number, type: number, value: Uint8Array): Attribute {
  if (value.length > longestValue)
    throw new RadiusError(`a vendor's attribute of more than ${longestValue} bytes`)
  const number = Buffer.alloc(vendorBytes)
  number.writeUInt32BE(vendor)
  return {
    type: attributes.vendorSpecific,
    value: Buffer.concat([number, Buffer.of(type, value.length + 2), value]),
  }
}

/** The first value of a vendor's type; an attribute that is not written in the usual form holds none. */
export function vendorValueOf(packet: Packet, vendor: number, type: number): Buffer | undefined {
  for (const {type: outer, value} of packet.attributes) {
    if (outer !== attributes.vendorSpecific || value.length < vendorBytes) continue
    if (value.readUInt32BE(0) !== vendor) continue
    for (let at = vendorBytes; at + 2 <= value.length; ) {
      const length = value[at + 1]!
      if (length < 2 || at + length > value.length) break
      if (value[at] === type) return value.subarray(at + 2, at + length)
      at += length
    }
  }
  return undefined
}
