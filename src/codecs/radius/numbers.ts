/** Packet codes (RFC 2865 §4, RFC 5997 §3). */
export const codes = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accessChallenge: 11,
  statusServer: 12,
} as const

/** Attribute types (RFC 2865 §5, RFC 2869 §5, RFC 3162 §2). */
export const attributes = {
  userName: 1,
  userPassword: 2,
  nasIpAddress: 4,
  nasPort: 5,
  filterId: 11,
  replyMessage: 18,
  state: 24,
  class: 25,
  vendorSpecific: 26,
  calledStationId: 30,
  callingStationId: 31,
  nasIdentifier: 32,
  nasPortType: 61,
  messageAuthenticator: 80,
  nasIpv6Address: 95,
} as const

/** Microsoft's vendor number and the types of its attributes (RFC 2548). */
export const microsoft = {
  vendor: 311,
  chapError: 2,
  chapChallenge: 11,
  chap2Response: 25,
  chap2Success: 26,
} as const
