/** Why NPS decided as it did, as its logs and those of its extension tell it. */
export type Why =
  /** NPS alone; `reason` of event 6273, 0 where it let somebody in. */
  | {by: 'nps'; reason: number}
  /** The MFA service's result, of which Success is the only yes. */
  | {by: 'extension'; name: string; result: string}
  /** A code is asked for. */
  | {by: 'challenge'; name: string}
  /** The extension could not decide. */
  | {by: 'failure'; name: string; code: string; text: string}
