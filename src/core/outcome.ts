export const statuses = ['pass', 'warn', 'fail', 'skip', 'unknown'] as const
/** Fail: sign-ins fail or would if tried now, or MFA is not enforced. Warn: they work but not for ever, or less safely. */
export type Status = (typeof statuses)[number]

export const owners = ['server', 'network', 'tenant', 'user'] as const
/** Who must act. */
export type Owner = (typeof owners)[number]

export const disruptions = ['nothing', 'nps-restart', 'server-restart', 'user-sign-in'] as const
/** What the cure disturbs. */
export type Disruption = (typeof disruptions)[number]

/** What to do about an ending, in sentences and in commands. */
export interface Hint {
  do: readonly string[]
  run?: readonly string[]
  owner: Owner
  disrupts: Disruption
}

/** One declared ending of a check. `{name}` in a text is a slot that the judgement fills. */
export interface Outcome<M extends string = string, H extends Hint = Hint> {
  status: Status
  message: M
  hint?: H
  /** The slot (a time) since when this ending holds. */
  since?: string
}

export const pass = <const M extends string>(message: M): Outcome<M, never> => ({status: 'pass', message})
export const skip = <const M extends string>(message: M): Outcome<M, never> => ({status: 'skip', message})
export const fail = <const M extends string, const H extends Hint>(message: M, hint: H, since?: string) =>
  red('fail', message, hint, since)
export const warn = <const M extends string, const H extends Hint>(message: M, hint: H, since?: string) =>
  red('warn', message, hint, since)
/** Looked, and could not tell; the hint says what would help to tell. */
export const unknown = <const M extends string, const H extends Hint>(message: M, hint: H) =>
  red('unknown', message, hint)

const red = <const M extends string, const H extends Hint>(
  status: Status,
  message: M,
  hint: H,
  since?: string,
): Outcome<M, H> => ({status, message, hint, ...(since === undefined ? {} : {since})})
