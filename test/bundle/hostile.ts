import fc from 'fast-check'
import {digestOf} from '../../src/bundle/digest.ts'

type Json = null | boolean | number | string | Json[] | {[name: string]: Json}
type Place = readonly (string | number)[]

/** What a terminal or a browser would obey, in a string that is otherwise of the right kind. */
export const obeyed =
  '\u001b[2J\u001b]8;;http://evil\u0007\u009b31m\u202e\u2066<script>alert(1)</script>\r\n\u0000\u007f\u200b'

const strings: Json[] = [
  ...[
    '',
    ' ',
    'x',
    obeyed,
    '9'.repeat(400),
    '\ud800',
    'constructor',
    '__proto__',
    'toString',
    '{machine}',
    '$&',
    '*',
    '(',
    '%',
  ],
  ...[
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00.000Z',
    '2026-02-30T99:00:00Z',
    'Invalid Date',
  ],
  ...[
    '-1',
    'NaN',
    '00000000-0000-0000-0000-000000000000',
    'CN=',
    'a@',
    '@a',
    'http://',
    'https://[',
    '999.999.999.999/99',
  ],
]
const numbers: Json[] = [0, -0, -1, 0.5, 1e308, -1e308, 2 ** 53, 8.64e15, 8.64e15 + 1, 5e-324]
const others: Json[] = [null, true, false, [], {}, [[]], [null], {known: true}]

/** Another value in the place of one: of its own kind, so that the shape may take it, or of any. */
const odd = (value: Json, pick: number): Json => {
  const kin = typeof value === 'string' ? strings : typeof value === 'number' ? numbers : others
  const all = pick % 4 === 0 ? [...strings, ...numbers, ...others] : kin
  return all[Math.floor(pick / 4) % all.length]!
}

const placesIn = (value: Json, at: Place = []): Place[] =>
  typeof value !== 'object' || value === null
    ? [at]
    : [
        at,
        ...Object.entries(value).flatMap(([name, member]) =>
          placesIn(member, [...at, Array.isArray(value) ? Number(name) : name]),
        ),
      ]

/** One change: which place, which change, which value. */
export const change = fc.record({where: fc.nat(), how: fc.nat(), pick: fc.nat()})
export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** A bundle with these changes and the digest that fits them, as text. */
export function changed(bundle: object, changes: readonly Change[]): string {
  const document = structuredClone(bundle) as {[name: string]: Json}
  for (const one of changes) apply(document, one)
  return JSON.stringify({...document, digest: digestOf(document)})
}

function apply(document: {[name: string]: Json}, {where, how, pick}: Change): void {
  const {digest: _, schema: __, ...rest} = document
  // What is judged is the evidence; the rest of it is only shown.
  const places =
    how % 10 === 9 ? placesIn(rest).slice(1) : placesIn(document.evidence ?? null, ['evidence']).slice(1)
  if (places.length === 0) return
  const place = places[where % places.length]!
  const holder = place.slice(0, -1).reduce<Json>((at, step) => (at as never)[step], document)
  const last = place.at(-1)!
  const members = holder as Record<string | number, Json>
  const value = members[last]!
  // Mostly a value, at times what holds it.
  switch (how % 8) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(last), 1)
      else delete members[last]
      break
    case 1:
      if (Array.isArray(value)) value.push(...structuredClone(value))
      else if (Array.isArray(holder)) holder.push(structuredClone(value))
      else members[String(pick)] = structuredClone(value)
      break
    case 2:
      // Another name: a fact of tomorrow, or what a terminal obeys.
      members[typeof last === 'string' && pick % 2 === 0 ? obeyed + last : last] = structuredClone(value)
      break
    default:
      members[last] = structuredClone(odd(value, pick))
  }
}
