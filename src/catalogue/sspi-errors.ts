/**
 * Why Windows cannot prove the current user to a server, or the server refuses the proof, by its code in hexadecimal.
 * Source: Microsoft Learn, "SSPI Status Codes" (InitializeSecurityContext, AcceptSecurityContext).
 */
export const sspiErrors: Readonly<Record<string, string>> = {
  '80090303': 'the domain knows no such directory server (its service principal name ldap/… is missing)',
  '8009030c': 'the logon was denied',
  '8009030e': 'Windows holds no credentials of this account for the domain (a local account, or no ticket)',
  '80090308': 'the proof of who asks was not understood',
  '80090311': 'no domain controller could be reached to issue a Kerberos ticket',
  '80090322': 'the server that answered is not the one the Kerberos ticket is for',
  '80090324': 'the clocks of this machine and of the domain controller differ too much',
  '80090342': 'the domain controller does not offer an encryption type that this machine accepts',
  '80090346': 'the proof is not bound to this TLS connection as the server demands (channel binding)',
  '80090363': 'the server could not prove who it is',
}
