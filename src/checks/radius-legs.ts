import type {Leg, ServerAnswers, TestSignIn} from '../core/radius.ts'

/** Nobody takes a phone out of a pocket faster, in milliseconds. */
export const atOnceMs = 2_000
/** The MFA service gives somebody who does not answer about a minute; in milliseconds. */
export const unansweredMs = 45_000
/** So long the MFA service waits for a phone at most, and so a NAS has to, in milliseconds. */
export const phoneMs = 60_000

/** All that was asked of a server, in order. */
export const allLegs = (
  {alive, nobody}: Pick<ServerAnswers, 'alive' | 'nobody'>,
  signIn: Pick<TestSignIn, 'legs'> = {legs: []},
): Leg[] => [alive, nobody.signed, ...signIn.legs, nobody.unsigned].filter((leg) => leg !== null)

/** Whether any answer came that proves that the server has the shared secret. */
export const heard = (legs: readonly Leg[]): boolean => legs.some(({answer}) => answer !== null)

/** Whether replies came that are made with another secret, or forged. */
export const unproven = (legs: readonly Leg[]): boolean =>
  legs.some(({ignored}) => ignored.authenticator + ignored['message-authenticator'] > 0)

/** How the sign-in ended; undefined where it was not begun. */
export const lastOf = ({legs}: Pick<TestSignIn, 'legs'>): Leg | undefined => legs.at(-1)
