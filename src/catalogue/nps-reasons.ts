/**
 * Reason codes of NPS' events 6273 and 6274 that are a matter of how NPS or its domain is set up, not of what a person
 * typed. Source: Microsoft Learn, "NPS reason codes".
 */
export const setUpReasons: ReadonlyMap<number, string> = new Map([
  [1, 'NPS had an internal error'],
  [3, 'the request was malformed'],
  [4, 'no global catalog could be reached'],
  [5, 'no domain controller could be reached'],
  [7, 'the user’s domain is not known'],
  [10, 'an extension DLL failed'],
  [18, 'the client speaks an authentication method that NPS does not support'],
  [48, 'no network policy matches'],
  [49, 'no connection request policy matches'],
  [66, 'the network policy does not allow the authentication method that the client speaks'],
  [80, 'NPS could not write its accounting log'],
])

/** The extension failed, so NPS answered nothing; a repeated request that NPS drops is not this. */
export const discardedByExtension = 9
