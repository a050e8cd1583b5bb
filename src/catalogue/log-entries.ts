/** What a record of a log may say about a sign-in, or about the server. */
export const entryKinds = [
  /** A client asks. */
  'request',
  /** NPS answers, or refuses to. */
  'granted',
  'denied',
  'discarded',
  'challenged',
  /** The extension. */
  'accepted',
  'rejected',
  'failed',
  'asked-code',
  'passed-by',
  /** RD Gateway. */
  'gateway-begun',
  'gateway-met',
  'gateway-refused',
  /** Something about the server or a client, no sign-in. */
  'event',
] as const

/** Which kind of log tells it. */
export const entrySources = ['security', 'accounting', 'extension', 'gateway', 'system'] as const

/** What else its text may give away. */
export const entryTraits = ['key-expired', 'name-broken', 'harmless'] as const
