/** Channels that tell of sign-ins, beside those of the extension. */
export const channels = {
  security: 'Security',
  system: 'System',
  gateway: 'Microsoft-Windows-TerminalServices-Gateway/Operational',
} as const

/** The extension's own channels; the part before the last slash is written differently from place to place. */
export const extensionChannel = /(?:^|\/)Auth[NZ](?:Opt|Admin)Ch$/i
/** Of all channels of a machine those of the extension; the product has three, and more than twelve are none of its. */
export const extensionChannels = (names: readonly string[]): string[] =>
  names.filter((name) => extensionChannel.test(name)).slice(0, 12)
/** The one of them that holds errors; the others hold what happened to each request. */
export const isAdminChannel = (channel: string): boolean => /AdminCh$/i.test(channel)

/** Audit subcategory "Network Policy Server" (MS-GPAC). */
export const npsAuditing = '{0CCE9243-69AE-11D9-BED3-505054503030}'

/** NPS in the Security log (Microsoft Learn, "Audit Network Policy Server"). */
export const securityEvents = {granted: 6272, denied: 6273, discarded: 6274} as const

/** NPS in the System log, source NPS. */
export const systemEvents = {
  unknownClient: 13,
  /** "… with an invalid authenticator. This is typically caused by mismatched shared secrets." */
  invalidAuthenticator: 14,
  messageAuthenticatorMissing: 17,
  /** "… with a Message-Authenticator attribute that is not valid." */
  secretMismatch: 18,
  domainControllerSilent: 4401,
  noDomainController: 4402,
  /** Proxy-State without Message-Authenticator, while limitProxyState is on (KB5040268). */
  proxyStateDropped: 4418,
} as const

/** Schannel in the System log: no TLS credential could be made, as where TLS 1.2 is switched off. */
export const noTlsCredential = 36871

/** RD Gateway: the connection authorization policy was not met; a connection was begun. */
export const gatewayEvents = {refused: 201, begun: 312} as const
/** The policy was met; it says nothing of NPS by itself. */
export const gatewayMet = 200

/** The service control manager: a service ended with an error, or did not start. */
export const serviceFailures = [7000, 7023, 7024, 7031, 7034] as const

/** For this long back events count as recent: a day holds the last working hours, and what is older is often cured. */
export const eventWindowMs = 86_400_000
/** For this long back events are read, to find when a sign-in last worked: over a weekend and a holiday. */
export const historyMs = 7 * eventWindowMs

/** For this long back one looks for what was changed before it stopped working; the tenant's audit log holds no more. */
export const changeWindowMs = 30 * 86_400_000
/** Of each kind of change so many are kept, the newest. */
export const changesKept = 50

/** Windows Update in the System log: "Installation Successful". */
export const updateInstalled = {provider: 'Microsoft-Windows-WindowsUpdateClient', id: 19} as const
/** Defender's definitions, several times a day, by their numbers, which are not translated. */
export const definitionUpdate = /KB(?:2267602|915597)\b/

/** The kernel in the System log: "The system time has changed to … from …". */
export const clockSet = {
  provider: 'Microsoft-Windows-Kernel-General',
  id: 1,
  /** Reason, which old versions leave out: by a program. 2 is a machine that wakes, 3 another time zone. */
  byProgram: '1',
  /** Kerberos, and the token service, take no clock that is further off. */
  largerThanMs: 300_000,
} as const
