/** NPS as a RADIUS server, as far as its own configuration (ias.xml, registry, service) does not tell it. */
export interface RadiusState {
  /** The shared secret at NPS. */
  secret: string
  /** What the operator takes it for. */
  knownSecret: string
  /** The address of the NAS that whoever asks over loopback is taken for. */
  nasAddress: string
  /** Whether replies carry a Message-Authenticator, as they do since the updates of July 2024. */
  signsReplies: boolean
}

/** What people do with their phones and tokens. */
export interface SecondFactor {
  /** To an approval or a call. */
  answer: 'approves' | 'denies' | 'ignores' | 'reports-fraud'
  /** So long after they are asked, in milliseconds. */
  afterMs: number
  /** What their app, token or SMS shows. */
  code: string
}
