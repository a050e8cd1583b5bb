/** A table that foreign text is looked up in: without what every object has ("constructor", "toString"). */
export const table = <T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null), rows)
