/** Whom our own test sign-ins ask about beside the user: a name that nobody can have (RFC 2606: .invalid). */
export const nobodyNamed = (id: string): string => `npsmfa-${id}@npsmfa.invalid`

/** Whether a log speaks of such a name, with or without a domain before it. */
const nobody = /(?:^|\\)npsmfa-[0-9a-f]{8}@npsmfa\.invalid$/i
export const isNobody = (user: string | null): boolean =>
  user?.toLowerCase().endsWith('@npsmfa.invalid') === true && nobody.test(user)
