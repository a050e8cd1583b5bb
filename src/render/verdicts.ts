/** What a report comes to, in words. */
export const verdicts = {
  healthy: {status: 'pass', words: 'Healthy: nothing was found that makes sign-ins fail.'},
  red: {status: 'fail', words: 'Red: see the root cause above.'},
  undetermined: {
    status: 'unknown',
    words: 'Nothing is red, but not everything that was asked could be determined.',
  },
} as const
