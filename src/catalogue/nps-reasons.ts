import {npsReasons} from './codes/nps.ts'

/** Reason codes of NPS' events that are a matter of how NPS or its domain is set up, not of what a person typed. */
const ofSetUp = [1, 3, 4, 5, 7, 10, 18, 48, 49, 66, 80]

/** What each of them means. */
export const setUpReasons: ReadonlyMap<number, string> = new Map(
  ofSetUp.map((reason) => [reason, npsReasons.get(String(reason))!.meaning]),
)

/** The extension failed, so NPS answered nothing; a repeated request that NPS drops is not this. */
export const discardedByExtension = 9
/** The extension was asked and said no. */
export const rejectedByExtension = 21
