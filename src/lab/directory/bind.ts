import type {LdapRequest} from '../../codecs/ldap.ts'
import type {LdapResult} from '../../codecs/ldap-answer.ts'
import type {DirectoryState} from '../state.ts'

type Bind = Extract<LdapRequest, {kind: 'bind'}>

/** Answers a bind as Active Directory does; `bound` is who the connection belongs to from now on. */
export function bind(
  directory: DirectoryState,
  request: Bind,
  secure: boolean,
): LdapResult & {bound: boolean} {
  const {version, name, password} = request
  if (version !== 3) return refused(2, 'This server speaks LDAP version 3.')
  if (password === null)
    return refused(
      7,
      '00002027: LdapErr: DSID-0C090572, comment: This authentication method is not supported here',
    )
  // A name without a password is no proof of anything: the connection becomes anonymous.
  if (password === '') return {code: 0, bound: false}
  if (!secure)
    return refused(
      8,
      '00002028: LdapErr: DSID-0C090259, comment: The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection, data 0, v4563',
    )
  const {user, password: right} = directory.bind
  if (name.toLowerCase() === user.toLowerCase() && password === right) return {code: 0, bound: true}
  return refused(
    49,
    '80090308: LdapErr: DSID-0C0903D9, comment: AcceptSecurityContext error, data 52e, v4563',
  )
}

const refused = (code: number, message: string) => ({code, message, bound: false})
