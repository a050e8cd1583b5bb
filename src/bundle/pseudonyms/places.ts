import {fileExtensions} from './ordinary.ts'
import {except} from './rewrite.ts'

const dottedName =
  /(?<![\p{L}\p{N}_@]|[\p{L}\p{N}_@][.-])(?!\d+(?:\.\d+)*(?![\p{L}\p{N}_.-]))(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]{0,61}[\p{L}\p{N}\p{M}_])?\.){1,20}\p{L}[\p{L}\p{N}\p{M}-]{1,61}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}_])/giu
const fileName = new RegExp(`\\.(?:${fileExtensions.join('|')})$`, 'i')

/** A type of .NET, or a permission of Microsoft Graph: “Application.Read.All”. */
const technical =
  /^(?:System|Microsoft|Windows)\.[A-Z]|^[A-Z]\w+(?:-\w+)?\.(?:Read|ReadWrite|Manage|Send)(?:\.[A-Z]\w+)?$/

/** Names with dots that may be a host's or a domain's. */
export const hostName = except(dottedName, (name) => fileName.test(name) || technical.test(name))

/** A user principal name or a mail address. */
export const principalName =
  /[^\s"'<>(),;:/=|?&[\]\\@“”‘’]{1,256}@[\p{L}\p{N}\p{M}_.-]{0,255}[\p{L}\p{N}\p{M}_-]/gu

/** \\SERVER\share, both of which are names that somebody gave. */
export const share = /(?<![\p{L}\p{N}\\])\\\\[^\\\s/:*?"<>|]{1,255}(?:\\[^\\\s/:*?"<>|,;]{1,255})?/gu
/** The folder of a person, which bears the person's name; with blanks where another folder follows. */
export const profile =
  /(?<=\b[A-Z]:[\\/]Users[\\/])(?!(?:Public|Default|All Users|Administrator)\b)(?:[^\\/\r\n:*?"<>|]{1,64}(?=[\\/])|[^\\/\s:*?"<>|,;]{1,64})/gi

/** Roots of the registry and of stores, and folders, which are written before a backslash as domains are. */
const roots =
  'HK[A-Z_]+|HKEY_\\w+|LocalMachine|CurrentUser|SOFTWARE|SYSTEM|SECURITY|SAM|SCHANNEL|System32|SysWOW64|Windows|Microsoft|Users|Extensions|Files|NT|NT AUTHORITY|NT SERVICE|BUILTIN'
const twoWords = new RegExp(
  `(?<![\\p{L}\\p{N}\\\\/:%._-])(?!(?:${roots})\\\\)[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._-]{0,254}\\\\[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}._$-]{0,103}(?![\\p{L}\\p{N}\\\\$]|\\.[\\p{L}\\p{N}])`,
  'giu',
)
/** DOMAIN\name: one backslash between two words, of which neither is part of a path. */
export const accountName = except(twoWords, (name) => fileName.test(name))
