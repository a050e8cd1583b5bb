import type {Options} from '../../app/options.ts'
import {UsageError} from '../../core/usage-error.ts'
import {readCa} from './certificate.ts'
import {neededSecret} from './secrets.ts'

interface Given {
  ldap?: string | undefined
  'ldap-user'?: string | undefined
  'ldap-base'?: string | undefined
  'ldap-ca'?: string | undefined
}

/** Which directory is asked, and as whom; null when none is given. Without --ldap it is looked up in DNS. */
export async function readDirectory(given: Given): Promise<Options['directory']> {
  const {ldap, 'ldap-user': user, 'ldap-base': base, 'ldap-ca': ca} = given
  if (ldap === undefined && user === undefined) return null
  if (!user) {
    throw new UsageError('--ldap needs --ldap-user: who asks the directory, such as reader@contoso.com.')
  }
  const url = ldap === undefined ? null : readUrl(ldap)
  if (!url && !/@[a-z0-9.-]+$/i.test(user)) {
    throw new UsageError('--ldap-user needs --ldap, or a suffix whose domain controller can be looked up.')
  }
  const trusted = ca === undefined ? null : readCa(ca, '--ldap-ca')
  const password = await neededSecret('LDAP_PASSWORD', 'The password of --ldap-user')
  if (password === '') {
    throw new UsageError(
      'The password of --ldap-user is empty, which Active Directory takes for an anonymous sign-in; give the right one.',
    )
  }
  return {url, user, password, base: base ?? null, ca: trusted}
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const good = url?.hostname && ['ldap:', 'ldaps:'].includes(url.protocol) && !url.username && !url.password
  if (good) return url
  throw new UsageError('--ldap is not the address of a directory; give it as ldaps://dc1.contoso.com.')
}
