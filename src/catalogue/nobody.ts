/** Whom our own test sign-ins ask about beside the user: a name that nobody can have (RFC 2606: .invalid). */
export const nobodyNamed = (id: string): string => `npsmfa-${id}@npsmfa.invalid`

const nobody = /^npsmfa-[0-9a-f]{8}@npsmfa\.invalid$/i
export const isNobody = (user: string | null): boolean => user !== null && nobody.test(user)
