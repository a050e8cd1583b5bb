import type {Named} from './named.ts'

/** Whom a cause befalls, for a sentence. */
export function whom({where: {scope}, failures}: Named): string {
  const [dimension, ...rest] = scope.split(':')
  const value = rest.join(':')
  if (dimension === 'user') return `“${value}”`
  if (dimension === 'nas') return `“${value}”`
  if (dimension === 'server') return `everybody on ${value}`
  if (dimension === 'domain') return `everybody of ${value}`
  if (dimension === 'method') return `everybody who uses ${value}`
  const people = [...failures.by.user.keys()]
  if (scope === 'all') return 'everybody'
  if (people.length === 0) return 'somebody'
  const first = people.slice(0, 3).map((name) => `“${name}”`)
  return people.length > 3 ? `${people.length} people (${first.join(', ')} …)` : first.join(', ')
}
