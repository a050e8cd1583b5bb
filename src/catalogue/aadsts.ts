/** Groups of token service errors that have one cause and one cure; endings of `token.acquired`. */
export type TokenRefusal =
  | 'certificate-refused'
  | 'client-disabled'
  | 'connector-disabled'
  | 'client-missing'
  | 'resource-missing'
  | 'tenant-not-found'
  | 'wrong-cloud'
  | 'clock'
  | 'assertion-malformed'
  | 'secret-refused'
  | 'old-tls'
  | 'policy'
  | 'tenant-restrictions'
  | 'busy'
  | 'wrong-identity'

/** What each AADSTS number means when the extension asks for its token. */
interface Meaning {
  refusal: TokenRefusal
  meaning: string
}

const group = (refusal: TokenRefusal, meanings: Readonly<Record<number, string>>): [number, Meaning][] =>
  Object.entries(meanings).map(([code, meaning]) => [Number(code), {refusal, meaning}])

// Microsoft Learn, "Microsoft Entra authentication and authorization error codes", and, where that page is silent or
// files a code under another grant, community reports of what this product met.
export const aadsts: ReadonlyMap<number, Meaning> = new Map([
  ...group('certificate-refused', {
    700027: 'the certificate is not registered, has expired there, or does not fit the signature',
    700030: 'the subject name of the certificate is not authorised for this application',
    50013: 'the assertion was not accepted',
  }),
  ...group('client-disabled', {7000112: 'the application is disabled'}),
  ...group('connector-disabled', {
    500014: 'the resource’s service principal is disabled, or its subscription has lapsed',
  }),
  ...group('client-missing', {
    700016: 'the application was not found in the tenant',
    700011: 'the application was not found in the tenant',
  }),
  ...group('resource-missing', {
    500011: 'the resource’s service principal was not found in the tenant',
    50001: 'the resource was not found in the tenant',
    650057: 'the resource is not listed for the application',
  }),
  ...group('tenant-not-found', {90002: 'the tenant was not found'}),
  ...group('wrong-cloud', {
    90038: 'the tenant belongs to another national cloud',
    900382: 'confidential clients are not served across clouds',
    900432: 'confidential clients are not served across clouds',
    50049: 'the cloud instance is unknown or invalid',
  }),
  ...group('clock', {
    700024: 'the assertion is not within its valid time range',
    500133: 'the assertion is not within its valid time range',
    50012: 'the assertion is outside its time range or its signature could not be authenticated',
  }),
  ...group('assertion-malformed', {
    700021: 'issuer or subject of the assertion do not match the application',
    700023: 'the audience of the assertion is not this token service',
    50027: 'the assertion is malformed or names no certificate',
    50048: 'subject and issuer of the assertion differ',
    7000218: 'the assertion is missing',
    900144: 'a required parameter is missing',
    90014: 'a required field is missing',
    70011: 'the scope is not valid',
    28002: 'the scope is not valid',
  }),
  ...group('secret-refused', {
    7000215: 'a client secret was used and is wrong',
    7000222: 'a client secret was used and has expired',
  }),
  ...group('old-tls', {1002016: 'the connection used TLS 1.0, TLS 1.1 or 3DES'}),
  ...group('policy', {
    53003: 'Conditional Access blocked the token',
    530032: 'a security policy of the tenant blocked the request',
    53000: 'Conditional Access requires a compliant device',
    530003: 'Conditional Access requires a managed device',
    530034: 'a security policy of the tenant blocked the request',
    530035: 'security defaults blocked the request',
  }),
  ...group('tenant-restrictions', {
    500021: 'a proxy on the way restricts which tenants may be signed in to',
    500022: 'a proxy on the way restricts which tenants may be signed in to',
    50002: 'a proxy on the way restricts which tenants may be signed in to',
  }),
  ...group('busy', {
    50196: 'the same request was repeated too often',
    90055: 'too many requests',
    90033: 'the token service is temporarily unavailable',
    90006: 'the token service is temporarily unavailable',
    90024: 'the token service is busy',
    90012: 'the request took too long there',
    50033: 'the token service is temporarily unavailable',
  }),
  ...group('wrong-identity', {
    50034: 'a user account was not found',
    51004: 'a user account is not in the directory',
    90072: 'an external account is not in the tenant',
    50020: 'a user of another tenant signed in',
    50053: 'a user account is locked',
    50055: 'a user’s password has expired',
    50144: 'a user’s password has expired',
    50057: 'a user account is disabled',
    50072: 'a user must register for MFA',
    50074: 'a user must pass MFA',
    50076: 'a user must pass MFA',
    50079: 'a user must register for MFA',
    65001: 'nobody has consented to the application',
    65002: 'consent between Microsoft’s own applications is needed',
  }),
])
