/** Stands for whatever has no number of its own. */
export const unspecificChapError = 691

/** What NPS means by an error of MS-CHAP (RFC 2759 §6). */
export const chapErrors: Readonly<Record<number, string>> = {
  646: 'the account may not sign in at this hour',
  647: 'the account is disabled or locked',
  648: 'the password has expired or must be changed',
  649: 'the account is not allowed to dial in',
  [unspecificChapError]:
    'the name or the password is wrong, or a policy, the account’s state or the second factor refused',
  709: 'the password could not be changed',
}
