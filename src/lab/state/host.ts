/** How one host of the lab behaves, layer by layer; every default is the healthy one. */
export interface Host {
  name: string
  /** The port that clients name. */
  port: number
  dns: 'answers' | 'nxdomain' | 'servfail' | 'silent'
  /** `silent` accepts connections and never says a byte. */
  tcp: 'listens' | 'refuses' | 'silent' | 'resets'
  certificate:
    | 'valid'
    | 'expired'
    | 'not-yet-valid'
    | 'wrong-name'
    | 'self-signed'
    | 'untrusted'
    | 'inspected'
  /** `plain` answers in clear text where TLS is due. */
  tls: 'modern' | 'tls1.1' | 'plain'
  http:
    | 'genuine'
    | 'silent'
    | 'endless-headers'
    | 'huge-body'
    | 'garbage'
    | 'redirect-loop'
    | 'block-page'
    | 'unavailable'
}
