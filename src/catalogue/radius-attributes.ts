export interface RadiusAttribute {
  type: number
  /** How its value is written: UTF-8, or a number or an IPv4 address in four bytes. */
  value: 'text' | 'number' | 'address'
}

/** Attributes that a NAS may send and a policy may ask for (RFC 2865 §5, RFC 2869 §5). */
export const radiusAttributes: Readonly<Record<string, RadiusAttribute>> = {
  'NAS-IP-Address': {type: 4, value: 'address'},
  'NAS-Port': {type: 5, value: 'number'},
  'Service-Type': {type: 6, value: 'number'},
  'Framed-Protocol': {type: 7, value: 'number'},
  'Called-Station-Id': {type: 30, value: 'text'},
  'Calling-Station-Id': {type: 31, value: 'text'},
  'NAS-Identifier': {type: 32, value: 'text'},
  'Acct-Session-Id': {type: 44, value: 'text'},
  'NAS-Port-Type': {type: 61, value: 'number'},
  'Connect-Info': {type: 77, value: 'text'},
  'NAS-Port-Id': {type: 87, value: 'text'},
}

/** What an answer may carry for the NAS, beside the above. */
const granted: Readonly<Record<number, string>> = {
  8: 'Framed-IP-Address',
  9: 'Framed-IP-Netmask',
  11: 'Filter-Id',
  12: 'Framed-MTU',
  13: 'Framed-Compression',
  22: 'Framed-Route',
  25: 'Class',
  26: 'Vendor-Specific',
  27: 'Session-Timeout',
  28: 'Idle-Timeout',
  29: 'Termination-Action',
  64: 'Tunnel-Type',
  65: 'Tunnel-Medium-Type',
  81: 'Tunnel-Private-Group-ID',
}

/** "Filter-Id", or "attribute 99". */
export const attributeName = (type: number): string =>
  granted[type] ??
  Object.entries(radiusAttributes).find(([, known]) => known.type === type)?.[0] ??
  `attribute ${type}`
