/** Built-in accounts of services, with the groups that Windows always gives them. Source: Microsoft Learn, "Well-known SIDs". */
export const builtInAccounts: Readonly<Record<string, readonly string[]>> = {
  'S-1-5-18': ['S-1-5-32-544'],
  'S-1-5-19': [],
  'S-1-5-20': [],
}

/**
 * In the token of every service: Everyone, LOCAL, SERVICE, Authenticated Users, This Organization, Users.
 * Source: Microsoft Learn, "Service Security Context" and "Well-known SIDs".
 */
export const everyService: readonly string[] = [
  'S-1-1-0',
  'S-1-2-0',
  'S-1-5-6',
  'S-1-5-11',
  'S-1-5-15',
  'S-1-5-32-545',
]

/** NT SERVICE\ALL SERVICES */
export const allServices = 'S-1-5-80-0'

/** NT SERVICE\IAS: S-1-5-80 and the five numbers of the SHA-1 of its name, upper case, in UTF-16. */
export const iasServiceSid = 'S-1-5-80-2239383551-753077414-4140844485-4088697883-3486118564'
