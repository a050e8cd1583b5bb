/** One object as Graph gives it. */
export type Row = Readonly<Record<string, unknown>>

/** Names of properties of a type of Graph. */
export const list = <T>(...names: (keyof T & string)[]): readonly string[] => names

/** A moment so many minutes before the lab's clock, in Graph's notation. */
export const ago = (minutes: number, now: Date): string =>
  new Date(now.getTime() - minutes * 60_000).toISOString().replace(/\.\d+/, '')
